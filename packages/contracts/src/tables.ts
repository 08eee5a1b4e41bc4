import type { IndicatorKind } from './words.js';

/**
 * All sightings of a lake as columns: row i says that `accounts[account[i]]` was seen `count[i]` times with indicator
 * `indicator[i]`. Rows are sorted by account, then indicator; a pair occurs once.
 */
export interface SightingTable {
  /** Account ids; their index is the account number everywhere below. A lake orders accounts, and the indicators of a kind, by what was seen of them, so that ids change nothing. */
  readonly accounts: readonly string[];
  readonly kinds: readonly IndicatorKind[];
  /** Per indicator: index into `kinds`, value (unique inside its kind), and readable text where the value is an id (templates). */
  readonly indicatorKind: Uint8Array;
  readonly indicatorValue: readonly string[];
  readonly indicatorText: readonly (string | undefined)[];
  /** What lists of the investigator say of each indicator: a set of bits of INDICATOR_CLASSES, 0 for nothing. */
  readonly indicatorClass: Uint8Array;
  readonly account: Uint32Array;
  readonly indicator: Uint32Array;
  readonly count: Uint32Array;
  /** Unix milliseconds; NaN when the dump carries no time. */
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
  /** The earliest record behind the sighting: index into `dumps` and 1-based ordinal. */
  readonly dump: Uint16Array;
  readonly ordinal: Uint32Array;
  /** SHA-256 (hex) of each dump's inflated bytes. */
  readonly dumps: readonly string[];
}

/** The same table with some of its rows, given in their order; accounts and indicators keep their numbers. */
export function someSightings(table: SightingTable, rows: Uint32Array): SightingTable {
  const count = rows.length;
  return {
    ...table,
    account: take(table.account, rows, new Uint32Array(count)),
    indicator: take(table.indicator, rows, new Uint32Array(count)),
    count: take(table.count, rows, new Uint32Array(count)),
    firstMs: take(table.firstMs, rows, new Float64Array(count)),
    lastMs: take(table.lastMs, rows, new Float64Array(count)),
    dump: take(table.dump, rows, new Uint16Array(count)),
    ordinal: take(table.ordinal, rows, new Uint32Array(count)),
  };
}

/** Rows that follow one another are copied at once: a constraint takes out a few of millions. */
function take<T extends Uint32Array | Float64Array | Uint16Array>(column: T, rows: Uint32Array, into: T): T {
  for (let at = 0, to = 1; at < rows.length; at = to++) {
    while (to < rows.length && rows[to] === rows[to - 1]! + 1) to++;
    if (to - at === 1) into[at] = column[rows[at]!]!;
    else into.set(column.subarray(rows[at], rows[at]! + to - at), at);
  }
  return into;
}

/** What the lake knows of each account; same length and order as {@link SightingTable.accounts}. */
export interface AccountTable {
  /** Sign-up time in Unix ms, NaN when unknown. */
  readonly createdMs: Float64Array;
  readonly exchanges: Float64Array;
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
  /** Index into `organisations`, −1 for none. */
  readonly organisation: Int32Array;
  readonly organisations: readonly string[];
  /** 1 when the account's organisation is verified. */
  readonly isVerified: Uint8Array;
  readonly programme: readonly (string | undefined)[];
  readonly status: readonly (string | undefined)[];
  readonly bannedMs: Float64Array;
  readonly emailDomain: readonly (string | undefined)[];
  /** Carried for display, never scored. */
  readonly country: readonly (string | undefined)[];
}

/** When accounts were active: row i says that `account[i]` made `count[i]` exchanges in the hour `hour[i]`. Sorted by account, hour. */
export interface ActivityTable {
  readonly account: Uint32Array;
  /** Hours since the Unix epoch. */
  readonly hour: Uint32Array;
  readonly count: Uint32Array;
}

/** Exchanges of given accounts one by one: row i says that account number `account[i]` of those given made one at `ms[i]`. In time order. */
export interface EventTable {
  readonly account: Uint32Array;
  /** Unix milliseconds. */
  readonly ms: Float64Array;
  /** How many these accounts made, where not all of them are read. */
  readonly total: number;
}

/**
 * How accounts took up a model in the day after its first record: row i says that `accounts[i]` accounts, of those asked for or (`isMember` 0) of all others, made `exchanges[i]` exchanges in the 24 hours,
 * of which `onNew[i]` were with the model of `releases[release[i]]`.
 */
export interface ReleaseTable {
  readonly releases: readonly {
    readonly model: string;
    /** First record of the model, Unix milliseconds. */
    readonly releaseMs: number;
  }[];
  readonly release: Uint16Array;
  readonly isMember: Uint8Array;
  readonly exchanges: Uint32Array;
  readonly onNew: Uint32Array;
  readonly accounts: Uint32Array;
}

/** Everything that detection needs of a lake. */
export interface LakeTables {
  readonly sightings: SightingTable;
  readonly accounts: AccountTable;
  readonly activity: ActivityTable;
}

/** Progress of a long step. `done` and `total` share a unit (bytes, rows, accounts …); a `total` of 0 is not known yet. */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly unit: string;
  /** Records read so far, where the unit is another one. */
  readonly rows?: number;
}

/** Called at least once a second by long work. */
export type OnProgress = (progress: Progress) => void;

/** A switch that holds long work at its next safe point while it is on, and lets it go on after. */
export interface PauseSwitch {
  readonly isPaused: boolean;
  /** Calls `listener` after each change; gives how to stop being told. */
  subscribe(listener: () => void): () => void;
}

/** What every long use case takes. */
export interface WorkOptions {
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
  /** Work that cannot pause goes on; cancelling ends paused work as well. */
  readonly pause?: PauseSwitch;
}
