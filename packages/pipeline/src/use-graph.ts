import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IolausError, type GraphFeed, type WorkOptions } from '@iolaus/contracts';
import {
  findNeo4jWay,
  hasGraph,
  importOffline,
  openGraph,
  startEmbeddedNeo4j,
  type EmbeddedNeo4j,
  type GraphStore,
} from '@iolaus/graph-store';
import type { Home } from './home.js';
import { whilePaused } from './pause.js';
import { megabytes } from './settings.js';
import { withSpace } from './with-space.js';

/** Above so many pairs an empty embedded server is stopped for the offline importer, which is eight times as fast as Bolt; below, its start takes longer. */
const OFFLINE_PAIRS = 100_000;
/** What a first load takes on disk, with the importer's files: measured 80 bytes a pair of CSV and 190 of store, and 1 KB an account or indicator. */
const BYTES_A_PAIR = 300;
const BYTES_A_NODE = 1_200;
/** So often a server may end by itself during one load before that counts as a fault of its own. */
const MOST_ENDS = 20;

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
    return (this.#store ??= this.#opening(() => this.#open(work)));
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

  /**
   * Makes the graph equal to the feed: an empty embedded store by the offline importer, anything else over Bolt. Equal already means nothing is done. A server that
   * ends meanwhile is started again, and the load goes on from its last whole batch.
   */
  async load(feed: GraphFeed, work: WorkOptions = {}): Promise<void> {
    if (this.holds(feed.id)) return;
    if (this.mode === 'external') {
      await (await this.store(work)).load(pausable(feed, work), work);
      return;
    }
    const isOffline = await this.#isOffline(feed, work);
    const nodes = feed.accounts + feed.indicators;
    const need = isOffline ? feed.pairs * BYTES_A_PAIR + nodes * BYTES_A_NODE : 0;
    await withSpace({ folder: this.#home.path, need }, work, async (watched) => {
      // From here on the store holds neither the one nor the other, until it is done.
      rmSync(this.#markFile, { force: true });
      if (isOffline) await this.#importOffline(feed, watched);
      await this.#loadUntilDone(pausable(feed, watched), watched);
      // The importer keeps nothing itself; without this, the next feed would be written whole instead of what it changes.
      await feed.keep([feed.id]);
    });
    writeFileSync(this.#markFile, feed.id);
  }

  /** Whether it holds the rollup of this id already, as far as is noted. */
  holds(rollup: string): boolean {
    return this.#loaded() === rollup;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const store = await this.#store?.catch(() => undefined);
    await store?.close();
    await this.#embedded?.stop();
  }

  /** An opening that failed is forgotten, so that the next one tries again. */
  #opening(open: () => Promise<GraphStore>): Promise<GraphStore> {
    const opening: Promise<GraphStore> = open().catch((error: unknown) => {
      if (this.#store === opening) this.#store = undefined;
      throw error;
    });
    return opening;
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

  /** Whether the feed goes in by the offline importer: there is no graph yet, or an empty one that is worth stopping for it. */
  async #isOffline(feed: GraphFeed, work: WorkOptions): Promise<boolean> {
    if (!this.#store && !hasGraph(this.#home.path)) return true;
    if (feed.pairs < OFFLINE_PAIRS) return false;
    const { accounts, indicators } = await (await this.store(work)).status();
    return accounts + indicators === 0;
  }

  /** Whoever asks for the store meanwhile waits until the importer is done and the server runs. */
  async #importOffline(feed: GraphFeed, work: WorkOptions): Promise<void> {
    const [old, server] = [this.#store, this.#embedded];
    this.#store = this.#opening(async () => {
      await (await old)?.close();
      this.#embedded = undefined;
      await server?.stop();
      await importOffline({ home: this.#home.path, env: this.#env, feed, ...work });
      return this.#open(work);
    });
    await this.#store;
  }

  async #loadUntilDone(feed: GraphFeed, work: WorkOptions): Promise<void> {
    for (let ends = 0; !(await this.#loadOnce(feed, work)); ends += 1) {
      if (ends === MOST_ENDS)
        throw new IolausError('NEO4J_UNREACHABLE', { uri: 'the embedded server', detail: 'it keeps ending by itself' });
    }
  }

  /** Loads until it is done, or until the server is gone: the driver would wait for it for up to two minutes, at an address where it never is again. */
  async #loadOnce(feed: GraphFeed, work: WorkOptions): Promise<boolean> {
    const store = await this.store(work);
    const server = this.#embedded;
    const gone = new AbortController();
    const signal = AbortSignal.any(work.signal ? [work.signal, gone.signal] : [gone.signal]);
    const load = store.load(feed, { ...work, signal }).then(
      () => ({ isDone: true }),
      (error: unknown) => {
        if (gone.signal.aborted) return { isDone: false };
        throw error;
      },
    );
    const ended = server?.exited.then(() => {
      gone.abort();
      return { isDone: false };
    });
    const { isDone } = await Promise.race(ended ? [load, ended] : [load]);
    return isDone;
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

/** The feed with a safe point before each batch. */
function pausable(feed: GraphFeed, work: WorkOptions): GraphFeed {
  return {
    ...feed,
    changes: async (span, options) => {
      const changes = await feed.changes(span, options);
      const next: typeof changes.next = async () => {
        await whilePaused(work, 'part of the load');
        return changes.next();
      };
      return { ...changes, next };
    },
  };
}
