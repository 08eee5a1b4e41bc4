import type { WorkOptions } from './tables.js';

/** Everything that the graph holds of a lake, as a source that it is filled from: files for a first load, changes for later ones. It never is in memory as a whole. */
export interface GraphFeed {
  /** Digest of the content: feeds with equal ids hold equal rows. */
  readonly id: string;
  readonly accounts: number;
  readonly indicators: number;
  readonly pairs: number;
  /** Figures of each kind that occurs. */
  readonly kinds: readonly KindCount[];
  /** SHA-256 (hex) of the dumps behind the rows. */
  readonly dumps: readonly string[];
  /** Ids of the earlier feeds that are still at hand, so that changes since them can be told. */
  readonly kept: readonly string[];
  /** Writes everything into the folder as the files of Neo4j's offline importer. */
  writeFiles(folder: string, work?: WorkOptions): Promise<GraphFiles>;
  /** Opens the batches that lead from one kept feed to another (or to this one). The same span gives the same batches again, so `skip` goes on after a cut. */
  changes(span: FeedSpan, work?: WorkOptions): Promise<GraphChanges>;
  /** Keeps the feeds of these ids (this one and earlier ones), and lets go of all others. */
  keep(ids: readonly string[]): Promise<void>;
}

/** From which feed to which; without `since`, all rows of `until`. */
export interface FeedSpan {
  readonly since?: string | undefined;
  readonly until: string;
  /** Batches at the start that are done already. */
  readonly skip: number;
}

/** Indicators, sightings (sum of counts) and pairs of one kind. */
export interface KindCount {
  readonly kind: string;
  readonly indicators: number;
  readonly sightings: number;
  readonly pairs: number;
}

/** Files of the offline importer in its CSV: each group is a header file and the files of its rows. Nodes are `A` and `I` by number. */
export interface GraphFiles {
  readonly accounts: readonly string[];
  readonly indicators: readonly string[];
  readonly pairs: readonly string[];
  /** Whether a text of the nodes holds a line break. */
  readonly isMultiline: boolean;
}

/** Open changes; batches come one after the other, and hold memory for one batch alone. */
export interface GraphChanges {
  /** Rows of all batches, those skipped included, and of the skipped ones. */
  readonly rows: number;
  readonly skippedRows: number;
  /** The next batch, undefined after the last. */
  next(): Promise<GraphBatch | undefined>;
  close(): Promise<void>;
}

/**
 * One batch of changes, a bounded number of rows sorted by key: `all` (every row of a feed; what the graph holds besides is to go), `create` (rows that the earlier
 * feed lacks), `set` (rows that differ) or `drop` (rows that the later feed lacks).
 */
export type GraphBatch =
  | ({ readonly what: 'accounts'; readonly rows: AccountColumns } & BatchAction)
  | ({ readonly what: 'indicators'; readonly rows: IndicatorColumns } & BatchAction)
  | ({ readonly what: 'pairs'; readonly rows: PairColumns } & BatchAction);

/** What is to be done with the rows of a batch. */
export interface BatchAction {
  readonly action: 'all' | 'create' | 'set' | 'drop';
  /** Whether it is the last batch of its action and kind of row. */
  readonly isLast: boolean;
  /** Key of the row before the first, empty when there is none: with `all`, keys between the two are to go. */
  readonly after: string;
}

/** Accounts; times in Unix ms, NaN when unknown. With `drop` only the ids are there. */
export interface AccountColumns {
  readonly id: readonly string[];
  readonly created: Float64Array;
  readonly exchanges: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly organisation: readonly (string | null)[];
  readonly isVerified: Uint8Array;
  readonly programme: readonly (string | null)[];
  readonly status: readonly (string | null)[];
  readonly banned: Float64Array;
  readonly emailDomain: readonly (string | null)[];
  readonly country: readonly (string | null)[];
}

/** Indicators by their key, `kind:value`; times in Unix ms, NaN when unknown. With `drop` only the keys are there. */
export interface IndicatorColumns {
  readonly key: readonly string[];
  readonly text: readonly (string | null)[];
  readonly reach: Float64Array;
  readonly records: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/** Account–indicator pairs by id and key, with the record reference of the earliest record. With `drop` only ids and keys are there. */
export interface PairColumns {
  readonly account: readonly string[];
  readonly indicator: readonly string[];
  readonly count: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** The dump by {@link dumpNumber}. */
  readonly dump: Float64Array;
  readonly ordinal: Float64Array;
}

/** A dump as a number that stays the same whatever other dumps there are: the first 48 bits of its SHA-256. */
export function dumpNumber(sha256: string): number {
  return Number.parseInt(sha256.slice(0, 12), 16);
}

/** The unique key of an indicator; a kind never holds a colon. */
export function indicatorKey(kind: string, value: string): string {
  return `${kind}:${value}`;
}
