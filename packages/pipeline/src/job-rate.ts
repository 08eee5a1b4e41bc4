import type { Job, Progress } from '@iolaus/contracts';

/** What is measured of a job's progress; null is not known (yet). */
export type JobRate = Pick<Job, 'rows' | 'rowsPerSecond' | 'bytesPerSecond' | 'remainingMs'>;

interface Sample {
  readonly atMs: number;
  readonly done: number;
  readonly rows: number | undefined;
}

/** Nothing is known of a rate. */
export const NO_RATE: JobRate = { rows: null, rowsPerSecond: null, bytesPerSecond: null, remainingMs: null };

const WINDOW_MS = 10_000;
/** Two words of progress nearer than this tell no rate. */
const LEAST_MS = 500;

/** The rate of one job over its last ten seconds of work. A pause is cut out: the first word after it begins anew. */
export class RateMeter {
  #samples: Sample[] = [];
  #unit = '';
  #total = 0;

  /** Takes a word of progress, said at `atMs`, and gives the rates now. */
  measure({ done, total, unit, rows }: Progress, atMs: number): JobRate {
    const last = this.#samples.at(-1);
    if (unit !== this.#unit || total !== this.#total || (last && done < last.done)) this.#samples = [];
    this.#unit = unit;
    this.#total = total;
    this.#samples.push({ atMs, done, rows });
    // The newest sample outside the window stays: rates then always span all of it.
    while (this.#samples[1] && this.#samples[1].atMs < atMs - WINDOW_MS) this.#samples.shift();
    const first = this.#samples[0]!;
    const seconds = (atMs - first.atMs) / 1000;
    if (seconds * 1000 < LEAST_MS) return { ...NO_RATE, rows: rows ?? null };
    const perSecond = (done - first.done) / seconds;
    return {
      rows: rows ?? null,
      rowsPerSecond: rows === undefined || first.rows === undefined ? null : (rows - first.rows) / seconds,
      bytesPerSecond: unit === 'bytes' ? perSecond : null,
      remainingMs: total > 0 && perSecond > 0 ? Math.max(0, ((total - done) / perSecond) * 1000) : null,
    };
  }

  /** Forgets what was measured; called when work is held. */
  reset(): void {
    this.#samples = [];
  }
}
