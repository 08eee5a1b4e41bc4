import { FAMILIES } from '@iolaus/contracts';
import type { Incidence } from './incidence.js';
import { recallFrom } from './remembered.js';
import { NumberList, scratchOf } from './scratch.js';
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

/** Bits by family of every account that touches one of the cluster's indicators. */
export interface Scores {
  readonly account: Uint32Array;
  readonly byFamily: Float32Array;
  readonly total: Float32Array;
}

/** Scores all accounts that hold any of the indicators; `bits` gives each indicator's bits. Evidence against (negative bits) is not added up: absence tells little. */
export function scoreAccounts(incidence: Incidence, indicators: Uint32Array, bits: Float32Array): Scores {
  return recallFrom(incidence, 'scores', { columns: [indicators, bits], indicators }, () =>
    scoreThose(incidence, touching(incidence, indicators), { indicators, bits }),
  );
}

/** Bits by family of these accounts, which are in ascending order, from the indicators that they hold. */
export function scoreMembers(incidence: Incidence, members: Uint32Array, of: Weighted): Scores {
  return recallFrom(
    incidence,
    'scores of members',
    { columns: [members, of.indicators, of.bits], indicators: of.indicators },
    () => scoreThose(incidence, members, of),
  );
}

/** The accounts that reach the bar of a cluster in two families, with what speaks for them. */
export function claimsOf(incidence: Incidence, of: Weighted & { readonly bar: number }): Scores {
  const { indicators, bits, bar } = of;
  return recallFrom(incidence, 'claims', { columns: [indicators, bits, Float64Array.of(bar)], indicators }, () =>
    claimsAmong(scoreThose(incidence, touching(incidence, indicators), of), bar),
  );
}

function claimsAmong({ account, byFamily, total }: Scores, bar: number): Scores {
  const rows = new Uint32Array(account.length);
  let count = 0;
  for (let row = 0; row < account.length; row++)
    if (total[row] >= bar && familiesOf(byFamily, row) >= 2) rows[count++] = row;
  const kept = {
    account: new Uint32Array(count),
    byFamily: new Float32Array(count * WIDTH),
    total: new Float32Array(count),
  };
  for (let at = 0; at < count; at++) {
    const row = rows[at];
    kept.account[at] = account[row];
    kept.total[at] = total[row];
    for (let cell = 0; cell < WIDTH; cell++) kept.byFamily[at * WIDTH + cell] = byFamily[row * WIDTH + cell];
  }
  return kept;
}

/** Indicators with the bits that each gives. */
interface Weighted {
  readonly indicators: Uint32Array;
  readonly bits: Float32Array;
}

function scoreThose(incidence: Incidence, account: Uint32Array, { indicators, bits }: Weighted): Scores {
  const { slot } = scratchOf(incidence);
  const { family, indicatorStart, ofIndicator } = incidence;
  for (let at = 0; at < account.length; at++) slot[account[at]] = at;
  const best = new Float32Array(account.length * WIDTH);
  const byFamily = new Float32Array(account.length * WIDTH);
  for (let k = 0; k < indicators.length; k++) {
    const own = bits[k];
    if (own <= 0) continue;
    const e = indicators[k];
    for (let at = indicatorStart[e]; at < indicatorStart[e + 1]; at++) {
      const row = slot[ofIndicator[at]];
      if (row < 0) continue;
      const cell = row * WIDTH + family[e];
      byFamily[cell] += own;
      if (own > best[cell]) best[cell] = own;
    }
  }
  for (let at = 0; at < account.length; at++) slot[account[at]] = -1;
  for (let cell = 0; cell < byFamily.length; cell++)
    if (best[cell] > 0) byFamily[cell] = familySum(best[cell], byFamily[cell]);
  return { account, byFamily, total: totalsOf(byFamily) };
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

const touched = new NumberList();

/** Accounts that hold any of the indicators, ascending. */
function touching(incidence: Incidence, indicators: Uint32Array): Uint32Array {
  const { slot } = scratchOf(incidence);
  for (const e of indicators) {
    for (let at = incidence.indicatorStart[e]; at < incidence.indicatorStart[e + 1]; at++) {
      const a = incidence.ofIndicator[at];
      if (slot[a] !== -1) continue;
      slot[a] = 0;
      touched.push(a);
    }
  }
  return touched.takeSorted();
}
