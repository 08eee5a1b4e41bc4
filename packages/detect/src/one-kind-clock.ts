import type { LakeTables } from '@iolaus/contracts';
import { group } from './incidence.js';
import type { Ranks } from './ranks.js';

/** When each account came to each indicator, as places 0–1. */
export interface Clock {
  /** Rows of each indicator that have a time, in its order: `rows[start[e] … start[e+1]−1]`. */
  readonly start: Uint32Array;
  readonly rows: Uint32Array;
  readonly ranks: Ranks;
  /** Accounts that have a time. */
  readonly accounts: number;
}

/**
 * Reads the clock of research part 2, section 1: the rank of the sighting's time where sightings carry any, else of the account's first use, else of its sign-up. Times that only repeat
 * what is known of the account rank accounts: each takes the same room, so that one with many contacts does not stretch time for its neighbours.
 */
export function readClock(tables: LakeTables): Clock {
  const { account, indicator, indicatorKind, accounts } = tables.sightings;
  const ms = timesOf(tables);
  const order = Uint32Array.from(ms.keys()).filter((row) => !Number.isNaN(ms[row]));
  const rowsOf = new Uint32Array(accounts.length);
  for (const row of order) rowsOf[account[row]]++;
  const weight = weightsOf({ account, ms, order, rowsOf });
  // Equal times in the order of weight: sums must not depend on the accounts' names, not even in the last bit.
  order.sort((x, y) => ms[x] - ms[y] || weight[x] - weight[y] || x - y);
  const { start, items } = group(
    Uint32Array.from(order, (row) => indicator[row]),
    order,
    indicatorKind.length,
  );
  const timed = rowsOf.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return { start, rows: items, accounts: timed, ranks: rank(order, ms, weight) };
}

/** How much room each row takes: one sighting, or its part of its account when the times are those of accounts. */
function weightsOf(of: {
  readonly account: Uint32Array;
  readonly ms: Float64Array;
  readonly order: Uint32Array;
  /** Rows in `order` of each account. */
  readonly rowsOf: Uint32Array;
}): Float64Array {
  const { account, ms, order, rowsOf } = of;
  const first = new Float64Array(rowsOf.length).fill(Number.NaN);
  const isOneTime = new Uint8Array(rowsOf.length).fill(1);
  for (const row of order) {
    if (Number.isNaN(first[account[row]])) first[account[row]] = ms[row];
    else if (ms[row] !== first[account[row]]) isOneTime[account[row]] = 0;
  }
  let several = 0;
  let repeating = 0;
  rowsOf.forEach((count, a) => {
    if (count < 2) return;
    several++;
    repeating += isOneTime[a];
  });
  const areOfAccounts = repeating > several / 2;
  return Float64Array.from(account, (a) => (areOfAccounts ? 1 / rowsOf[a] : 1));
}

function rank(order: Uint32Array, ms: Float64Array, weight: Float64Array): Ranks {
  const from = new Float64Array(ms.length).fill(Number.NaN);
  const to = new Float64Array(ms.length).fill(Number.NaN);
  const all = order.reduce((sum, row) => sum + weight[row], 0);
  let before = 0;
  for (let at = 0, end = 0; at < order.length; at = end) {
    let after = before;
    for (; end < order.length && ms[order[end]] === ms[order[at]]; end++) after += weight[order[end]];
    for (let row = at; row < end; row++) {
      from[order[row]] = before / all;
      to[order[row]] = after / all;
    }
    before = after;
  }
  return { order, from, to };
}

function timesOf({ sightings, accounts }: LakeTables): Float64Array {
  const isKnown = (ms: number): boolean => !Number.isNaN(ms);
  if (sightings.firstMs.some(isKnown)) return sightings.firstMs;
  const own = accounts.firstMs.some(isKnown) ? accounts.firstMs : accounts.createdMs;
  return Float64Array.from(sightings.account, (a) => own[a]);
}
