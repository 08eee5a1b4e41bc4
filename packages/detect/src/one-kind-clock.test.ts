import { describe, expect, it } from 'vitest';
import type { LakeTables } from '@iolaus/contracts';
import { readClock } from './one-kind-clock.js';
import { buildTables, START_MS } from './testing/build-tables.js';

/** Accounts a, b, c of one, two and three addresses; `seen` gives the time of each of their sightings. */
function tablesOf(seen: (account: number, at: number) => number): LakeTables {
  return buildTables(
    [1, 2, 3].map((count, account) => ({
      id: 'abc'[account],
      holds: Array.from({ length: count }, (_, at) => ['ip', `10.0.${account}.${at}`] as const),
      seenMs: Array.from({ length: count }, (_, at) => seen(account, at)),
    })),
  );
}

const rounded = (values: ArrayLike<number>): number[] => Array.from(values, (each) => Math.round(each * 1000) / 1000);

describe('readClock', () => {
  it('ranks sightings by their own times', () => {
    const { ranks } = readClock(tablesOf((account, at) => START_MS + 10 * at + account));
    expect([...ranks.order]).toEqual([0, 1, 3, 2, 4, 5]);
    expect(rounded(ranks.from)).toEqual(rounded([0, 1 / 6, 3 / 6, 2 / 6, 4 / 6, 5 / 6]));
  });

  it('ranks accounts when the times only repeat the account: each takes the same room', () => {
    const { ranks, accounts } = readClock(tablesOf((account) => START_MS + account));
    expect(rounded(ranks.from)).toEqual(rounded([0, 1 / 3, 1 / 3, 2 / 3, 2 / 3, 2 / 3]));
    expect(rounded(ranks.to)).toEqual(rounded([1 / 3, 2 / 3, 2 / 3, 1, 1, 1]));
    expect(accounts).toBe(3);
  });

  it('gives a sighting without a time no place where others have one', () => {
    const { ranks, rows, accounts } = readClock(
      tablesOf((account, at) => (account === 0 ? Number.NaN : START_MS + at)),
    );
    expect(ranks.from[0]).toBeNaN();
    expect(rows).toHaveLength(5);
    expect(accounts).toBe(2);
  });

  it('reads the first use of accounts, then their sign-up, where no sighting has a time', () => {
    const tables = tablesOf(() => Number.NaN);
    const never = new Float64Array(3).fill(Number.NaN);
    const late = Float64Array.from([30, 20, 10]);
    const firsts = { ...tables, accounts: { ...tables.accounts, firstMs: late } };
    expect(rounded(readClock(firsts).ranks.from)).toEqual(rounded([2 / 3, 1 / 3, 1 / 3, 0, 0, 0]));
    const created = { ...tables, accounts: { ...tables.accounts, firstMs: never, createdMs: late } };
    expect(readClock(created).ranks.from).toEqual(readClock(firsts).ranks.from);
    expect(readClock({ ...tables, accounts: { ...tables.accounts, firstMs: never } }).rows).toHaveLength(0);
  });
});
