import type { Frame } from '@iolaus/contracts';

/** The accounts of a community and what they hold, numbered inside it. */
export interface OwnLinks {
  /** Numbers of its accounts in the frame, ascending. */
  readonly members: readonly number[];
  /** Holders of what tells its members apart: of the n-th, `holder[start[n] … start[n+1]−1]`, by place in `members`. */
  readonly start: readonly number[];
  readonly holder: readonly number[];
  /** How much each tells: bits, less where many of the community hold it. */
  readonly weight: readonly number[];
  /** Indicators that are drawn in it, by number in the frame, and their holders there. */
  readonly indicators: readonly number[];
  readonly holders: readonly (readonly number[])[];
}

/** The own links of each community, by place. Indicators that cross communities count in each that holds them twice. */
export function ownLinks(frame: Frame, communities: number): readonly OwnLinks[] {
  const all = Array.from({ length: communities }, () => ({
    members: [] as number[],
    start: [0],
    holder: [] as number[],
    weight: [] as number[],
    indicators: [] as number[],
    holders: [] as number[][],
  }));
  const placeOf = Uint32Array.from(frame.accountCommunity, (community, account) => {
    const members = all[community]?.members;
    return members ? members.push(account) - 1 : 0;
  });
  for (let indicator = 0; indicator < frame.indicatorValues.length; indicator++) {
    const byCommunity = new Map<number, number[]>();
    for (let at = frame.linkStart[indicator]; at < frame.linkStart[indicator + 1]; at++) {
      const account = frame.linkAccount[at];
      const community = frame.accountCommunity[account];
      const own = byCommunity.get(community);
      if (own) own.push(placeOf[account]);
      else byCommunity.set(community, [placeOf[account]]);
    }
    const home = all[frame.indicatorCommunity[indicator]];
    home?.indicators.push(indicator);
    home?.holders.push(byCommunity.get(frame.indicatorCommunity[indicator]) ?? []);
    for (const [community, holders] of byCommunity) {
      const into = all[community];
      // What nearly all hold tells none of them from another.
      const share = into ? holders.length / into.members.length : 1;
      if (!into || holders.length < 2 || share > 0.9) continue;
      for (const each of holders) into.holder.push(each);
      into.start.push(into.holder.length);
      into.weight.push(Math.max(0.1, frame.indicatorBits[indicator]) * (1 - share));
    }
  }
  return all;
}
