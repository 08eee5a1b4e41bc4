import { Casebook } from '@iolaus/casebook';
import { openLake, type Lake, type RollupFacts } from '@iolaus/ingest';
import { IolausError, type Constraint, type LakeTables, type WorkOptions } from '@iolaus/contracts';
import type { Publication } from '@iolaus/graph-store';
import type { DetectParameters } from '@iolaus/detect';
import { Detector } from './detector.js';
import { withGivenNames } from './given-names.js';
import { openHome, type Home } from './home.js';
import { Jobs } from './jobs.js';
import { takeLock, type Lock } from './lock.js';
import { madeFrom } from './made-from.js';
import type { FoundNetworks, MadeSnapshot } from './make-snapshot.js';
import { megabytes } from './settings.js';
import { readRiskModel } from './risk-model-file.js';
import {
  historyFor,
  makeCurrent,
  prepareSnapshot,
  readSnapshot,
  snapshotMadeFrom,
  type History,
  type Snapshot,
} from './snapshot.js';
import { takeOverConstraints } from './take-over-constraints.js';
import { Graph } from './use-graph.js';
import { Watches } from './watches.js';

/** Of a machine of 24 GiB, with the tables of five million accounts in mind. */
const TABLES_MB = 4096;
/** Bytes of a pair in the tables. */
const BYTES_A_PAIR = 34;

/** A home that is open: its lake, its graph, its jobs, its current snapshot. One process has it at a time. */
export class Workbench {
  readonly home: Home;
  readonly env: NodeJS.ProcessEnv;
  readonly lake: Lake;
  readonly graph: Graph;
  readonly jobs: Jobs;
  readonly watches: Watches;
  readonly casebook: Casebook;
  readonly lock: Lock;
  readonly #detector: Detector;
  readonly #mostBytes: number;
  #snapshot: Snapshot | undefined;

  private constructor(parts: Parts) {
    this.home = parts.home;
    this.env = parts.env;
    this.lake = parts.lake;
    this.lock = parts.lock;
    this.graph = new Graph(parts.home, parts.env);
    this.jobs = new Jobs({ file: parts.home.jobs });
    this.watches = new Watches({ file: parts.home.watches });
    this.casebook = parts.casebook;
    this.#mostBytes = megabytes(parts.env, 'IOLAUS_TABLES_MB', TABLES_MB) * 2 ** 20;
    this.#detector = new Detector(parts.lake, { mostBytes: this.#mostBytes, remembers: parts.isServed });
    this.#snapshot = readSnapshot(parts.home.snapshots);
  }

  /**
   * Opens a home and takes its lock (HOME_BUSY when another process has it). Neo4j is not started before it is needed. A home that is served detects again and again, and remembers its runs
   * (`isServed`); a command runs once.
   */
  static async open(options: {
    readonly home: string;
    readonly env: NodeJS.ProcessEnv;
    readonly isServed?: boolean;
  }): Promise<Workbench> {
    const home = openHome(options.home);
    const lock = takeLock(home.lock, home.path, Date.now());
    let casebook: Casebook | undefined;
    try {
      casebook = new Casebook(home.journal);
      takeOverConstraints(home.constraints, casebook);
      const lake = await openLake({
        dir: home.lake,
        memoryMb: megabytes(options.env, 'IOLAUS_DUCKDB_MB', 900),
        threads: 2,
      });
      return new Workbench({ home, env: options.env, casebook, lake, lock, isServed: options.isServed ?? false });
    } catch (error) {
      casebook?.close();
      lock.release();
      throw error;
    }
  }

  /** The current snapshot, with its networks called as investigators call them; refuses before the first detection (NOTHING_IMPORTED). */
  snapshot(): Snapshot {
    return withGivenNames(this.detected(), this.casebook.state);
  }

  /** The current snapshot as detection made it, which is what leaves this machine; refuses before the first detection (NOTHING_IMPORTED). */
  detected(): Snapshot {
    if (!this.#snapshot) throw new IolausError('NOTHING_IMPORTED');
    return this.#snapshot;
  }

  get hasSnapshot(): boolean {
    return this.#snapshot !== undefined;
  }

  /** Detects on the lake and makes the result current; published to the graph unless told not to. */
  async detect(
    options: { readonly publish: boolean; readonly parameters?: Partial<DetectParameters> } & WorkOptions,
  ): Promise<MadeSnapshot & { readonly tables: LakeTables }> {
    const { parameters = {} } = options;
    const work = workOf(options);
    return this.#detect({ ...options, parameters }, await this.#ground(work), work);
  }

  /** What a detection would make with one more constraint, by the same run. Nothing is published, kept on disk or shown. */
  async preview(draft: Constraint, options: WorkOptions = {}): Promise<MadeSnapshot & { readonly tables: LakeTables }> {
    const work = workOf(options);
    const { rollup } = await this.#ground(work);
    const constraints = [...this.casebook.activeConstraints(), draft];
    const history = this.#historyFor(rollup, constraints);
    return this.#detect({ publish: false, parameters: {} }, { rollup, history }, work);
  }

  async #detect(
    { publish, parameters }: { readonly publish: boolean; readonly parameters: Partial<DetectParameters> },
    { rollup, history }: Ground,
    work: WorkOptions,
  ): Promise<MadeSnapshot & { readonly tables: LakeTables }> {
    const task = { rollup: rollup.id, createdMs: Date.now(), parameters, ...history, ...work };
    if (!publish) return this.#detector.run(task);
    let published = Promise.resolve();
    const onFound = (found: FoundNetworks): void => {
      // Neo4j writes what was found while the rest is drawn; readers change over once all of it is on disk.
      published = this.#publish({ ...found, createdMs: task.createdMs }, rollup.id, { ...work, ready: prepared });
      heardLater(published);
    };
    const run = this.#detector.run({ ...task, onFound });
    const prepared = run.then(({ snapshot, frames }) => {
      const of = madeFrom({ rollup: rollup.id, history, parameters });
      return prepareSnapshot(this.home.snapshots, snapshot, { frames, of });
    });
    heardLater(prepared);
    try {
      const turnOver = await prepared;
      await published;
      await turnOver();
    } finally {
      await Promise.allSettled([published]);
    }
    const made = await run;
    this.#snapshot = made.snapshot;
    return made;
  }

  /** Brings the published networks up to date with the lake and the constraints: by the snapshot on disk that was made from just these, else by a run. */
  async refresh(options: WorkOptions = {}): Promise<void> {
    const work = workOf(options);
    const ground = await this.#ground(work);
    const { rollup, history } = ground;
    const known = snapshotMadeFrom(this.home.snapshots, madeFrom({ rollup: rollup.id, history, parameters: {} }));
    if (!known) {
      await this.#detect({ publish: true, parameters: {} }, ground, work);
      return;
    }
    await this.#publish(known, rollup.id, work);
    await makeCurrent(this.home.snapshots, known);
    this.#snapshot = known;
  }

  /**
   * Has the tables, the detection thread and the graph's statements at hand before the first constraint is made, by runs that change nothing, in turn among the jobs. Does nothing in a home without a
   * snapshot.
   */
  warmUp(): Promise<void> {
    return this.jobs.inTurn(async (signal) => {
      if (!this.#snapshot || this.lake.dumps().length === 0) return;
      const { rollup, history } = await this.#ground({ signal });
      if (this.graph.holds(rollup.id))
        await (await this.graph.store({ signal })).rehearse(this.#publicationOf(this.#snapshot));
      const isTooLarge = rollup.pairs * BYTES_A_PAIR > this.#mostBytes;
      if (isTooLarge || this.#detector.isWarm(rollup.id)) return;
      await this.#detector.run({ rollup: rollup.id, createdMs: this.#snapshot.createdMs, ...history, signal });
    });
  }

  async #ground(work: WorkOptions): Promise<Ground> {
    if (this.lake.dumps().length === 0) throw new IolausError('NOTHING_IMPORTED');
    const rollup = await this.lake.rollUp(work);
    return { rollup, history: this.#historyFor(rollup, this.casebook.activeConstraints()) };
  }

  #historyFor({ dumps }: RollupFacts, constraints: readonly Constraint[]): History {
    return historyFor(this.#snapshot, { dumps, constraints, model: readRiskModel(this.home.riskModel)?.model });
  }

  /** Has the graph hold the lake and the networks of a snapshot. */
  async #publish(
    found: FoundNetworks & Pick<Snapshot, 'createdMs'>,
    rollup: string,
    work: WorkOptions & { readonly ready?: Promise<unknown> },
  ): Promise<void> {
    if (!this.graph.holds(rollup)) await this.graph.load(await this.lake.graphFeed(), work);
    const store = await this.graph.store(work);
    const before = this.#snapshot && this.#publicationOf(this.#snapshot);
    await store.publish(this.#publicationOf(found), { ...work, before });
  }

  #publicationOf({ id, createdMs, networks }: FoundNetworks & Pick<Snapshot, 'createdMs'>): Publication {
    return { snapshotId: id, createdMs, networks, kinds: this.lake.kinds() };
  }

  /** Ends everything that it started, in order. */
  async close(): Promise<void> {
    const work = Promise.all([this.watches.close(), this.jobs.close()]);
    await this.graph.close();
    await this.#detector.close();
    await this.lake.close();
    await work;
    this.casebook.close();
    this.lock.release();
  }
}

/** What a workbench is made of. */
interface Parts {
  readonly home: Home;
  readonly env: NodeJS.ProcessEnv;
  readonly casebook: Casebook;
  readonly lake: Lake;
  readonly lock: Lock;
  readonly isServed: boolean;
}

/** What a run stands on. */
interface Ground {
  readonly rollup: RollupFacts;
  readonly history: History;
}

/** Of a promise whose failure is heard of where it is awaited, later: Node would take it for one that nobody hears. */
const heardLater = (promise: Promise<unknown>): void => void promise.catch(() => undefined);

const workOf = ({ onProgress, signal, pause }: WorkOptions): WorkOptions => ({
  ...(onProgress ? { onProgress } : {}),
  ...(signal ? { signal } : {}),
  ...(pause ? { pause } : {}),
});
