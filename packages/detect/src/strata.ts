import { FAMILIES, type LakeTables } from '@iolaus/contracts';
import type { Cluster } from './clusters.js';
import { familiesHeld } from './families-held.js';
import type { Incidence } from './incidence.js';
import { harmonicMean, LEAST_LOG_P } from './significance.js';
import { logPoissonTail } from './statistics.js';

/** How often families of a network's core meet in one account, against what accounts of the same strata would bring. */
export interface WithinStrata {
  /** Pairs of families that meet in an account, over all accounts. */
  readonly meetings: number;
  /** The same if sightings were dealt anew inside each stratum. */
  readonly expected: number;
  /** log10 of the chance of so many. */
  readonly logP: number;
}

const WEEK_MS = 604_800_000;
/** More weeks than a date can be away from 1970, either way; and a week that none of them is. */
const WEEKS = 2 ** 20;
const NO_WEEK = 2 ** 19 - 1;

/** Number of each account's stratum: its week of sign-up, and the ASN that it has, where the data tells them; the order of accounts does not change who is with whom. */
export function strataOf(incidence: Incidence, { sightings, accounts }: LakeTables): Uint32Array {
  const asn = sightings.kinds.findIndex(({ kind }) => kind === 'asn');
  const number = new Map<number, number>();
  return Uint32Array.from({ length: incidence.accounts }, (_, a) => {
    let own = -1;
    for (let at = incidence.accountStart[a]; own < 0 && at < incidence.accountStart[a + 1]; at++)
      if (sightings.indicatorKind[incidence.ofAccount[at]] === asn) own = incidence.ofAccount[at];
    const week = Number.isNaN(accounts.createdMs[a]) ? NO_WEEK : Math.floor(accounts.createdMs[a] / WEEK_MS);
    const key = own * WEEKS + week;
    const known = number.get(key);
    if (known !== undefined) return known;
    number.set(key, number.size);
    return number.size - 1;
  });
}

/**
 * Tests a network inside strata: what wiring its sightings anew among accounts of the same week of sign-up and ASN would bring on average (research part 1, section 2.4, its mean in place of drawn
 * rewirings, which would depend on how accounts are numbered). A launch, or one large provider, is then no evidence. Families f and g meet Σ over strata of n_f·n_g/N times by chance; pairs of
 * families are joined by the harmonic mean p.
 */
export function testWithinStrata(incidence: Incidence, cluster: Cluster, stratumOf: Uint32Array): WithinStrata {
  const width = FAMILIES.length;
  const holders = familiesHeld(incidence, cluster);
  const single = new Map<number, Float64Array>();
  const both = new Float64Array(width * width);
  for (let row = 0; row < holders.account.length; row++) {
    const mask = holders.mask[row];
    const stratum = stratumOf[holders.account[row]];
    let counts = single.get(stratum);
    if (!counts) single.set(stratum, (counts = new Float64Array(width)));
    for (let f = 0; f < width; f++) {
      if ((mask & (1 << f)) === 0) continue;
      counts[f]++;
      for (let g = f + 1; g < width; g++) if ((mask & (1 << g)) !== 0) both[f * width + g]++;
    }
  }
  const size = sizesOf(stratumOf);
  const expected = new Float64Array(width * width);
  for (const [stratum, counts] of [...single].sort((x, y) => x[0] - y[0]))
    for (let f = 0; f < width; f++)
      for (let g = f + 1; g < width; g++) expected[f * width + g] += (counts[f] * counts[g]) / size[stratum];
  const logP: number[] = [];
  expected.forEach((mean, pair) => {
    if (mean > 0) logP.push(logPoissonTail(both[pair], mean));
  });
  const sum = (values: Float64Array): number => values.reduce((x, y) => x + y, 0);
  return {
    meetings: sum(both),
    expected: sum(expected),
    logP: logP.length === 0 ? 0 : Math.max(LEAST_LOG_P, Math.min(0, harmonicMean(logP))),
  };
}

const sizes = new WeakMap<Uint32Array, Uint32Array>();

function sizesOf(stratumOf: Uint32Array): Uint32Array {
  const known = sizes.get(stratumOf);
  if (known) return known;
  const size = new Uint32Array(stratumOf.reduce((most, each) => Math.max(most, each), -1) + 1);
  for (const stratum of stratumOf) size[stratum]++;
  sizes.set(stratumOf, size);
  return size;
}
