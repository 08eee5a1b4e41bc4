import { randomUUID } from 'node:crypto';
import { ERRORS, IolausError, type ImportReport, type Job, type WorkOptions } from '@iolaus/contracts';

/** What a job leaves behind. */
export interface JobOutcome {
  readonly report?: ImportReport;
  readonly bundle?: NonNullable<Job['bundle']>;
}

interface Entry {
  job: Job;
  readonly controller: AbortController;
  readonly watchers: Set<() => void>;
  readonly ended: Promise<void>;
}

const KEPT = 50;

/** Long work, one piece after the other, each with progress, cancel and an end that is remembered. */
export class Jobs {
  readonly #entries: Entry[] = [];
  #tail: Promise<void> = Promise.resolve();

  /** Queues a piece of work and answers with its job at once. */
  add(kind: Job['kind'], title: string, work: (options: Required<WorkOptions>) => Promise<JobOutcome>): Job {
    const job: Job = {
      id: randomUUID(),
      kind,
      title,
      state: 'waiting',
      phase: 'Waiting',
      done: 0,
      total: 0,
      unit: '',
      startedMs: Date.now(),
      endedMs: null,
      error: null,
      report: null,
      bundle: null,
    };
    const controller = new AbortController();
    const entry: Entry = { job, controller, watchers: new Set(), ended: this.#tail.then(() => this.#run(entry, work)) };
    this.#tail = entry.ended;
    this.#entries.unshift(entry);
    this.#entries.splice(KEPT);
    return job;
  }

  list(): Job[] {
    return this.#entries.map((entry) => entry.job);
  }

  get(id: string): Job {
    return this.#entry(id).job;
  }

  /** Asks a job to stop; one that waits stops at once, one that runs at its next safe point. */
  cancel(id: string): Job {
    const entry = this.#entry(id);
    entry.controller.abort();
    return entry.job;
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
      if (entry.job.endedMs !== null) {
        if (entry.job !== seen) yield entry.job;
        return;
      }
      if (signal?.aborted) return;
      await nextChange(entry, signal);
    }
  }

  async #run(entry: Entry, work: (options: Required<WorkOptions>) => Promise<JobOutcome>): Promise<void> {
    const change = (part: Partial<Job>): void => {
      entry.job = { ...entry.job, ...part };
      for (const notify of entry.watchers) notify();
    };
    let told = 0;
    const onProgress: Required<WorkOptions>['onProgress'] = ({ phase, done, total, unit }) => {
      if (phase === entry.job.phase && Date.now() - told < 200) return;
      told = Date.now();
      change({ phase, done, total, unit });
    };
    try {
      if (entry.controller.signal.aborted) throw new IolausError('CANCELLED', { done: 'nothing' });
      change({ state: 'running', phase: 'Starting', startedMs: Date.now() });
      const { report = null, bundle = null } = await work({ onProgress, signal: entry.controller.signal });
      change({ state: 'done', phase: 'Done', endedMs: Date.now(), report, bundle });
    } catch (error) {
      const refusal =
        entry.controller.signal.aborted && !(error instanceof IolausError)
          ? new IolausError('CANCELLED', { done: entry.job.phase })
          : error;
      change({
        state: refusal instanceof IolausError && refusal.code === 'CANCELLED' ? 'cancelled' : 'failed',
        endedMs: Date.now(),
        error: describe(refusal),
      });
    }
  }

  #entry(id: string): Entry {
    const entry = this.#entries.find((each) => each.job.id === id);
    if (!entry) throw new IolausError('NOT_FOUND', { what: 'job', id });
    return entry;
  }
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
