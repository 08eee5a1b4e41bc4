import { FAMILIES } from '@iolaus/contracts';
import { clip } from './statistics.js';

/** Number of families; bits by family are rows of this width. */
export const WIDTH = FAMILIES.length;
/** Most bits that one family gives, since evidence of one kind is correlated. */
export const FAMILY_CAP = 16;
/** Least bits by which a family counts as one of the two that a member needs. */
export const FAMILY_COUNTS = 1.5;

/** What the bits of an indicator in a network depend on. */
export interface IndicatorCounts {
  /** Members that hold it, and members in all. */
  readonly held: number;
  readonly members: number;
  /** Accounts that hold it, and accounts in all. */
  readonly reach: number;
  readonly accounts: number;
  readonly reliability01: number;
}

/**
 * Bits of evidence that holding the indicator gives for membership: r · clip(log2(((held + 0.1)/members) / ((reach − held + 0.5)/accounts)), −1, 14).
 * How much more often members hold it than others, shrunk where counts are small.
 */
export function indicatorBits({ held, members, reach, accounts, reliability01 }: IndicatorCounts): number {
  return reliability01 * clip(Math.log2((held + 0.1) / members / ((reach - held + 0.5) / accounts)), -1, 14);
}

/** Bits of one family from the bits of its indicators: the best one fully, the rest by half, at most 16. */
export function familySum(best: number, sum: number): number {
  return Math.min(FAMILY_CAP, best + 0.5 * (sum - best));
}

/** Prior bits of membership, log2(members/accounts), which the evidence must outweigh: the bar is its negative, at least 6. */
export function barBits(members: number, accounts: number): number {
  return Math.max(6, -Math.log2(Math.max(1, members) / accounts));
}

/** Some rows of bits by family. */
export function rowsOf(byFamily: Float32Array, rows: ArrayLike<number>): Float32Array {
  const taken = new Float32Array(rows.length * WIDTH);
  for (let at = 0, cell = 0; at < rows.length; at++)
    for (let from = rows[at] * WIDTH, end = from + WIDTH; from < end; from++) taken[cell++] = byFamily[from];
  return taken;
}

/** Totals of rows of bits by family. */
export function totalsOf(byFamily: Float32Array): Float32Array {
  const totals = new Float32Array(byFamily.length / WIDTH);
  for (let row = 0, cell = 0; row < totals.length; row++) {
    let sum = 0;
    for (const end = cell + WIDTH; cell < end; cell++) sum += byFamily[cell];
    totals[row] = sum;
  }
  return totals;
}

/** Families that count in a row of bits: those of at least so many. */
export function familiesOf(byFamily: Float32Array, row: number, least = FAMILY_COUNTS): number {
  let count = 0;
  for (let family = 0; family < WIDTH; family++) if (byFamily[row * WIDTH + family] >= least) count++;
  return count;
}
