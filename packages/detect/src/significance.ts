import { FAMILIES } from '@iolaus/contracts';
import type { Cluster } from './clusters.js';
import { familiesHeld } from './families-held.js';
import type { Incidence } from './incidence.js';
import { logPoissonTail } from './statistics.js';

/** Smallest log10 p that is stated: below, the model's own error is larger than the figure. */
export const LEAST_LOG_P = -99;

/** The null model in one sentence, for screens and bundles. */
export const NULL_MODEL =
  'Chance means: everybody keeps how many indicators they hold, and families of evidence meet as often as their frequencies say; where one kind of indicator alone links, sightings could fall anywhere in the dump, and name any account; q is the share of networks with such meetings that would be false.';

/**
 * log10 p of a network: over all accounts, how often do its core indicators of two different families meet in one account, against the product of their frequencies
 * (Poisson tail)? Pairs of families are joined by the harmonic mean p, which holds under dependence. A network with one family gives 0 (p = 1).
 */
export function networkLogP(incidence: Incidence, cluster: Cluster): number {
  const width = FAMILIES.length;
  const single = new Float64Array(width);
  const both = new Float64Array(width * width);
  for (const mask of familiesHeld(incidence, cluster).mask) {
    for (let f = 0; f < width; f++) {
      if ((mask & (1 << f)) === 0) continue;
      single[f]++;
      for (let g = f + 1; g < width; g++) if ((mask & (1 << g)) !== 0) both[f * width + g]++;
    }
  }
  const logP: number[] = [];
  for (let f = 0; f < width; f++) {
    for (let g = f + 1; g < width; g++)
      if (single[f] > 0 && single[g] > 0)
        logP.push(logPoissonTail(both[f * width + g], (single[f] * single[g]) / incidence.accounts));
  }
  return logP.length === 0 ? 0 : Math.max(LEAST_LOG_P, Math.min(0, harmonicMean(logP)));
}

/** log10 of the harmonic mean of p given as log10 p. */
export function harmonicMean(logP: readonly number[]): number {
  const least = Math.min(...logP);
  const sum = logP.reduce((total, each) => total + 10 ** (least - each), 0);
  return Math.log10(logP.length) + least - Math.log10(sum);
}
