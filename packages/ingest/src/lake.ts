import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  ERRORS,
  IolausError,
  type DryRun,
  type DumpRow,
  type EnrichmentFile,
  type EnrichmentKind,
  type ErrorCode,
  type IndicatorKind,
  type LakeTables,
  type OnProgress,
  type RecordRef,
  type RecordRow,
  type RefusedRow,
  type WorkOptions,
} from '@iolaus/contracts';
import type { DryRunQuery } from './dry-run.js';
import { rowOf, type LakeImport } from './import-files.js';
import type { Page, RowsQuery } from './lake-reader.js';
import type { LakeAnswer, LakeCall } from './lake-worker.js';
import { kindsOf, readManifest } from './manifest.js';
import type { RawRecord } from './raw-records.js';

/** The lake of a home, as its owner sees it. Work runs in a child process, one call after the other. */
export interface Lake {
  /** Imports files and folders; content that is known changes nothing. All dumps are checked before any is written. */
  importFiles(
    options: { readonly paths: readonly string[]; readonly mappingPath?: string } & WorkOptions,
  ): Promise<LakeImport>;
  dryRun(query: DryRunQuery): Promise<DryRun>;
  /** Files that tell more about addresses, BINs and prompts. */
  enrichment(): Promise<EnrichmentFile[]>;
  /** Checks such a file whole, and copies it into the lake; the next rollup uses it (FILE_MISSING, ENRICHMENT_INVALID). */
  addEnrichment(query: { readonly kind: EnrichmentKind; readonly path: string }): Promise<EnrichmentFile>;
  /** Takes such a file away, named by its SHA-256 or at least eight first digits of it (NOT_FOUND). */
  removeEnrichment(query: { readonly sha256: string }): Promise<EnrichmentFile[]>;
  dumps(): readonly DumpRow[];
  kinds(): readonly IndicatorKind[];
  /** Sightings, accounts and activity of the whole lake. */
  tables(options?: WorkOptions): Promise<LakeTables>;
  /** Accounts of the whole lake. */
  countAccounts(): Promise<number>;
  refused(query: {
    readonly dump?: string;
    readonly offset: number;
    readonly limit: number;
  }): Promise<Page<RefusedRow>>;
  rows(query: RowsQuery): Promise<Page<RecordRow>>;
  refsOf(query: {
    readonly account: string;
    readonly kind: string;
    readonly value: string;
    readonly limit: number;
  }): Promise<RecordRef[]>;
  /** Exact bytes out of the original dumps (SOURCE_GONE when a dump is no longer there). */
  rawRecords(refs: readonly RecordRef[]): Promise<RawRecord[]>;
  activityOf(account: string): Promise<{ readonly hour: Uint32Array; readonly count: Uint32Array }>;
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
  readonly memoryMb?: number;
  readonly threads?: number;
}): Promise<Lake> {
  const { dir, memoryMb = 2048, threads = 2 } = options;
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
    importFiles: ({ paths, mappingPath, ...work }) =>
      calls.call(
        'importFiles',
        { paths: [...paths], ...(mappingPath === undefined ? {} : { mappingPath }) },
        work,
      ) as Promise<LakeImport>,
    dryRun: (query) => calls.call('dryRun', query) as Promise<DryRun>,
    enrichment: () => calls.call('enrichment', undefined) as Promise<EnrichmentFile[]>,
    addEnrichment: (query) => calls.call('addEnrichment', query) as Promise<EnrichmentFile>,
    removeEnrichment: (query) => calls.call('removeEnrichment', query) as Promise<EnrichmentFile[]>,
    dumps: () => (readManifest(dir)?.dumps ?? []).map(rowOf),
    kinds: () => kindsOf(readManifest(dir)?.dumps ?? []),
    tables: (work) => calls.call('tables', undefined, work) as Promise<LakeTables>,
    countAccounts: () => calls.call('countAccounts', undefined) as Promise<number>,
    refused: (query) => calls.call('refused', query) as Promise<Page<RefusedRow>>,
    rows: (query) => calls.call('rows', query) as Promise<Page<RecordRow>>,
    refsOf: (query) => calls.call('refsOf', query) as Promise<RecordRef[]>,
    rawRecords: (refs) => calls.call('rawRecords', [...refs]) as Promise<RawRecord[]>,
    activityOf: (account) => calls.call('activityOf', account) as Promise<{ hour: Uint32Array; count: Uint32Array }>,
    pid: child.pid ?? -1,
    close: () => close(child),
  };
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
