import { openLake, type Lake } from '@iolaus/ingest';
import { IolausError, type LakeTables, type WorkOptions } from '@iolaus/contracts';
import type { DetectParameters } from '@iolaus/detect';
import { Constraints } from './constraints.js';
import { openHome, type Home } from './home.js';
import { Jobs } from './jobs.js';
import { takeLock, type Lock } from './lock.js';
import type { MadeSnapshot } from './make-snapshot.js';
import { runDetection } from './run-detection.js';
import { megabytes } from './settings.js';
import { historyFor, readSnapshot, writeSnapshot, type Snapshot } from './snapshot.js';
import { Graph } from './use-graph.js';
import { Watches } from './watches.js';

/** A home that is open: its lake, its graph, its jobs, its current snapshot. One process has it at a time. */
export class Workbench {
  readonly home: Home;
  readonly env: NodeJS.ProcessEnv;
  readonly lake: Lake;
  readonly graph: Graph;
  readonly jobs: Jobs;
  readonly watches: Watches;
  readonly constraints: Constraints;
  readonly lock: Lock;
  #snapshot: Snapshot | undefined;

  private constructor(parts: { home: Home; env: NodeJS.ProcessEnv; lake: Lake; lock: Lock }) {
    this.home = parts.home;
    this.env = parts.env;
    this.lake = parts.lake;
    this.lock = parts.lock;
    this.graph = new Graph(parts.home, parts.env);
    this.jobs = new Jobs({ file: parts.home.jobs });
    this.watches = new Watches({ file: parts.home.watches });
    this.constraints = new Constraints(parts.home.constraints);
    this.#snapshot = readSnapshot(parts.home.snapshots);
  }

  /** Opens a home and takes its lock (HOME_BUSY when another process has it). Neo4j is not started before it is needed. */
  static async open(options: { readonly home: string; readonly env: NodeJS.ProcessEnv }): Promise<Workbench> {
    const home = openHome(options.home);
    const lock = takeLock(home.lock, home.path, Date.now());
    try {
      const lake = await openLake({
        dir: home.lake,
        memoryMb: megabytes(options.env, 'IOLAUS_DUCKDB_MB', 900),
        threads: 2,
      });
      return new Workbench({ home, env: options.env, lake, lock });
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** The current snapshot; refuses before the first detection (NOTHING_IMPORTED). */
  snapshot(): Snapshot {
    if (!this.#snapshot) throw new IolausError('NOTHING_IMPORTED');
    return this.#snapshot;
  }

  get hasSnapshot(): boolean {
    return this.#snapshot !== undefined;
  }

  /** Detects on the lake and makes the result current; published to the graph unless told not to. */
  async detect(
    options: {
      readonly publish: boolean;
      readonly parameters?: Partial<DetectParameters>;
      readonly tables?: LakeTables;
    } & WorkOptions,
  ): Promise<MadeSnapshot & { readonly tables: LakeTables }> {
    if (this.lake.dumps().length === 0) throw new IolausError('NOTHING_IMPORTED');
    const work: WorkOptions = {
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.pause ? { pause: options.pause } : {}),
    };
    const tables = options.tables ?? (await this.lake.tables(work));
    const made = await runDetection(tables, {
      createdMs: Date.now(),
      parameters: options.parameters ?? {},
      readEvents: (accounts, { most }) => this.lake.eventsOf(accounts, { most }),
      ...historyFor(this.#snapshot, { dumps: tables.sightings.dumps, constraints: this.constraints.active() }),
      ...work,
    });
    if (options.publish) {
      await this.graph.load(await this.lake.graphFeed(), work);
      const store = await this.graph.store(work);
      await store.publish(
        { snapshotId: made.snapshot.id, createdMs: made.snapshot.createdMs, detection: made.detection, tables },
        work,
      );
      await writeSnapshot(this.home.snapshots, made.snapshot, made.frames);
      this.#snapshot = made.snapshot;
    }
    return { ...made, tables };
  }

  /** Ends everything that it started, in order. */
  async close(): Promise<void> {
    const work = Promise.all([this.watches.close(), this.jobs.close()]);
    await this.graph.close();
    await this.lake.close();
    await work;
    this.lock.release();
  }
}
