/** Knobs of a detection run; every one is written into the result. */
export interface DetectParameters {
  /** Least bits that an indicator must tell to link; below, it only supports. */
  readonly leastBits: number;
  /** Most indicators of one account that are paired, the rarest first. */
  readonly mostPerAccount: number;
  /** False discovery rate over all indicator pairs. */
  readonly fdr: number;
  /** Least accounts on which two indicators meet. */
  readonly leastTogether: number;
  /** Least members of a network. */
  readonly leastMembers: number;
  readonly seed: number;
  /** Resolution of Leiden for networks, and for communities inside one. */
  readonly networkResolution: number;
  readonly communityResolution: number;
  /** Rounds of attaching accounts. */
  readonly rounds: number;
}

/** Defaults, from the measured prototypes. */
export const DEFAULT_PARAMETERS: DetectParameters = {
  leastBits: 1,
  mostPerAccount: 40,
  fdr: 0.01,
  leastTogether: 2,
  leastMembers: 8,
  seed: 7,
  networkResolution: 1,
  communityResolution: 6,
  rounds: 3,
};
