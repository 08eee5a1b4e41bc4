import type { Job } from '@iolaus/contracts';
import { formatCount } from './format.js';

/** Where a job stands: phase, count, bar. */
export function Progress({ job }: { readonly job: Pick<Job, 'phase' | 'done' | 'total' | 'unit' | 'title'> }) {
  const share = job.total > 0 ? Math.min(1, job.done / job.total) : 0;
  return (
    <div className="progress">
      <p className="small">
        {job.phase || job.title}
        {job.total > 0 && (
          <span className="t2">
            : {formatCount(job.done)} of {formatCount(job.total)} {job.unit}
          </span>
        )}
      </p>
      <progress max={1} value={job.total > 0 ? share : undefined} aria-label={job.phase || job.title} />
    </div>
  );
}
