import { INDICATOR_KINDS, type LakeTables } from '@iolaus/contracts';

/** One sighting of a test: account, kind, value, count (1 when absent). */
export type Sight = readonly [account: string, kind: string, value: string, count?: number];

const HOUR_MS = 3_600_000;
const START_MS = 1_790_000_000_000;

/** Lake tables out of a few literals; `texts` gives templates their words. First and last are one hour apart from a fixed start. */
export function buildTables(sights: readonly Sight[], texts: Readonly<Record<string, string>> = {}): LakeTables {
  const accounts = [...new Set(sights.map(([account]) => account))].toSorted();
  const keys = [...new Set(sights.map(([, kind, value]) => `${kind}:${value}`))].toSorted();
  const split = keys.map((key) => [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)] as const);
  const rows = sights
    .map(([account, kind, value, count = 1]) => ({
      account: accounts.indexOf(account),
      indicator: keys.indexOf(`${kind}:${value}`),
      count,
    }))
    .toSorted((a, b) => a.account - b.account || a.indicator - b.indicator);
  const many = (value: number): Float64Array => new Float64Array(accounts.length).fill(value);
  const none = accounts.map(() => undefined);
  return {
    sightings: {
      accounts,
      kinds: INDICATOR_KINDS,
      indicatorKind: Uint8Array.from(split, ([kind]) => INDICATOR_KINDS.findIndex((each) => each.kind === kind)),
      indicatorValue: split.map(([, value]) => value),
      indicatorText: split.map(([, value]) => texts[value]),
      indicatorClass: new Uint8Array(split.length),
      account: Uint32Array.from(rows, (row) => row.account),
      indicator: Uint32Array.from(rows, (row) => row.indicator),
      count: Uint32Array.from(rows, (row) => row.count),
      firstMs: Float64Array.from(rows, (_, index) => START_MS + index * HOUR_MS),
      lastMs: Float64Array.from(rows, (_, index) => START_MS + (index + 1) * HOUR_MS),
      dump: new Uint16Array(rows.length),
      ordinal: Uint32Array.from(rows, (_, index) => index + 1),
      dumps: ['d'.repeat(64)],
    },
    accounts: {
      createdMs: many(START_MS),
      exchanges: Float64Array.from(accounts, (_, index) => index + 1),
      firstMs: many(Number.NaN),
      lastMs: many(Number.NaN),
      organisation: new Int32Array(accounts.length).fill(-1),
      organisations: [],
      isVerified: new Uint8Array(accounts.length),
      programme: none,
      status: none,
      bannedMs: many(Number.NaN),
      emailDomain: none,
      country: none,
    },
    activity: { account: new Uint32Array(0), hour: new Uint32Array(0), count: new Uint32Array(0) },
  };
}
