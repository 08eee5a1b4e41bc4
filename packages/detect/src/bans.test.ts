import { describe, expect, it } from 'vitest';
import { bannedAt, firstWave } from './bans.js';
import { buildTables, START_MS, type TestAccount } from './testing/build-tables.js';

const DAY_MS = 86_400_000;
const accounts = (banned: readonly (number | undefined)[]): TestAccount[] =>
  banned.map((bannedMs, at) => ({ id: `a${at}`, holds: [], ...(bannedMs === undefined ? {} : { bannedMs }) }));

describe('bannedAt', () => {
  it('is the time of the ban, and nothing for the others', () => {
    expect([...bannedAt(buildTables(accounts([START_MS, undefined])))]).toEqual([START_MS, Number.NaN]);
  });

  it('is the last time that an account was seen, where only its status tells', () => {
    const tables = buildTables(accounts([undefined, undefined, undefined]));
    const status = ['Suspended', 'active', undefined];
    expect([...bannedAt({ ...tables, accounts: { ...tables.accounts, status } })]).toEqual([
      tables.accounts.lastMs[0],
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe('firstWave', () => {
  it('begins when a tenth of its bans are done, in whatever order they are given', () => {
    const times = Array.from({ length: 20 }, (_, at) => START_MS + at * 1000);
    expect(firstWave(times.toReversed(), 8)).toBe(START_MS + 2000);
  });

  it('is not a handful of bans, nor bans that lie apart', () => {
    expect(firstWave([START_MS, START_MS + 1], 8)).toBeUndefined();
    expect(
      firstWave(
        Array.from({ length: 20 }, (_, at) => START_MS + at * 4 * DAY_MS),
        8,
      ),
    ).toBeUndefined();
  });

  it('is the first of two', () => {
    const wave = (from: number): number[] => Array.from({ length: 10 }, (_, at) => from + at);
    expect(firstWave([...wave(START_MS + 30 * DAY_MS), ...wave(START_MS)], 8)).toBe(START_MS + 1);
  });
});
