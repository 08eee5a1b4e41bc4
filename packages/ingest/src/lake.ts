import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  ERRORS,
  IolausError,
  type AccountDays,
  type DayRows,
  type DumpRow,
  type EnrichmentFile,
  type EnrichmentKind,
  type ErrorCode,
  type EventTable,
  type GraphFeed,
  type GraphFiles,
  type HeldInWindows,
  type IndicatorKind,
  type LakeTables,
  type ModelUses,
  type OnProgress,
  type RecordRef,
  type RecordRow,
  type RefusedRow,
  type ReleaseTable,
  type TemplateRow,
  type WorkOptions,
} from '@iolaus/contracts';
import type {
  AccountCell,
  accountCells,
  AccountKey,
  accountMarks,
  AccountPage,
  accountPage,
  AccountPlaces,
} from './account-pages.js';
import type { WindowsQuery } from './account-time.js';
import type { DayRowsOf } from './day-rows.js';
import type { FeedCalls, FeedHead } from './graph-feed/feed-source.js';
import { graphFeed } from './graph-feed/graph-feed.js';
import { rowOf, type ImportQuery, type LakeImport } from './import-files.js';
import type { RollupEngine } from './lake-rollup.js';
import type { RollupFacts } from './rollup.js';
import type { Page, RowsQuery } from './lake-reader.js';
import type { LakeAnswer, LakeCall } from './lake-worker.js';
import { kindsOf, readManifest } from './manifest.js';
import type { RawRefusal, RefusedGroup } from './quarantine.js';
import type { RawRecord } from './raw-records.js';
import { takeTables, type WrittenTables } from './read-tables.js';
import type { TemplatesQuery } from './templates-document.js';

/** The lake of a home, as its owner sees it. Work runs in a child process, one call after the other. */
export interface Lake {
  /** Imports files and folders; content that is known changes nothing. All dumps are checked before any is written. */
  importFiles(options: ImportQuery & WorkOptions): Promise<LakeImport>;
  /** Makes the merged rollup of what the lake holds; the engine computes what is new. */
  rollUp(options?: { readonly engine?: RollupEngine } & WorkOptions): Promise<RollupFacts>;
  /** Everything that the graph is to hold, after {@link Lake.rollUp}. */
  graphFeed(): Promise<GraphFeed>;
  /** Removes a dump and all that came of it. */
  removeDump(sha256: string): Promise<DumpRow>;
  /** Reads a dump again with a corrected mapping; its records keep their references. */
  remapDump(options: { readonly sha256: string; readonly mappingText: string } & WorkOptions): Promise<LakeImport>;
  /** Prompt templates, most used first; with `out` the document that also names their records is written. */
  templates(query: TemplatesQuery & WorkOptions): Promise<TemplateRow[]>;
  /** Files that tell more about addresses, BINs and prompts. */
  enrichment(): Promise<EnrichmentFile[]>;
  /** Checks such a file whole, and copies it into the lake; the next rollup uses it (FILE_MISSING, ENRICHMENT_INVALID). */
  addEnrichment(query: { readonly kind: EnrichmentKind; readonly path: string }): Promise<EnrichmentFile>;
  /** Takes such a file away, named by its SHA-256 or at least eight first digits of it (NOT_FOUND). */
  removeEnrichment(query: { readonly sha256: string }): Promise<EnrichmentFile[]>;
  dumps(): readonly DumpRow[];
  /** The text of the mapping that read a dump (NOT_FOUND for one that the lake does not have). */
  mappingOf(sha256: string): string;
  kinds(): readonly IndicatorKind[];
  /** Sightings, accounts and activity of the whole lake. */
  tables(options?: WorkOptions): Promise<LakeTables>;
  /** Accounts of the last finished rollup; 0 before the first one. */
  countAccounts(): Promise<number>;
  refused(query: {
    readonly dump?: string;
    readonly offset: number;
    readonly limit: number;
  }): Promise<Page<RefusedRow>>;
  /** Refusals by dump and reason, most first. */
  refusedGroups(query?: { readonly dump?: string }): Promise<RefusedGroup[]>;
  /** Refused records with the bytes that were kept of them. */
  refusedRaw(query: { readonly dump?: string; readonly offset: number; readonly limit: number }): Promise<RawRefusal[]>;
  rows(query: RowsQuery): Promise<Page<RecordRow>>;
  /** Records of accounts in a window, newest first, and how many there are. */
  dayRows(query: DayRowsOf): Promise<DayRows>;
  refsOf(query: {
    readonly account: string;
    readonly kind: string;
    readonly value: string;
    readonly limit: number;
  }): Promise<RecordRef[]>;
  /** Exact bytes out of the original dumps (SOURCE_GONE when a dump is no longer there). */
  rawRecords(refs: readonly RecordRef[]): Promise<RawRecord[]>;
  /** Whose records these are, in the order asked: null for a refused one. Refuses a record that is not there (NOT_FOUND). */
  recordAccounts(refs: readonly RecordRef[]): Promise<(string | null)[]>;
  activityOf(account: string): Promise<{ readonly hour: Uint32Array; readonly count: Uint32Array }>;
  /**
   * When these accounts made exchanges, one by one and each request once, in time order; `account` is the index in the list. With `most` the first so many of each
   * account (BAD_INPUT where it is not a whole number from 1).
   */
  eventsOf(accounts: readonly string[], options?: { readonly most?: number } & WorkOptions): Promise<EventTable>;
  /** What accounts did on each day, and when some of them were banned; of the last finished rollup. */
  accountDays(accounts: readonly string[]): Promise<AccountDays>;
  /** Indicators of accounts that came up, and that went, between two windows. */
  heldInWindows(query: WindowsQuery): Promise<HeldInWindows>;
  /** Exchanges of accounts by model in two windows. */
  modelUses(query: Omit<WindowsQuery, 'least' | 'most'>): Promise<ModelUses>;
  /** Models that are new in the data, in the order of their first records. */
  modelReleases(): Promise<ReleaseTable['releases']>;
  /** How accounts took up each new model in the day after its first record, these apart from all others. */
  modelShift(accounts: readonly string[], options?: WorkOptions): Promise<ReleaseTable>;
  /** What the last finished rollup is called; undefined before the first. */
  rollupId(): Promise<string | undefined>;
  /** Notes where accounts stand, for the questions about all accounts; of the last finished rollup. */
  placeAccounts(places: AccountPlaces): Promise<void>;
  /** How many accounts have each combination of values of the facets. */
  accountCells(of: Parameters<typeof accountCells>[1]): Promise<AccountCell[]>;
  /** Accounts of a query after a key, after {@link Lake.placeAccounts}. */
  accountPage(of: Parameters<typeof accountPage>[1]): Promise<AccountPage>;
  /** Keys of every `every`-th account of a query. */
  accountMarks(of: Parameters<typeof accountMarks>[1]): Promise<AccountKey[]>;
  /** Process id of the child. */
  readonly pid: number;
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: OnProgress | undefined;
}

/** Opens the lake in `dir` (created when absent). The child process ends when this one does, however it ends. */
export async function openLake(options: {
  readonly dir: string;
  readonly memoryMb: number;
  readonly threads: number;
}): Promise<Lake> {
  const { dir, memoryMb, threads } = options;
  const child = fork(
    fileURLToPath(new URL('./lake-worker.js', import.meta.url)),
    [dir, String(memoryMb), String(threads)],
    {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--max-semi-space-size=64', '--single-threaded-gc'],
    },
  );
  const calls = new Calls(child);
  await calls.call('manifest', undefined);
  return {
    importFiles: ({ onProgress, signal, pause, ...query }) =>
      calls.call('importFiles', query, workOf({ onProgress, signal, pause })) as Promise<LakeImport>,
    rollUp: ({ engine, ...work } = {}) => calls.call('rollUp', { engine }, work) as Promise<RollupFacts>,
    graphFeed: () =>
      graphFeed({
        feedHead: () => calls.call('feedHead', undefined) as Promise<FeedHead>,
        writeGraphFiles: (folder, work) => calls.call('writeGraphFiles', { folder }, work) as Promise<GraphFiles>,
        openChanges: (span) => calls.call('openChanges', span) as ReturnType<FeedCalls['openChanges']>,
        nextChanges: (id) => calls.call('nextChanges', { id }) as ReturnType<FeedCalls['nextChanges']>,
        closeChanges: (id) => calls.call('closeChanges', { id }) as Promise<void>,
        keepRollups: (ids) => calls.call('keepRollups', { ids }) as Promise<void>,
      }),
    removeDump: (sha256) => calls.call('removeDump', { sha256 }) as Promise<DumpRow>,
    remapDump: ({ sha256, mappingText, ...work }) =>
      calls.call('remapDump', { sha256, mappingText }, work) as Promise<LakeImport>,
    refusedGroups: (query = {}) => calls.call('refusedGroups', query) as Promise<RefusedGroup[]>,
    refusedRaw: (query) => calls.call('refusedRaw', query) as Promise<RawRefusal[]>,
    templates: ({ out, minUses, minAccounts, ...work }) =>
      calls.call('templates', { out, minUses, minAccounts }, work) as Promise<TemplateRow[]>,
    enrichment: () => calls.call('enrichment', undefined) as Promise<EnrichmentFile[]>,
    addEnrichment: (query) => calls.call('addEnrichment', query) as Promise<EnrichmentFile>,
    removeEnrichment: (query) => calls.call('removeEnrichment', query) as Promise<EnrichmentFile[]>,
    dumps: () => (readManifest(dir)?.dumps ?? []).map(rowOf),
    mappingOf: (sha256) => mappingOf(dir, sha256),
    kinds: () => kindsOf(readManifest(dir)?.dumps ?? []),
    tables: async (work) => takeTables((await calls.call('tables', undefined, work)) as WrittenTables),
    countAccounts: () => calls.call('countAccounts', undefined) as Promise<number>,
    refused: (query) => calls.call('refused', query) as Promise<Page<RefusedRow>>,
    rows: (query) => calls.call('rows', query) as Promise<Page<RecordRow>>,
    dayRows: (query) => calls.call('dayRows', query) as Promise<DayRows>,
    refsOf: (query) => calls.call('refsOf', query) as Promise<RecordRef[]>,
    rawRecords: (refs) => calls.call('rawRecords', [...refs]) as Promise<RawRecord[]>,
    recordAccounts: (refs) => calls.call('recordAccounts', [...refs]) as Promise<(string | null)[]>,
    activityOf: (account) => calls.call('activityOf', account) as Promise<{ hour: Uint32Array; count: Uint32Array }>,
    eventsOf: (accounts, { most, ...work } = {}) =>
      calls.call('eventsOf', { accounts, most }, work) as Promise<EventTable>,
    rollupId: () => calls.call('rollupId', undefined) as Promise<string | undefined>,
    placeAccounts: (places) => calls.call('placeAccounts', places) as Promise<void>,
    accountCells: (of) => calls.call('accountCells', of) as Promise<AccountCell[]>,
    accountPage: (of) => calls.call('accountPage', of) as Promise<AccountPage>,
    accountMarks: (of) => calls.call('accountMarks', of) as Promise<AccountKey[]>,
    accountDays: (accounts) => calls.call('accountDays', { accounts }) as Promise<AccountDays>,
    heldInWindows: (query) => calls.call('heldInWindows', query) as Promise<HeldInWindows>,
    modelUses: (query) => calls.call('modelUses', query) as Promise<ModelUses>,
    modelReleases: () => calls.call('modelReleases', undefined) as Promise<ReleaseTable['releases']>,
    modelShift: (accounts, work) => calls.call('modelShift', { accounts }, work) as Promise<ReleaseTable>,
    pid: child.pid ?? -1,
    close: () => close(child),
  };
}

/** The options that are there: the type of others has no place for `undefined`. */
function workOf(work: { [K in keyof WorkOptions]: WorkOptions[K] | undefined }): WorkOptions {
  return Object.fromEntries(Object.entries(work).filter(([, value]) => value !== undefined)) as WorkOptions;
}

function mappingOf(dir: string, sha256: string): string {
  const dump = readManifest(dir)?.dumps.find((each) => each.sha256 === sha256);
  if (!dump) throw new IolausError('NOT_FOUND', { what: 'dump', id: sha256 });
  return dump.mapping;
}

class Calls {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #next = 1;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message) => this.#receive(message as LakeAnswer));
    child.once('exit', (code) => this.#fail(code));
  }

  call(method: string, argument: unknown, work: WorkOptions = {}): Promise<unknown> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      if (!this.#child.connected) {
        reject(new IolausError('INTERNAL', {}, { cause: 'the lake process has ended' }));
        return;
      }
      const cancel = (): void => this.#send({ cancel: id });
      const hold = (): void => this.#send(work.pause?.isPaused ? { pause: id } : { resume: id });
      const letGo = work.pause?.subscribe(hold);
      const done = (): void => {
        work.signal?.removeEventListener('abort', cancel);
        letGo?.();
      };
      this.#pending.set(id, {
        resolve: (value) => (done(), resolve(value)),
        reject: (error) => (done(), reject(error)),
        onProgress: work.onProgress,
      });
      work.signal?.addEventListener('abort', cancel);
      this.#send({ id, method, argument });
      if (work.pause?.isPaused) hold();
      if (work.signal?.aborted) cancel();
    });
  }

  #send(call: LakeCall): void {
    if (this.#child.connected) this.#child.send(call);
  }

  #receive(answer: LakeAnswer): void {
    const pending = this.#pending.get(answer.id);
    if (!pending) return;
    if ('progress' in answer) {
      pending.onProgress?.(answer.progress);
      return;
    }
    this.#pending.delete(answer.id);
    if ('value' in answer) pending.resolve(answer.value);
    else pending.reject(refusalOf(answer.refusal));
  }

  #fail(code: number | null): void {
    for (const pending of this.#pending.values())
      pending.reject(new IolausError('INTERNAL', {}, { cause: `the lake process ended with ${code}` }));
    this.#pending.clear();
  }
}

function refusalOf(refusal: {
  code: string;
  facts: Readonly<Record<string, string | number>>;
  message: string;
}): IolausError {
  const code = Object.hasOwn(ERRORS, refusal.code) ? (refusal.code as ErrorCode) : 'INTERNAL';
  return new IolausError(code, refusal.facts, { cause: refusal.message });
}

async function close(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  if (child.connected) child.disconnect();
  await gone;
}
