import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Job } from '@iolaus/contracts';
import { Pause, Play, X } from 'lucide-react';
import { api, queries, refusalOf } from '../../api/client.js';
import { isOver } from '../../api/use-job.js';

/** Pause, resume, cancel: what can be done with a job where it stands. An import that did not come to its end can be taken up again. */
export function JobControls({ job, onTakenUp }: { readonly job: Job; readonly onTakenUp?: (job: Job) => void }) {
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (what: 'pause' | 'resume' | 'cancel') => api.jobs[what]({ id: job.id }),
    onSuccess: (answer) => {
      if (answer.id !== job.id) onTakenUp?.(answer);
      return client.invalidateQueries({ queryKey: queries.jobs.key() });
    },
  });
  return (
    <span className="row imp-controls">
      {act.isError && <span className="micro err">{refusalOf(act.error).sentence}</span>}
      {(job.kind === 'import' || job.kind === 'reimport') && job.state === 'running' && (
        <button type="button" className="btn" disabled={act.isPending} onClick={() => act.mutate('pause')}>
          <Pause size={14} strokeWidth={1.5} aria-hidden="true" /> Pause
        </button>
      )}
      {(job.state === 'paused' || job.isResumable) && (
        <button type="button" className="btn" disabled={act.isPending} onClick={() => act.mutate('resume')}>
          <Play size={14} strokeWidth={1.5} aria-hidden="true" /> Resume
        </button>
      )}
      {!isOver(job) && (
        <button type="button" className="btn ghost" disabled={act.isPending} onClick={() => act.mutate('cancel')}>
          <X size={14} strokeWidth={1.5} aria-hidden="true" /> Cancel
        </button>
      )}
    </span>
  );
}
