import { FAMILIES, type Family } from '@iolaus/contracts';
import type { Incidence } from './incidence.js';
import { WIDTH } from './membership.js';
import { scratchOf } from './scratch.js';

/** What two accounts hold of what two accounts or more do: rows of a family each, number `first` and `second` of `held`, and number `row` of `shared`. */
interface Pair {
  /** Indicators that each account holds, by family. */
  readonly held: ArrayLike<number>;
  readonly first: number;
  readonly second: number;
  /** Sum of 1/reach over those that both hold, by family. */
  readonly shared: ArrayLike<number>;
  readonly row: number;
}

/**
 * The e-value of a pair against the null that everybody's indicators of each family were dealt anew, keeping how many each account and how many each indicator has (the configuration model of the
 * bipartite graph). Given what the first holds, the second holds indicator e with chance reach_e·k_2/M; so in each family M/(k_1·k_2)·Σ 1/reach over what both hold has the mean 1, whatever depends on what inside it.
 * Half of 1 and half of that is an e-value that no family can bring to nothing (Vovk and Wang 2021), and families that are dealt apart multiply. `holdings` has M by family.
 */
function eValueOf({ held, first, second, shared, row }: Pair, holdings: ArrayLike<number>): number {
  let value = 1;
  for (let f = 0; f < WIDTH; f++) {
    const both = held[first * WIDTH + f] * held[second * WIDTH + f];
    if (both > 0) value *= 0.5 + (0.5 * holdings[f] * shared[row * WIDTH + f]) / both;
  }
  return value;
}

/** The test of all pairs of accounts at once: e-BH. */
export interface LinkTest {
  readonly fdr: number;
  /** All pairs of accounts, those that share nothing too. */
  readonly pairs: number;
  /** Holdings in all, by family. */
  readonly holdings: readonly number[];
  /** Pairs whose e-value is at least 2^(k/4). */
  readonly atLeast: Float64Array;
  /** Least e-value that is accepted, as its log2; null where none is. */
  readonly thresholdBits: number | null;
  /** Pairs that were found to pass it. */
  readonly links: number;
  /** Indicators that more accounts hold were left out of the count of e-values. */
  readonly mostReach: number;
}

/** Steps of a bit of the histogram, and how many there are. */
const STEPS = 4;
const BINS = 400;
/** Pairs that are looked at, at most: less than a second. */
const MOST_PAIRS = 5e6;

/**
 * Tests every pair of accounts by e-BH (Wang and Ramdas 2022), which holds the false discovery rate under any dependence of the pairs: of K pairs those with e ≥ K/(fdr·n) are accepted, for the largest n that as many reach.
 * Pairs are never kept: their e-values are counted in quarters of a bit. Indicators of the greatest reach, whose pairs grow with its square, are left out of the count: that makes e-values smaller, and the
 * threshold higher, never lower, and what passes it by all that it shares is accepted rightly (self-consistent sets keep the rate).
 */
export function testLinks(incidence: Incidence, fdr: number, mostPairs = MOST_PAIRS): LinkTest {
  const mostReach = reachWithin(incidence, mostPairs);
  const { held, holdings } = countHoldings(incidence);
  const bins = countPairs(incidence, { held, holdings, mostReach });
  const atLeast = new Float64Array(BINS);
  let sum = 0;
  for (let bin = BINS - 1; bin >= 0; bin--) atLeast[bin] = sum += bins[bin];
  const pairs = (incidence.accounts * (incidence.accounts - 1)) / 2;
  const lowest = atLeast.findIndex(
    (count, bin) => count > 0 && Math.log2(count) + bin / STEPS >= Math.log2(pairs / fdr),
  );
  return {
    fdr,
    pairs,
    holdings: [...holdings],
    atLeast,
    thresholdBits: lowest < 0 ? null : lowest / STEPS,
    links: lowest < 0 ? 0 : atLeast[lowest],
    mostReach,
  };
}

/** Least false discovery rate at which a pair of this e-value would be accepted; at most 1. */
export function linkQ({ pairs, atLeast }: Pick<LinkTest, 'pairs' | 'atLeast'>, eBits: number): number {
  let logQ = Math.log2(pairs) - eBits;
  for (let bin = 0; bin < BINS && bin / STEPS <= eBits; bin++)
    if (atLeast[bin] > 0) logQ = Math.min(logQ, Math.log2(pairs) - bin / STEPS - Math.log2(atLeast[bin]));
  return Math.min(1, 2 ** logQ);
}

/** The greatest reach up to which all pairs of all indicators are within the budget. */
function reachWithin({ reach }: Incidence, mostPairs: number): number {
  const sorted = reach.filter((each) => each > 1).sort();
  let pairs = 0;
  for (let at = 0; at < sorted.length; at++) {
    pairs += (sorted[at] * (sorted[at] - 1)) / 2;
    if (pairs > mostPairs) return sorted[at] - 1;
  }
  return sorted.at(-1) ?? 0;
}

function countHoldings({ accounts, accountStart, ofAccount, reach, family }: Incidence) {
  const held = new Uint32Array(accounts * WIDTH);
  const holdings = new Float64Array(WIDTH);
  for (let a = 0; a < accounts; a++) {
    for (let at = accountStart[a]; at < accountStart[a + 1]; at++) {
      const e = ofAccount[at];
      if (reach[e] < 2) continue;
      held[a * WIDTH + family[e]]++;
      holdings[family[e]]++;
    }
  }
  return { held, holdings };
}

function countPairs(
  incidence: Incidence,
  of: { readonly held: Uint32Array; readonly holdings: Float64Array; readonly mostReach: number },
): Float64Array {
  const { accounts, accountStart, ofAccount, indicatorStart, ofIndicator, reach, family } = incidence;
  const { held, holdings, mostReach } = of;
  const { slot } = scratchOf(incidence);
  const bins = new Float64Array(BINS);
  const partner: number[] = [];
  let shared = new Float64Array(1024 * WIDTH);
  for (let a = 0; a < accounts; a++) {
    partner.length = 0;
    for (let at = accountStart[a]; at < accountStart[a + 1]; at++) {
      const e = ofAccount[at];
      if (reach[e] < 2 || reach[e] > mostReach) continue;
      // Accounts of an indicator ascend: those after this one stand at its end, and each pair is met once.
      for (let end = indicatorStart[e + 1] - 1; ofIndicator[end] > a; end--) {
        const b = ofIndicator[end];
        if (slot[b] < 0) {
          slot[b] = partner.length;
          partner.push(b);
          if (partner.length * WIDTH > shared.length) shared = grown(shared);
        }
        shared[slot[b] * WIDTH + family[e]] += 1 / reach[e];
      }
    }
    for (let row = 0; row < partner.length; row++) {
      const value = eValueOf({ held, first: a, second: partner[row], shared, row }, holdings);
      if (value >= 1) bins[Math.min(BINS - 1, Math.floor(Math.log2(value) * STEPS))]++;
      slot[partner[row]] = -1;
    }
    shared.fill(0, 0, partner.length * WIDTH);
  }
  return bins;
}

function grown(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(column.length * 2);
  larger.set(column);
  return larger;
}

/** An indicator that one of two accounts holds, and whether the other does too. */
export interface PairHolding {
  readonly isFirst: boolean;
  readonly isShared: boolean;
  readonly family: Family;
  readonly reach: number;
}

/** log2 of the e-value of two accounts, from all that each holds of what two accounts or more do. */
export function pairEBits(held: readonly PairHolding[], { holdings }: Pick<LinkTest, 'holdings'>): number {
  const counts = new Float64Array(2 * WIDTH);
  const shared = new Float64Array(WIDTH);
  for (const { isFirst, isShared, family, reach } of held) {
    const f = FAMILIES.indexOf(family);
    counts[isFirst ? f : WIDTH + f]++;
    if (isShared && isFirst) shared[f] += 1 / reach;
  }
  return Math.log2(eValueOf({ held: counts, first: 0, second: 1, shared, row: 0 }, holdings));
}
