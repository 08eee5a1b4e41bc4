import { useQuery } from '@tanstack/react-query';
import type { Job } from '@iolaus/contracts';
import { Download } from 'lucide-react';
import { queries } from '../../api/client.js';
import { isOver, useJob } from '../../api/use-job.js';
import { formatCount, formatTime } from '../../ui/format.js';
import { Progress } from '../../ui/Progress.js';
import { Failure } from '../../ui/states.js';
import { JobControls } from './JobControls.js';

const STATE_WORDS = {
  waiting: 'Waiting',
  running: 'Running',
  paused: 'Paused',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted',
} as const;

/** Imports, detections and exports, newest first, also those of earlier runs; running ones tell where they stand. */
export function JobsPanel() {
  const jobs = useQuery({ ...queries.jobs.list.queryOptions(), staleTime: 0 });
  const shown = jobs.data?.filter((job) => job.kind !== 'dry-run');
  return (
    <section className="panel dat-jobs" aria-label="Work">
      <header>
        <h2>Work</h2>
        <span className="t3 small">newest first, also of earlier runs</span>
      </header>
      {jobs.isError && <Failure error={jobs.error} />}
      {shown?.length === 0 && <p className="sect t3 small">Nothing was imported, detected or exported yet.</p>}
      <ul className="scroll">
        {shown?.map((job) => (
          <JobRow key={job.id} listed={job} />
        ))}
      </ul>
    </section>
  );
}

function JobRow({ listed }: { readonly listed: Job }) {
  const followed = useJob(isOver(listed) ? undefined : listed.id);
  const job = followed.job ?? listed;
  return (
    <li className="dat-job">
      <p className="row small">
        <span className="m ell sp">{job.title}</span>
        <span className={job.state === 'failed' ? 'err' : 't3'}>{STATE_WORDS[job.state]}</span>
      </p>
      {isOver(job) ? (
        <p className="micro t3">
          {formatTime(job.startedMs)}
          {job.endedMs !== null && `, ${Math.max(0.1, (job.endedMs - job.startedMs) / 1000).toFixed(1)} s`}
          {job.report && `, ${formatCount(job.report.accepted)} accepted, ${formatCount(job.report.refused)} refused`}
        </p>
      ) : (
        <Progress job={job} />
      )}
      <JobControls job={job} />
      {job.error && job.state === 'failed' && <p className="micro err">{`${job.error.sentence} ${job.error.hint}`}</p>}
      {job.bundle && (
        <a className="row small" href={`/api/bundles/${job.id}`} download>
          <Download size={14} strokeWidth={1.5} aria-hidden="true" /> Bundle
        </a>
      )}
    </li>
  );
}
