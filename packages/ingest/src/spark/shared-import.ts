import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { findDumps, type FoundDump } from '../find-dumps.js';
import { importDump, stopIfCancelled } from '../import-dump.js';
import { admit } from '../import-files.js';
import { LakeState } from '../lake-state.js';
import { readManifest, signingOf } from '../manifest.js';
import { openDuckDb } from '../open-duckdb.js';
import { checkColumns } from '../read-records.js';
import { PromptKeys } from '../templates/index.js';
import { Claims, workThrough, type Claim } from './claims.js';

/** What one of several workers needs to import its share of the dumps. */
export interface SharedImportOptions {
  /** The lake, on a path that all workers see. */
  readonly folder: string;
  /** Files and folders, the same for all workers and under the same paths. */
  readonly paths: readonly string[];
  readonly mappingPath?: string;
  readonly memoryMb: number;
  /** See {@link Claims}. */
  readonly staleMs?: number;
  /** Told of each dump that this worker takes, and of each that it has brought into the lake. */
  readonly onDump: (step: 'taken' | 'imported', path: string) => void;
  readonly isCancelled: () => boolean;
}

const MANIFEST = 'manifest';
const WORKER = '.worker-';

/**
 * Imports dumps together with other workers that are given the same ones: each takes a dump that nobody holds, reads it by itself, and brings it into the lake while
 * the others wait. Ends when all dumps are in the lake, by whomever. A worker may be killed at any time; its dump is taken over (CLAIM_LOST to the old worker, if it
 * comes back).
 */
export async function importShared(options: SharedImportOptions): Promise<void> {
  const found = await findDumps(options.paths, options.mappingPath);
  for (const dump of found) await checkColumns(dump.path, dump.mapping);
  const { folder, staleMs } = options;
  const claims = new Claims({ folder: claimFolder(folder), ...(staleMs === undefined ? {} : { staleMs }) });
  await claims.during(MANIFEST, async () => {
    // All workers sign with the secret of the one lake.
    if (!readManifest(folder)) await (await openState(options)).change({});
  });
  const name = `${WORKER}${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`;
  const own = await claims.take(name);
  const worker = new SharedWorker(options, claims, join(folder, name));
  try {
    await workThrough({
      claims,
      items: found,
      keyOf: ({ path }) => keyOf(path),
      isDone: ({ path }) => {
        stopIfCancelled(options.isCancelled(), 'some dumps');
        return Promise.resolve(isDone(folder, path));
      },
      work: (dump, claim) => worker.import(dump, claim),
    });
    await sweepWorkers(folder, claims);
  } finally {
    worker.close();
    await own?.release();
  }
}

/** Removes what workers that died left half-done. */
async function sweepWorkers(folder: string, claims: Claims): Promise<void> {
  for (const name of readdirSync(folder).filter((each) => each.startsWith(WORKER))) {
    const claim = await claims.take(name);
    if (!claim) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
    await claim.release();
  }
}

class SharedWorker {
  readonly #options: SharedImportOptions;
  readonly #claims: Claims;
  readonly #scratch: string;
  #connection: DuckDBConnection | undefined;

  constructor(options: SharedImportOptions, claims: Claims, scratch: string) {
    this.#options = options;
    this.#claims = claims;
    this.#scratch = scratch;
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
  }

  async import(dump: FoundDump, claim: Claim): Promise<void> {
    const { folder, onDump } = this.#options;
    onDump('taken', dump.path);
    const imported = await this.#read(dump);
    const { sha256 } = imported.digest;
    await this.#claims.during(MANIFEST, async (lock) => {
      const mayChange = async (): Promise<boolean> => (await claim.isMine()) && (await lock.isMine());
      const state = await openState(this.#options, mayChange);
      const isKnown = state.dumps.some((each) => each.sha256 === sha256);
      // The lake knew it when it was read, and has forgotten it since: it is read once more.
      if (!isKnown && !imported.counts) return;
      if (!isKnown) {
        for (const name of readdirSync(this.#scratch))
          if (name.startsWith(sha256)) renameSync(join(this.#scratch, name), join(folder, name));
        await admit(state, dump, imported);
      }
      writeFileSync(markOf(folder, dump.path), sha256, { mode: 0o600 });
    });
    onDump('imported', dump.path);
  }

  close(): void {
    this.#connection?.closeSync();
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  async #read({ path, mapping }: FoundDump): ReturnType<typeof importDump> {
    const { folder, memoryMb, isCancelled } = this.#options;
    this.#connection ??= await connect(memoryMb);
    const keys = new PromptKeys(signingOf(readManifest(folder) ?? { salt: '' }).seed);
    return importDump({
      connection: this.#connection,
      folder: this.#scratch,
      path,
      mapping,
      signer: keys,
      isKnown: (sha256) => knows(folder, sha256),
      onBatch: ({ records }) => {
        stopIfCancelled(isCancelled(), `${records} records of ${basename(path)}`);
        return Promise.resolve();
      },
    });
  }
}

const openState = ({ folder, memoryMb }: SharedImportOptions, mayChange?: () => Promise<boolean>): Promise<LakeState> =>
  LakeState.open({ folder, memoryMb, threads: 1, ...(mayChange ? { mayChange } : {}) });

async function connect(memoryMb: number): Promise<DuckDBConnection> {
  const instance = await openDuckDb({
    memory_limit: `${memoryMb}MB`,
    threads: '1',
    preserve_insertion_order: 'true',
  });
  return instance.connect();
}

const knows = (folder: string, sha256: string): boolean =>
  readManifest(folder)?.dumps.some((each) => each.sha256 === sha256) ?? false;

const claimFolder = (folder: string): string => join(folder, '.claims');

/** The same file by the same path: a file that was changed since is another one. */
function keyOf(path: string): string {
  const { size, mtimeMs } = statSync(path);
  return JSON.stringify([path, size, mtimeMs]);
}

/** The file that says which content of the lake a dump became. */
const markOf = (folder: string, path: string): string =>
  join(claimFolder(folder), `${createHash('sha256').update(keyOf(path)).digest('hex')}.done`);

function isDone(folder: string, path: string): boolean {
  const mark = markOf(folder, path);
  return existsSync(mark) && knows(folder, readFileSync(mark, 'utf8'));
}
