import { randomUUID } from 'node:crypto';
import {
  ERRORS,
  IolausError,
  type ImportReport,
  type ImportRequest,
  type Job,
  type WorkOptions,
} from '@iolaus/contracts';
import { appendHistory, openHistory, type JobRecord } from './job-history.js';
import { NO_RATE, RateMeter } from './job-rate.js';
import { Pause, whilePaused } from './pause.js';

/** What a job leaves behind. */
export interface JobOutcome {
  readonly report?: ImportReport;
  readonly bundle?: NonNullable<Job['bundle']>;
  readonly dryRun?: NonNullable<Job['dryRun']>;
}

/** The work of a job. Progress, cancel and pause come in with it. */
export type JobWork = (options: Required<WorkOptions>) => Promise<JobOutcome>;

/** What a job is called; with `again` it can be paused, and resumed after a crash. */
export interface JobTitle {
  readonly kind: Job['kind'];
  readonly title: string;
  readonly again?: ImportRequest;
}

interface Entry {
  job: Job;
  readonly again: ImportRequest | undefined;
  readonly controller: AbortController;
  readonly pause: Pause;
  readonly meter: RateMeter;
  readonly watchers: Set<() => void>;
  ended: Promise<void>;
}

const KEPT = 200;
const TOLD_EVERY_MS = 200;

/** Whether a job has come to its end. */
export const isOver = ({ state }: Pick<Job, 'state'>): boolean => !['waiting', 'running', 'paused'].includes(state);

/** Long work, one piece after the other, each with progress, pause, cancel and an end that is remembered, also by the next run of the service. */
export class Jobs {
  readonly #entries: Entry[];
  readonly #file: string | undefined;
  readonly #clock: () => number;
  /** Dry runs change nothing: they wait for one another alone, not for imports. */
  readonly #tails = { reads: Promise.resolve(), changes: Promise.resolve() };
  readonly #closing = new AbortController();

  /** `file` keeps the history; without one, jobs are forgotten when the process ends. */
  constructor({ file, clock = Date.now }: { readonly file?: string; readonly clock?: () => number } = {}) {
    this.#file = file;
    this.#clock = clock;
    this.#entries = file === undefined ? [] : openHistory(file).map((record) => newEntry(record));
  }

  /** Queues a piece of work and answers with its job at once. */
  add({ kind, title, again }: JobTitle, work: JobWork): Job {
    const entry = newEntry({ job: newJob({ kind, title }, this.#clock()), again });
    const lane = kind === 'dry-run' ? 'reads' : 'changes';
    entry.ended = this.#tails[lane].then(() => this.#run(entry, work));
    this.#tails[lane] = entry.ended;
    this.#entries.unshift(entry);
    for (const old of this.#entries.slice(KEPT).filter(({ job }) => isOver(job)))
      this.#entries.splice(this.#entries.indexOf(old), 1);
    this.#remember(entry);
    return entry.job;
  }

  /** Does something in its turn among the jobs that change things, without being one; they wait for it. Ends with {@link close}. */
  inTurn(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#closing;
    const turn = this.#tails.changes.then(() => (signal.aborted ? undefined : work(signal)));
    // Who asked hears of a failure; the jobs behind it do not.
    this.#tails.changes = turn.catch(() => undefined);
    return turn;
  }

  list(): Job[] {
    return this.#entries.map((entry) => entry.job);
  }

  get(id: string): Job {
    return this.#entry(id).job;
  }

  /** Asks a job to stop; one that waits stops at once, one that runs or is paused at its next safe point. */
  cancel(id: string): Job {
    const entry = this.#entry(id);
    entry.controller.abort();
    return entry.job;
  }

  /** Holds an import at its next safe point. Refuses other work, and what has ended (BAD_INPUT). */
  pause(id: string): Job {
    const entry = this.#entry(id);
    if (entry.again === undefined || isOver(entry.job))
      throw new IolausError('BAD_INPUT', { detail: 'only an import that has not ended can be paused' });
    entry.pause.set(true);
    if (entry.job.state === 'running') this.#change(entry, { state: 'paused', ...NO_RATE, rows: entry.job.rows });
    this.#remember(entry);
    return entry.job;
  }

  /** Lets a paused import go on. What to do again for one that was interrupted is told by {@link takeUp}. */
  resume(id: string): Job {
    const entry = this.#entry(id);
    entry.meter.reset();
    entry.pause.set(false);
    if (entry.job.state === 'paused') this.#change(entry, { state: 'running' });
    this.#remember(entry);
    return entry.job;
  }

  /** The request of an import that did not come to its end, to be done again; it is offered once. Refuses any other job (BAD_INPUT). */
  takeUp(id: string): ImportRequest {
    const entry = this.#entry(id);
    if (!entry.job.isResumable || entry.again === undefined)
      throw new IolausError('BAD_INPUT', { detail: 'only an import that was paused or interrupted can be resumed' });
    this.#change(entry, { isResumable: false });
    this.#remember(entry);
    return entry.again;
  }

  /** Resolves when the job has ended, with its last state. */
  async ended(id: string): Promise<Job> {
    const entry = this.#entry(id);
    await entry.ended;
    return entry.job;
  }

  /** The job now, then each time it changes (at most five times a second), until it has ended. */
  async *watch(id: string, signal?: AbortSignal): AsyncGenerator<Job> {
    const entry = this.#entry(id);
    for (let seen: Job | undefined; ;) {
      if (entry.job !== seen) yield (seen = entry.job);
      if (isOver(entry.job)) {
        if (entry.job !== seen) yield entry.job;
        return;
      }
      if (signal?.aborted) return;
      await nextChange(entry, signal);
    }
  }

  /** Stops all work, which counts as interrupted from now on; resolves when the last piece has let go. */
  async close(): Promise<void> {
    this.#closing.abort();
    for (const { controller, job } of this.#entries) if (!isOver(job)) controller.abort();
    await Promise.all(Object.values(this.#tails));
  }

  async #run(entry: Entry, work: JobWork): Promise<void> {
    const { signal } = entry.controller;
    try {
      await whilePaused({ pause: entry.pause, signal }, 'nothing');
      if (signal.aborted) throw new IolausError('CANCELLED', { done: 'nothing' });
      this.#change(entry, { state: 'running', phase: 'Starting', startedMs: this.#clock() });
      this.#remember(entry);
      const {
        report = null,
        bundle = null,
        dryRun = null,
      } = await work({
        onProgress: this.#listen(entry),
        signal,
        pause: entry.pause,
      });
      this.#change(entry, { state: 'done', phase: 'Done', endedMs: this.#clock(), ...NO_RATE, report, bundle, dryRun });
    } catch (error) {
      this.#change(entry, { endedMs: this.#clock(), ...NO_RATE, ...this.#endOf(entry, error) });
    }
    this.#remember(entry);
  }

  #listen(entry: Entry): Required<WorkOptions>['onProgress'] {
    let told = 0;
    return (progress) => {
      const now = this.#clock();
      if (progress.phase === entry.job.phase && now - told < TOLD_EVERY_MS) return;
      told = now;
      const { phase, done, total, unit } = progress;
      this.#change(entry, { phase, done, total, unit, ...entry.meter.measure(progress, now) });
    };
  }

  #endOf(entry: Entry, error: unknown): Pick<Job, 'state' | 'error' | 'isResumable'> {
    const isResumable = entry.again !== undefined;
    if (this.#closing.signal.aborted) return { state: 'interrupted', error: null, isResumable };
    const refusal =
      entry.controller.signal.aborted && !(error instanceof IolausError)
        ? new IolausError('CANCELLED', { done: entry.job.phase })
        : error;
    const isCancelled = refusal instanceof IolausError && refusal.code === 'CANCELLED';
    return { state: isCancelled ? 'cancelled' : 'failed', error: describe(refusal), isResumable };
  }

  #change(entry: Entry, part: Partial<Job>): void {
    entry.job = { ...entry.job, ...part };
    for (const notify of entry.watchers) notify();
  }

  /** A dry run changes nothing, and is not worth a line. */
  #remember({ job, again }: Entry): void {
    if (this.#file !== undefined && job.kind !== 'dry-run') appendHistory(this.#file, { job, again });
  }

  #entry(id: string): Entry {
    const entry = this.#entries.find((each) => each.job.id === id);
    if (!entry) throw new IolausError('NOT_FOUND', { what: 'job', id });
    return entry;
  }
}

function newEntry({ job, again }: JobRecord): Entry {
  return {
    job,
    again,
    controller: new AbortController(),
    pause: new Pause(),
    meter: new RateMeter(),
    watchers: new Set(),
    ended: Promise.resolve(),
  };
}

function newJob({ kind, title }: JobTitle, startedMs: number): Job {
  return {
    id: randomUUID(),
    kind,
    title,
    state: 'waiting',
    phase: 'Waiting',
    done: 0,
    total: 0,
    unit: '',
    ...NO_RATE,
    startedMs,
    endedMs: null,
    isResumable: false,
    error: null,
    report: null,
    dryRun: null,
    bundle: null,
  };
}

function nextChange(entry: Entry, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      entry.watchers.delete(done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    entry.watchers.add(done);
    signal?.addEventListener('abort', done);
  });
}

/** Code, sentence and hint of an error; what is not a refusal of ours is INTERNAL, without its text. */
export function describe(error: unknown): { code: string; sentence: string; hint: string } {
  if (error instanceof IolausError) return { code: error.code, sentence: error.message, hint: error.hint };
  return { code: 'INTERNAL', sentence: ERRORS.INTERNAL.sentence, hint: ERRORS.INTERNAL.hint };
}
