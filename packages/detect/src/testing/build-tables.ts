import { classBit, INDICATOR_KINDS, type IndicatorClass, type IndicatorKind, type LakeTables } from '@iolaus/contracts';

/** An account of a test: what it holds as [kind, value] pairs, and what else is known of it. */
export interface TestAccount {
  readonly id: string;
  readonly holds: readonly (readonly [kind: string, value: string])[];
  readonly createdMs?: number;
  /** First sighting of each thing held, in the order of `holds`; START_MS when absent. */
  readonly seenMs?: readonly number[];
  /** Last sighting of each thing held; the first one when absent. */
  readonly lastSeenMs?: readonly number[];
  /** Active hours, counted from START_HOUR. */
  readonly hours?: readonly number[];
  readonly organisation?: string;
  /** False when nobody has checked that it belongs to its organisation. */
  readonly isVerified?: boolean;
  readonly programme?: string;
  readonly country?: string;
  /** When it was banned. */
  readonly bannedMs?: number;
  /** Uses of each thing held, in the order of `holds`; 1 when absent. */
  readonly uses?: readonly number[];
  /** Exchanges; 3 when absent. */
  readonly exchanges?: number;
}

/** When every test world begins. */
export const START_MS = 1_790_000_400_000;
/** The same as hours of the epoch. */
export const START_HOUR = START_MS / 3_600_000;

/** Lake tables out of literal accounts: sorted by id as the lake does it, indicators by kind and value. `classes` says by value what lists say of them. */
export function buildTables(
  given: readonly TestAccount[],
  kinds: readonly IndicatorKind[] = INDICATOR_KINDS,
  classes: Readonly<Record<string, IndicatorClass>> = {},
): LakeTables {
  const accounts = given.toSorted((x, y) => (x.id < y.id ? -1 : 1));
  const kindAt = new Map(kinds.map((kind, at) => [kind.kind, at]));
  const keys = [...new Set(accounts.flatMap((each) => each.holds.map(([kind, value]) => `${kind}|${value}`)))].sort();
  const numberOf = new Map(keys.map((key, at) => [key, at]));
  const rows = accounts.flatMap((each, account) =>
    each.holds
      .map(([kind, value], at) => ({
        account,
        indicator: numberOf.get(`${kind}|${value}`)!,
        seenMs: each.seenMs?.[at] ?? START_MS,
        lastMs: each.lastSeenMs?.[at] ?? each.seenMs?.[at] ?? START_MS,
        uses: each.uses?.[at] ?? 1,
      }))
      .sort((x, y) => x.indicator - y.indicator),
  );
  return {
    sightings: {
      accounts: accounts.map((each) => each.id),
      kinds,
      indicatorKind: Uint8Array.from(keys, (key) => kindAt.get(key.slice(0, key.indexOf('|')))!),
      indicatorValue: keys.map((key) => key.slice(key.indexOf('|') + 1)),
      indicatorText: keys.map(() => undefined),
      indicatorClass: Uint8Array.from(keys, (key) => {
        const name = classes[key.slice(key.indexOf('|') + 1)];
        return name === undefined ? 0 : classBit(name);
      }),
      account: Uint32Array.from(rows, (row) => row.account),
      indicator: Uint32Array.from(rows, (row) => row.indicator),
      count: Uint32Array.from(rows, (row) => row.uses),
      firstMs: Float64Array.from(rows, (row) => row.seenMs),
      lastMs: Float64Array.from(rows, (row) => row.lastMs),
      dump: new Uint16Array(rows.length),
      ordinal: Uint32Array.from(rows, (_, at) => at + 1),
      dumps: ['d'.repeat(64)],
    },
    accounts: accountTable(accounts),
    activity: activityTable(accounts),
  };
}

function accountTable(accounts: readonly TestAccount[]): LakeTables['accounts'] {
  const none = accounts.map(() => undefined);
  const organisations = [...new Set(accounts.flatMap((each) => each.organisation ?? []))];
  return {
    createdMs: Float64Array.from(accounts, (each) => each.createdMs ?? Number.NaN),
    exchanges: Float64Array.from(accounts, (each) => each.exchanges ?? 3),
    firstMs: Float64Array.from(accounts, (_, at) => START_MS + at),
    lastMs: Float64Array.from(accounts, (_, at) => START_MS + 1_000_000 + at),
    organisation: Int32Array.from(accounts, (each) => organisations.indexOf(each.organisation ?? '')),
    organisations,
    isVerified: Uint8Array.from(accounts, (each) =>
      each.organisation === undefined || each.isVerified === false ? 0 : 1,
    ),
    programme: accounts.map((each) => each.programme),
    status: none,
    bannedMs: Float64Array.from(accounts, (each) => each.bannedMs ?? Number.NaN),
    emailDomain: none,
    country: accounts.map((each) => each.country),
  };
}

function activityTable(accounts: readonly TestAccount[]): LakeTables['activity'] {
  const rows = accounts.flatMap((each, account) =>
    [...new Set(each.hours)].sort((x, y) => x - y).map((hour) => ({ account, hour: START_HOUR + hour })),
  );
  return {
    account: Uint32Array.from(rows, (row) => row.account),
    hour: Uint32Array.from(rows, (row) => row.hour),
    count: new Uint32Array(rows.length).fill(1),
  };
}
