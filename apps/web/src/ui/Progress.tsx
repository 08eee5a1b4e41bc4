import type { Job } from '@iolaus/contracts';
import { formatAmount, formatCount, formatRest } from './format.js';

/** What is drawn of a job's progress. */
export type ProgressOf = Pick<
  Job,
  'phase' | 'done' | 'total' | 'unit' | 'title' | 'state' | 'rows' | 'rowsPerSecond' | 'bytesPerSecond' | 'remainingMs'
>;

/** Where a job stands: phase, amount, rows, rate, remaining time, bar. */
export function Progress({ job }: { readonly job: ProgressOf }) {
  const share = job.total > 0 ? Math.min(1, job.done / job.total) : 0;
  return (
    <div className="progress">
      <p className="small">
        {job.phase || job.title}
        {job.total > 0 && (
          <span className="t2">
            : {formatAmount(job.done, job.unit)} of {formatAmount(job.total, job.unit)}
          </span>
        )}
        {job.total <= 0 && job.done > 0 && <span className="t2">: {formatAmount(job.done, job.unit)}</span>}
      </p>
      <progress max={1} value={job.total > 0 ? share : undefined} aria-label={job.phase || job.title} />
      <p className="micro t3 progress-facts">{factsOf(job).join(' · ')}</p>
    </div>
  );
}

/** Rows, rates and the rest, as far as they are known. */
export function factsOf({ state, rows, rowsPerSecond, bytesPerSecond, remainingMs }: ProgressOf): string[] {
  if (state === 'waiting') return ['Waits for the work before it'];
  return [
    ...(state === 'paused' ? ['Paused: it stops at its next safe point'] : []),
    ...(rows === null ? [] : [`${formatCount(rows)} rows`]),
    ...(bytesPerSecond === null ? [] : [`${formatAmount(bytesPerSecond, 'bytes')}/s`]),
    ...(rowsPerSecond === null ? [] : [`${formatCount(rowsPerSecond)} rows/s`]),
    ...(remainingMs === null || state === 'paused' ? [] : [formatRest(remainingMs)]),
  ];
}
