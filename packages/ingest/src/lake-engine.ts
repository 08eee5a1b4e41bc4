import {
  type AccountDays,
  type DayRows,
  type EnrichmentFile,
  type EnrichmentKind,
  type EventTable,
  type DumpRow,
  type FeedSpan,
  type HeldInWindows,
  IolausError,
  type ModelUses,
  type OnProgress,
  type RecordRef,
  type RecordRow,
  type RefusedRow,
  type ReleaseTable,
  type TemplateRow,
} from '@iolaus/contracts';
import {
  accountCells,
  accountMarks,
  accountPage,
  placeAccounts,
  type AccountCell,
  type AccountKey,
  type AccountPage,
  type AccountPlaces,
} from './account-pages.js';
import { dayRows, type DayRowsOf } from './day-rows.js';
import {
  accountActivity,
  accountDays,
  heldInWindows,
  modelUses,
  type RollupParts,
  type WindowsQuery,
} from './account-time.js';
import { finishRemoval, remapDump, removeDump } from './change-dumps.js';
import { importFiles, type ImportQuery, type LakeImport } from './import-files.js';
import { accountRows, sightingRefs, type LakeParts, type Page, type RowsQuery } from './lake-reader.js';
import { FeedSource, type FeedHead } from './graph-feed/feed-source.js';
import { eventsOf, type EventsQuery } from './lake-events.js';
import { ensureRollup, type RollupEngine } from './lake-rollup.js';
import type { RollupFacts } from './rollup.js';
import { enrichmentOf, LakeState } from './lake-state.js';
import type { Manifest } from './manifest.js';
import { modelReleases, modelShift } from './model-shift.js';
import { refusedGroups, refusedRaw, refusedRows, type RawRefusal, type RefusedGroup } from './quarantine.js';
import { rawRecords, recordAccounts, type RawRecord } from './raw-records.js';
import { templatesOf, type TemplatesQuery } from './templates-document.js';
import { readFacts, writeTables, type WrittenTables } from './read-tables.js';

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
  readonly #feed: FeedSource;

  private constructor(state: LakeState) {
    this.#state = state;
    this.#feed = new FeedSource(state.connect, {
      get current() {
        return `${state.folder}/${state.manifest.rollup?.folder ?? 'none'}`;
      },
      kept: `${state.folder}/loaded`,
    });
  }

  static async open(options: Parameters<typeof LakeState.open>[0]): Promise<LakeEngine> {
    const state = await LakeState.open(options);
    await finishRemoval(state);
    return new LakeEngine(state);
  }

  get #parts(): LakeParts {
    const { connection, dumps, manifest } = this.#state;
    return { connection, dumps, salt: manifest.salt };
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

  removeDump({ sha256 }: { readonly sha256: string }): Promise<DumpRow> {
    return removeDump(this.#state, sha256);
  }

  async remapDump(
    query: { readonly sha256: string; readonly mappingText: string },
    context: CallContext,
  ): Promise<LakeImport> {
    try {
      return await remapDump(this.#state, query, context);
    } finally {
      await this.#state.reopen();
    }
  }

  refusedGroups(query: { readonly dump?: string }): Promise<RefusedGroup[]> {
    return refusedGroups(this.#state.connection, this.#state.dumps, query);
  }

  refusedRaw(query: {
    readonly dump?: string;
    readonly offset: number;
    readonly limit: number;
  }): Promise<RawRefusal[]> {
    return refusedRaw(this.#state.connection, this.#state.dumps, query);
  }

  templates(query: TemplatesQuery, context: CallContext): Promise<TemplateRow[]> {
    return templatesOf(this.#state, query, context);
  }

  /** Writes the tables that detection reads; who asked removes them. */
  async tables(context: CallContext): Promise<WrittenTables> {
    return writeTables(this.#state.connection, await ensureRollup(this.#state, context), this.#state.tablesFolder());
  }

  /** Makes the merged rollup of what the lake holds, and says what is in it. */
  async rollUp({ engine }: { readonly engine?: RollupEngine }, context: CallContext): Promise<RollupFacts> {
    return readFacts(await ensureRollup(this.#state, context, engine));
  }

  feedHead(): Promise<FeedHead> {
    return this.#feed.feedHead();
  }

  writeGraphFiles(
    { folder }: { readonly folder: string },
    context: CallContext,
  ): ReturnType<FeedSource['writeGraphFiles']> {
    return this.#feed.writeGraphFiles(folder, context);
  }

  openChanges(span: FeedSpan): ReturnType<FeedSource['openChanges']> {
    return this.#feed.openChanges(span);
  }

  nextChanges({ id }: { readonly id: string }): ReturnType<FeedSource['nextChanges']> {
    return this.#feed.nextChanges(id);
  }

  closeChanges({ id }: { readonly id: string }): Promise<void> {
    return this.#feed.closeChanges(id);
  }

  keepRollups({ ids }: { readonly ids: readonly string[] }): Promise<void> {
    return this.#feed.keepRollups(ids);
  }

  /** How many accounts the last finished rollup holds; 0 before the first one. Dumps of an import that never ended are not in it. */
  countAccounts(): number {
    const { folder, manifest } = this.#state;
    return manifest.rollup ? readFacts(`${folder}/${manifest.rollup.folder}`).accounts : 0;
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

  rows(query: RowsQuery): Promise<Page<RecordRow>> {
    return accountRows(this.#parts, query);
  }

  /** Records of accounts in a window. */
  dayRows(query: DayRowsOf): Promise<DayRows> {
    return dayRows(this.#parts, query);
  }

  refsOf(query: { account: string; kind: string; value: string; limit: number }): Promise<RecordRef[]> {
    return sightingRefs(this.#parts, query);
  }

  refused(query: { dump?: string; offset: number; limit: number }): Promise<Page<RefusedRow>> {
    return refusedRows(this.#state.connection, this.#state.dumps, query);
  }

  rawRecords(refs: readonly RecordRef[]): Promise<RawRecord[]> {
    return rawRecords(this.#state.connection, this.#state.dumps, refs);
  }

  /** Whose records these are; null for refused ones. */
  recordAccounts(refs: readonly RecordRef[]): Promise<(string | null)[]> {
    return recordAccounts(this.#state.connection, this.#state.dumps, refs);
  }

  activityOf(account: string): Promise<{ hour: Uint32Array; count: Uint32Array }> {
    return accountActivity(this.#rollup, account);
  }

  /** When accounts made exchanges, one by one. */
  eventsOf(query: EventsQuery, context: CallContext): Promise<EventTable> {
    return eventsOf(this.#state.connection, query, context);
  }

  /** Where the last finished rollup lies; refuses before the first (NOTHING_IMPORTED). */
  get #rollup(): RollupParts {
    const { connection, folder, manifest } = this.#state;
    if (!manifest.rollup) throw new IolausError('NOTHING_IMPORTED');
    return { connection, folder: `${folder}/${manifest.rollup.folder}` };
  }

  /** The last finished rollup by its folder; undefined before the first. */
  rollupId(): string | undefined {
    return this.#state.manifest.rollup?.folder;
  }

  placeAccounts(places: AccountPlaces): Promise<void> {
    return placeAccounts(this.#rollup, places);
  }

  accountCells(of: Parameters<typeof accountCells>[1]): Promise<AccountCell[]> {
    return accountCells(this.#rollup, of);
  }

  accountPage(of: Parameters<typeof accountPage>[1]): Promise<AccountPage> {
    return accountPage(this.#rollup, of);
  }

  accountMarks(of: Parameters<typeof accountMarks>[1]): Promise<AccountKey[]> {
    return accountMarks(this.#rollup, of);
  }

  /** What accounts did on each day. */
  accountDays({ accounts }: { readonly accounts: readonly string[] }): Promise<AccountDays> {
    return accountDays(this.#rollup, accounts);
  }

  /** Indicators that came up and went between two windows. */
  heldInWindows(query: WindowsQuery): Promise<HeldInWindows> {
    return heldInWindows(this.#rollup, query);
  }

  /** Exchanges by model in two windows. */
  modelUses(query: Omit<WindowsQuery, 'least' | 'most'>): Promise<ModelUses> {
    return modelUses(this.#state.connection, query);
  }

  /** Models that are new in the data. */
  modelReleases(): Promise<ReleaseTable['releases']> {
    return modelReleases(this.#state.connection);
  }

  /** How accounts took up each new model in the day after its first record. */
  modelShift({ accounts }: { readonly accounts: readonly string[] }): Promise<ReleaseTable> {
    return modelShift(this.#state.connection, accounts);
  }
}
