import { randomUUID } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import {
  IolausError,
  type FeedSpan,
  type GraphBatch,
  type GraphFiles,
  type KindCount,
  type WorkOptions,
} from '@iolaus/contracts';
import { graphChanges, type OpenChanges } from './graph-changes.js';
import { writeGraphFiles } from './graph-files.js';
import {
  keepRollups,
  keptRollups,
  readRollupHead,
  rollupFolder,
  type RollupFolders,
  type RollupHead,
} from './rollup-folder.js';
import { openRollup } from './rollup-views.js';

/** What a feed says of itself before any row of it is read. */
export interface FeedHead extends RollupHead {
  readonly kinds: readonly KindCount[];
  readonly kept: readonly string[];
}

/** The calls that a feed is made of. They may cross a process boundary: arguments and answers are plain values. */
export interface FeedCalls {
  feedHead(): Promise<FeedHead>;
  writeGraphFiles(folder: string, work?: Pick<WorkOptions, 'onProgress'>): Promise<GraphFiles>;
  openChanges(span: FeedSpan): Promise<{ readonly id: string; readonly rows: number; readonly skippedRows: number }>;
  /** The next batch of open changes, undefined after the last. */
  nextChanges(id: string): Promise<GraphBatch | undefined>;
  closeChanges(id: string): Promise<void>;
  keepRollups(ids: readonly string[]): Promise<void>;
}

/** The feed where DuckDB is: over the merged rollup of a lake and the kept copies of earlier ones. */
export class FeedSource implements FeedCalls {
  readonly #connect: () => Promise<DuckDBConnection>;
  readonly #folders: RollupFolders;
  readonly #open = new Map<string, { readonly connection: DuckDBConnection; readonly changes: OpenChanges }>();

  /** `connect` opens one more connection to the engine; it is closed again with the changes that it serves. */
  constructor(connect: () => Promise<DuckDBConnection>, folders: RollupFolders) {
    this.#connect = connect;
    this.#folders = folders;
  }

  async feedHead(): Promise<FeedHead> {
    const { id, dumps, accounts, indicators, pairs } = readRollupHead(this.#folders.current);
    const kinds = await this.#with((connection) => countKinds(connection, this.#folders.current));
    return { id, dumps, accounts, indicators, pairs, kinds, kept: keptRollups(this.#folders.kept) };
  }

  writeGraphFiles(folder: string, { onProgress }: Pick<WorkOptions, 'onProgress'> = {}): Promise<GraphFiles> {
    const onPart = (done: number, total: number): void =>
      onProgress?.({ phase: 'Preparing the graph', done, total, unit: 'files' });
    return this.#with((connection) => writeGraphFiles(connection, { rollup: this.#folders.current, folder, onPart }));
  }

  async openChanges({ since, until, skip }: FeedSpan): ReturnType<FeedCalls['openChanges']> {
    const later = rollupFolder(this.#folders, until);
    const earlier = since === undefined ? undefined : rollupFolder(this.#folders, since);
    const connection = await this.#connect();
    try {
      const changes = await graphChanges(connection, { later, earlier, skip });
      const id = randomUUID();
      this.#open.set(id, { connection, changes });
      return { id, rows: changes.rows, skippedRows: changes.skippedRows };
    } catch (error) {
      connection.closeSync();
      throw error;
    }
  }

  nextChanges(id: string): Promise<GraphBatch | undefined> {
    const open = this.#open.get(id);
    if (!open) throw new IolausError('NOT_FOUND', { what: 'open changes', id });
    return open.changes.next();
  }

  closeChanges(id: string): Promise<void> {
    this.#open.get(id)?.connection.closeSync();
    this.#open.delete(id);
    return Promise.resolve();
  }

  keepRollups(ids: readonly string[]): Promise<void> {
    keepRollups(this.#folders, ids);
    return Promise.resolve();
  }

  async #with<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.#connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  }
}

async function countKinds(connection: DuckDBConnection, folder: string): Promise<KindCount[]> {
  await openRollup(connection, 'later', folder);
  const read = await connection.runAndReadAll(
    'SELECT kind, CAST(count(*) AS DOUBLE), CAST(sum(records) AS DOUBLE), CAST(sum(reach) AS DOUBLE) FROM later_indicators GROUP BY kind ORDER BY kind',
  );
  return (read.getRowsJS() as [string, number, number, number][]).map(([kind, indicators, sightings, pairs]) => ({
    kind,
    indicators,
    sightings,
    pairs,
  }));
}
