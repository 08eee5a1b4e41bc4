import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import type { LakeTables, WorkOptions } from '@iolaus/contracts';
import {
  findNeo4jWay,
  importOffline,
  openGraph,
  startEmbeddedNeo4j,
  type EmbeddedNeo4j,
  type GraphStore,
} from '@iolaus/graph-store';
import type { Home } from './home.js';
import { megabytes } from './settings.js';

/** The graph of a home, started when it is first needed. */
export class Graph {
  readonly #home: Home;
  readonly #env: NodeJS.ProcessEnv;
  #embedded: EmbeddedNeo4j | undefined;
  #store: Promise<GraphStore> | undefined;
  #isClosing = false;
  /** Called with a sentence when the embedded server ended by itself and was started again. */
  onRestart: (sentence: string) => void = () => undefined;

  constructor(home: Home, env: NodeJS.ProcessEnv) {
    this.#home = home;
    this.#env = env;
  }

  /** The open store; starts the embedded server or connects to the given one on first use. */
  store(work: WorkOptions = {}): Promise<GraphStore> {
    this.#store ??= this.#open(work).catch((error: unknown) => {
      this.#store = undefined;
      throw error;
    });
    return this.#store;
  }

  /** Refuses early, before long work, when there is no way to a graph: a given server must answer, an own one must be possible. */
  async check(work: WorkOptions = {}): Promise<void> {
    const way = await findNeo4jWay(this.#env);
    if (way.kind === 'external') await this.store(work);
  }

  /** Process id of the embedded server, when it runs. */
  get pid(): number | undefined {
    return this.#embedded?.pid;
  }

  get mode(): 'embedded' | 'external' {
    return this.#env['NEO4J_URI'] ? 'external' : 'embedded';
  }

  /** Makes the graph equal to the tables: an empty embedded store by the offline importer, anything else over Bolt. Equal already means nothing is done. */
  async load(tables: LakeTables, work: WorkOptions = {}): Promise<void> {
    const mark = loadMark(tables);
    if (this.#loaded() === mark) return;
    const isFirst =
      this.mode === 'embedded' &&
      !this.#store &&
      !existsSync(join(this.#home.path, 'neo4j', 'data', 'databases', 'neo4j'));
    if (isFirst) await importOffline({ home: this.#home.path, env: this.#env, tables, ...work });
    const store = await this.store(work);
    if (!isFirst) await store.load(tables, work);
    if (this.mode === 'embedded') writeFileSync(this.#markFile, mark);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const store = await this.#store?.catch(() => undefined);
    await store?.close();
    await this.#embedded?.stop();
  }

  async #open(work: WorkOptions): Promise<GraphStore> {
    const way = await findNeo4jWay(this.#env);
    if (way.kind === 'external') return openGraph(way);
    this.#embedded = await startEmbeddedNeo4j({
      home: this.#home.path,
      env: this.#env,
      heapMb: megabytes(this.#env, 'IOLAUS_NEO4J_HEAP_MB', 2048),
      pageCacheMb: megabytes(this.#env, 'IOLAUS_NEO4J_CACHE_MB', 1024),
      ...work,
    });
    this.#watch(this.#embedded);
    return openGraph(this.#embedded);
  }

  /** A server that ends by itself is started again; whoever asks meanwhile waits for it. */
  #watch(embedded: EmbeddedNeo4j): void {
    void embedded.exited.then(({ code }) => {
      if (this.#isClosing || this.#embedded !== embedded) return;
      const old = this.#store;
      this.#store = undefined;
      void old?.then((store) => store.close()).catch(() => undefined);
      this.onRestart(`Neo4j ended by itself (code ${code ?? 'none'}); it is being started again.`);
      this.store().catch((error: unknown) =>
        this.onRestart(`Neo4j does not start again: ${error instanceof Error ? error.message : 'unknown'}`),
      );
    });
  }

  get #markFile(): string {
    return join(this.#home.path, 'neo4j', 'loaded');
  }

  #loaded(): string | undefined {
    return this.mode === 'embedded' && existsSync(this.#markFile) ? readFileSync(this.#markFile, 'utf8') : undefined;
  }
}

/** A load is told by the dumps that it came from: the lake's tables are a function of them. */
function loadMark(tables: LakeTables): string {
  return createHash('sha256').update(JSON.stringify(tables.sightings.dumps)).digest('hex');
}
