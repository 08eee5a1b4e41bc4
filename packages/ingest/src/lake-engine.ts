import {
  type DryRun,
  type EnrichmentFile,
  type EnrichmentKind,
  type LakeTables,
  type OnProgress,
  type RecordRef,
  type RecordRow,
  type RefusedRow,
} from '@iolaus/contracts';
import { dryRun, type DryRunQuery } from './dry-run.js';
import { importFiles, type ImportQuery, type LakeImport } from './import-files.js';
import { accountActivity, accountRows, refusedRows, sightingRefs, type Page, type RowsQuery } from './lake-reader.js';
import { enrichmentOf, ensureRollup } from './lake-rollup.js';
import { LakeState } from './lake-state.js';
import type { Manifest } from './manifest.js';
import { rawRecords, type RawRecord } from './raw-records.js';
import { readFacts, readTables } from './read-tables.js';

/** How a call reports, pauses and stops. */
export interface CallContext {
  readonly onProgress: OnProgress;
  readonly isCancelled: () => boolean;
  readonly isPaused: () => boolean;
  /** Resolves when the call may go on, or was cancelled. */
  readonly resumed: () => Promise<void>;
}

/** The lake inside the child process: DuckDB over a folder. One call at a time. */
export class LakeEngine {
  readonly #state: LakeState;

  private constructor(state: LakeState) {
    this.#state = state;
  }

  static async open(options: Parameters<typeof LakeState.open>[0]): Promise<LakeEngine> {
    return new LakeEngine(await LakeState.open(options));
  }

  manifest(): Manifest {
    return this.#state.manifest;
  }

  async importFiles(query: ImportQuery, context: CallContext): Promise<LakeImport> {
    try {
      return await importFiles(this.#state, query, context);
    } finally {
      await this.#state.reopen();
    }
  }

  async tables(context: CallContext): Promise<LakeTables> {
    return readTables(this.#state.connection, await ensureRollup(this.#state, context));
  }

  /** How many accounts the merged rollup holds. */
  async countAccounts(context: CallContext): Promise<number> {
    const { dumps, folder, manifest } = this.#state;
    if (dumps.length === 0) return 0;
    // What is known of addresses changes no account: the last rollup of the same dumps will do.
    const last = manifest.rollup && readFacts(`${folder}/${manifest.rollup.folder}`);
    if (last && last.dumps.join() === dumps.map(({ sha256 }) => sha256).join()) return last.accounts;
    return readFacts(await ensureRollup(this.#state, context)).accounts;
  }

  /** Files that tell more about addresses, BINs and prompts. */
  async enrichment(): Promise<EnrichmentFile[]> {
    return [...(await enrichmentOf(this.#state)).files()];
  }

  /** Adds such a file, copied; the next rollup uses it. See `EnrichmentStore.add` for what is refused. */
  async addEnrichment({ kind, path }: { kind: EnrichmentKind; path: string }): Promise<EnrichmentFile> {
    return (await enrichmentOf(this.#state)).add(kind, path);
  }

  /** Takes such a file away, and gives what it was (NOT_FOUND when it is not there). */
  async removeEnrichment({ sha256 }: { sha256: string }): Promise<EnrichmentFile[]> {
    return (await enrichmentOf(this.#state)).remove(sha256);
  }

  dryRun(query: DryRunQuery): Promise<DryRun> {
    return dryRun(query);
  }

  rows(query: RowsQuery): Promise<Page<RecordRow>> {
    return accountRows(this.#state.connection, this.#state.dumps, query);
  }

  refsOf(query: { account: string; kind: string; value: string; limit: number }): Promise<RecordRef[]> {
    return sightingRefs(this.#state.connection, this.#state.dumps, query);
  }

  refused(query: { dump?: string; offset: number; limit: number }): Promise<Page<RefusedRow>> {
    return refusedRows(this.#state.connection, this.#state.dumps, query);
  }

  rawRecords(refs: readonly RecordRef[]): Promise<RawRecord[]> {
    return rawRecords(this.#state.connection, this.#state.dumps, refs);
  }

  activityOf(account: string): Promise<{ hour: Uint32Array; count: Uint32Array }> {
    return accountActivity(this.#state.connection, account);
  }
}
