import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { IolausError } from '@iolaus/contracts';
import { EnrichmentStore } from './enrich/index.js';
import { HOST, sweepPartials } from './dump-writer.js';
import { enrichedView, fingerprintView, numbered, openViews, recordViews } from './lake-views.js';
import type { PromptSigning } from './templates/index.js';
import { openDuckDb } from './open-duckdb.js';
import { isAlive } from './process-alive.js';
import { readManifest, signingOf, writeManifest, type Manifest, type ManifestDump } from './manifest.js';

/** Where DuckDB of a process of this machine puts what memory does not hold. */
const SPILL = `.spill-${HOST}-`;
/** The same for tables on their way to another process. */
const TABLES = `.tables-${HOST}-`;
/** True for either of a process that has ended. */
const isLeftBehind = (name: string): boolean =>
  [SPILL, TABLES].some((prefix) => name.startsWith(prefix) && !isAlive(Number.parseInt(name.slice(prefix.length), 10)));

/** A lake folder with a DuckDB over it and the manifest that says what counts. */
export class LakeState {
  readonly folder: string;
  readonly connection: DuckDBConnection;
  /** Opens one more connection. */
  readonly connect: () => Promise<DuckDBConnection>;
  /** Threads of DuckDB where nothing else works. */
  readonly threads: number;
  /** What DuckDB may take, in MB. */
  readonly memoryMb: number;
  readonly #mayChange: (() => Promise<boolean>) | undefined;
  #tables = 0;
  #manifest: Manifest;

  private constructor(of: {
    instance: DuckDBInstance;
    folder: string;
    threads: number;
    memoryMb: number;
    connection: DuckDBConnection;
    manifest: Manifest;
    mayChange: (() => Promise<boolean>) | undefined;
  }) {
    const { folder, threads, connection, manifest, mayChange } = of;
    this.folder = folder;
    this.threads = threads;
    this.memoryMb = of.memoryMb;
    this.connection = connection;
    this.connect = () => of.instance.connect();
    this.#manifest = manifest;
    this.#mayChange = mayChange;
  }

  /** Opens the folder, made when absent; what a killed process left half-done is removed. */
  static async open(options: {
    readonly folder: string;
    readonly memoryMb: number;
    readonly threads: number;
    /** Asked before each change: false where another process has taken over what this one does. */
    readonly mayChange?: () => Promise<boolean>;
  }): Promise<LakeState> {
    const { folder, mayChange } = options;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const manifest = readManifest(folder) ?? {
      version: 2,
      salt: randomBytes(16).toString('hex'),
      keys: 'plain',
      dumps: [],
      groups: [],
    };
    const instance = await openDuckDb({
      memory_limit: `${options.memoryMb}MB`,
      threads: String(options.threads),
      temp_directory: `${folder}/${SPILL}${process.pid}`,
      preserve_insertion_order: 'true',
    });
    const connection = await instance.connect();
    const state = new LakeState({
      instance,
      folder,
      threads: options.threads,
      memoryMb: options.memoryMb,
      connection,
      manifest,
      mayChange,
    });
    await state.#sweep();
    await state.reopen();
    return state;
  }

  get manifest(): Manifest {
    return this.#manifest;
  }

  get dumps(): readonly ManifestDump[] {
    return this.#manifest.dumps;
  }

  get salt(): Buffer {
    return Buffer.from(this.#manifest.salt, 'hex');
  }

  get signing(): PromptSigning {
    return signingOf(this.#manifest);
  }

  /** Writes a changed manifest; from then on it counts. Refuses where this process may no longer (CLAIM_LOST). */
  change(part: Partial<Omit<Manifest, 'version'>>): Promise<void> {
    return this.replace({ ...this.#manifest, ...part });
  }

  /** Writes another manifest in its place; refuses like {@link change}. */
  async replace(manifest: Manifest): Promise<void> {
    if (this.#mayChange && !(await this.#mayChange())) throw new IolausError('CLAIM_LOST', { path: this.folder });
    await writeManifest(this.folder, manifest);
    this.#manifest = manifest;
  }

  /** Makes the views of all dumps anew. */
  async reopen(): Promise<void> {
    const templates = `${this.folder}/${this.manifest.templates?.folder ?? ''}`;
    const labelled = numbered(this.dumps).filter(
      ({ dump }) => this.manifest.templates && existsSync(`${templates}/${dump.sha256}.labels.parquet`),
    );
    await openViews(this.connection, 'main', [
      ...recordViews(this.folder, numbered(this.dumps)),
      fingerprintView(templates, labelled),
      enrichedView(this.folder, this.manifest.rollup?.enriched),
    ]);
  }

  /** A new name for a folder of tables, which is swept once this process has ended. */
  tablesFolder(): string {
    return `${this.folder}/${TABLES}${process.pid}-${this.#tables++}`;
  }

  /** Removes files of imports that never ended, and of dumps that the manifest does not have. */
  async #sweep(): Promise<void> {
    await sweepPartials(this.folder, (pid) => !isAlive(pid));
    const known = new Set(this.dumps.map(({ sha256 }) => sha256));
    const groups = new Set(this.manifest.groups.map(({ id }) => id));
    for (const name of readdirSync(this.folder)) {
      const sha256 = /^[0-9a-f]{64}(?=\.)/.exec(name)?.[0];
      const isStray = sha256 !== undefined && (!known.has(sha256) || name.endsWith('.tmp'));
      const { folder, enriched } = this.manifest.rollup ?? {};
      const group = /^group-([0-9a-f]+)\./.exec(name)?.[1];
      const isOld =
        (group !== undefined && (!groups.has(group) || name.endsWith('.tmp'))) ||
        (/^(rollup|enriched)-/.test(name) && name !== folder && name !== enriched) ||
        (name.startsWith('templates-') && name !== this.manifest.templates?.folder);
      if (isStray || isOld || isLeftBehind(name)) await rm(`${this.folder}/${name}`, { recursive: true, force: true });
    }
  }
}

/** The folder of a lake in which files lie that tell more about what its dumps hold. */
export const enrichmentOf = (state: LakeState): Promise<EnrichmentStore> =>
  EnrichmentStore.open(`${state.folder}/enrichment`);
