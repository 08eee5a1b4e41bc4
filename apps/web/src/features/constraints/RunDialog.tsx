import { useMutation } from '@tanstack/react-query';
import type { Job } from '@iolaus/contracts';
import { Redo2, Undo2 } from 'lucide-react';
import { api } from '../../api/client.js';
import { isOver } from '../../api/use-job.js';
import { Dialog } from '../../ui/Dialog.js';
import { Progress } from '../../ui/Progress.js';
import { SafeText } from '../../ui/safe-text.js';
import { Refused } from './DraftDialog.js';
import { Outcome } from './Outcome.js';
import { closeDialog, endRun, showRun, type ConstrainingRun } from './use-constraining.js';
import { useStart, type Asked } from './use-start.js';
import { ruleText } from './verbs.js';

interface RunDialogProps {
  readonly run: ConstrainingRun;
  readonly job: Job;
  readonly error: unknown;
}

/** A constraint that was made or undone: the detection as it goes on, then what changed, and the way back. */
export function RunDialog({ run, job, error }: RunDialogProps) {
  const { act, constraint } = run;
  const over = isOver(job);
  return (
    <Dialog
      title={over ? `${constraint.id} ${act === 'made' ? 'holds' : 'is undone'}` : 'Finding the networks again'}
      onClose={over ? endRun : closeDialog}
    >
      <div className="con-form">
        <div className="dialog-body" aria-live="polite">
          <p>
            <b className="m">
              <SafeText>{ruleText(constraint.rule)}</SafeText>
            </b>
            <span className="t3"> · {constraint.id}</span>
          </p>
          {error != null && <Refused error={error} />}
          {!over && <Progress job={job} />}
          {!over && (
            <p className="small t3">
              You can close this and go on: the status line says when it is done, and until then you see the networks of
              before.
            </p>
          )}
          {job.state === 'done' && <Outcome run={run} />}
          {over && job.state !== 'done' && <NotFoundAgain run={run} job={job} />}
        </div>
        <Foot run={run} isDone={job.state === 'done'} isOver={over} />
      </div>
    </Dialog>
  );
}

function Foot({
  run,
  isDone,
  isOver: over,
}: {
  readonly run: ConstrainingRun;
  readonly isDone: boolean;
  readonly isOver: boolean;
}) {
  const back = useStart();
  const { act, constraint } = run;
  const asked: Asked =
    act === 'made'
      ? { act: 'undone', constraint }
      : { act: 'made', rule: constraint.rule, reason: constraint.reason, author: constraint.author ?? '' };
  const Icon = act === 'made' ? Undo2 : Redo2;
  return (
    <div className="dialog-foot">
      {/* Two buttons by their keys: a press that began on the one must not end as a click on the other. */}
      <button key={over ? 'end' : 'go-on'} type="button" className="btn primary" onClick={over ? endRun : closeDialog}>
        {isDone ? 'Done' : over ? 'Close' : 'Go on meanwhile'}
      </button>
      {over && (
        <button type="button" className="btn" disabled={back.isPending} onClick={() => back.mutate(asked)}>
          <Icon size={14} strokeWidth={1.5} aria-hidden="true" /> {act === 'made' ? 'Undo' : 'Make it again'}
        </button>
      )}
      {back.isError && <Refused error={back.error} />}
    </div>
  );
}

/** The detection did not come to its end: the constraint is on record all the same, and waits. */
function NotFoundAgain({ run, job }: { readonly run: ConstrainingRun; readonly job: Job }) {
  const again = useMutation({
    mutationFn: () => api.detection.run(),
    onSuccess: (next) => showRun({ ...run, job: next }),
  });
  return (
    <>
      <p className="note bad" role="alert">
        <span>
          <b>{job.error ? job.error.sentence : 'The detection was cancelled.'}</b> {job.error?.hint} The constraint is
          on record; the networks that you see do not honour it yet.
        </span>
      </p>
      <button type="button" className="btn" disabled={again.isPending} onClick={() => again.mutate()}>
        Find the networks again
      </button>
    </>
  );
}
