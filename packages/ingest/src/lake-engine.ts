import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import {
  IolausError,
  type DryRun,
  type DumpRow,
  type LakeTables,
  type OnProgress,
  type RecordRef,
  type RecordRow,
  type RefusedRow,
} from '@iolaus/contracts';
import { digestDump, type DumpDigest } from './dump-bytes.js';
import { dryRun, type DryRunQuery } from './dry-run.js';
import { findDumps, type FoundDump } from './find-dumps.js';
import { importDump } from './import-dump.js';
import { checkColumns } from './read-records.js';
import { accountActivity, accountRows, refusedRows, sightingRefs, type Page, type RowsQuery } from './lake-reader.js';
import { kindsOf, readManifest, writeManifest, type Manifest, type ManifestDump } from './manifest.js';
import { rawRecords, type RawRecord } from './raw-records.js';
import { countAccounts, openViews, rollUp } from './rollup.js';

/** What an import did, dump by dump; a known dump's content was in the lake before. */
export interface LakeImport {
  readonly dumps: readonly (DumpRow & { readonly isKnown: boolean })[];
}

/** How a call reports and stops. */
export interface CallContext {
  readonly onProgress: OnProgress;
  readonly isCancelled: () => boolean;
}

/** The lake inside the child process: DuckDB over a folder. One call at a time. */
export class LakeEngine {
  readonly #folder: string;
  readonly #connection: DuckDBConnection;
  #manifest: Manifest;

  private constructor(folder: string, connection: DuckDBConnection) {
    this.#folder = folder;
    this.#connection = connection;
    this.#manifest = readManifest(folder);
  }

  static async open(options: {
    readonly folder: string;
    readonly memoryMb: number;
    readonly threads: number;
  }): Promise<LakeEngine> {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: `${options.memoryMb}MB`,
      threads: String(options.threads),
      temp_directory: `${options.folder}/.spill`,
      preserve_insertion_order: 'true',
    });
    const engine = new LakeEngine(options.folder, await instance.connect());
    await engine.#reopen();
    return engine;
  }

  manifest(): Manifest {
    return this.#manifest;
  }

  async importFiles(
    query: { paths: readonly string[]; mappingPath?: string },
    context: CallContext,
  ): Promise<LakeImport> {
    const found = findDumps(query.paths, query.mappingPath);
    const digests = await this.#check(found, context);
    const outcome: (DumpRow & { isKnown: boolean })[] = [];
    const total = digests.reduce((sum, digest) => sum + digest.inflatedBytes, 0);
    let before = 0;
    for (const [at, dump] of found.entries()) {
      const digest = digests[at]!;
      const known = this.#manifest.dumps.find((each) => each.sha256 === digest.sha256);
      if (known) outcome.push({ ...rowOf(known), isKnown: true });
      else
        outcome.push({ ...rowOf(await this.#importOne(dump, digest, { ...context, before, total })), isKnown: false });
      before += digest.inflatedBytes;
    }
    await this.#reopen();
    return { dumps: outcome };
  }

  async tables(context: CallContext): Promise<LakeTables> {
    let step = 0;
    return rollUp(this.#connection, this.#manifest.dumps, {
      kinds: kindsOf(this.#manifest),
      onPhase: (phase) => context.onProgress({ phase, done: step++, total: 5, unit: 'steps' }),
    });
  }

  countAccounts(): Promise<number> {
    return countAccounts(this.#connection);
  }

  dryRun(query: DryRunQuery): Promise<DryRun> {
    return dryRun(query);
  }

  rows(query: RowsQuery): Promise<Page<RecordRow>> {
    return accountRows(this.#connection, this.#manifest.dumps, query);
  }

  refsOf(query: { account: string; kind: string; value: string; limit: number }): Promise<RecordRef[]> {
    return sightingRefs(this.#connection, this.#manifest.dumps, query);
  }

  refused(query: { dump?: string; offset: number; limit: number }): Promise<Page<RefusedRow>> {
    return refusedRows(this.#connection, this.#manifest.dumps, query);
  }

  rawRecords(refs: readonly RecordRef[]): Promise<RawRecord[]> {
    return rawRecords(this.#connection, this.#manifest.dumps, refs);
  }

  activityOf(account: string): Promise<{ hour: Uint32Array; count: Uint32Array }> {
    return accountActivity(this.#connection, account);
  }

  /** Everything that can be wrong with any dump is found before any of them is written. */
  async #check(found: readonly FoundDump[], context: CallContext): Promise<DumpDigest[]> {
    for (const dump of found) await checkColumns(dump.path, dump.mapping);
    const digests: DumpDigest[] = [];
    let read = 0;
    let told = 0;
    for (const dump of found) {
      digests.push(
        await digestDump(dump.path, (bytes) => {
          read += bytes;
          if (context.isCancelled()) throw new IolausError('CANCELLED', { done: 'checking the dumps' });
          if (Date.now() - told < 200) return;
          told = Date.now();
          context.onProgress({ phase: `Checking ${basename(dump.path)}`, done: read, total: 0, unit: 'bytes' });
        }),
      );
    }
    return digests;
  }

  async #importOne(
    dump: FoundDump,
    digest: DumpDigest,
    context: CallContext & { before: number; total: number },
  ): Promise<ManifestDump> {
    let told = 0;
    const counts = await importDump({
      connection: this.#connection,
      folder: this.#folder,
      path: dump.path,
      sha256: digest.sha256,
      mapping: dump.mapping,
      isCancelled: context.isCancelled,
      onRecords: (_, bytes) => {
        if (Date.now() - told < 200) return;
        told = Date.now();
        context.onProgress({
          phase: `Reading ${basename(dump.path)}`,
          done: context.before + bytes,
          total: context.total,
          unit: 'bytes',
        });
      },
    });
    const entry: ManifestDump = {
      ...digest,
      ...counts,
      name: basename(dump.path),
      path: dump.path,
      entity: dump.mapping.entity,
      importedMs: Date.now(),
      mapping: dump.mapping.text,
    };
    this.#manifest = { version: 1, dumps: [...this.#manifest.dumps, entry] };
    await writeManifest(this.#folder, this.#manifest);
    return entry;
  }

  #reopen(): Promise<void> {
    return openViews(this.#connection, this.#folder, this.#manifest.dumps);
  }
}

/** A manifest row without what only the lake needs. */
export function rowOf(dump: ManifestDump): DumpRow {
  const { sha256, containerSha256, name, path, entity, bytes, records, accepted, refused, blankLines, importedMs } =
    dump;
  return { sha256, containerSha256, name, path, entity, bytes, records, accepted, refused, blankLines, importedMs };
}
