import { isOver, useJob } from '../../api/use-job.js';
import { Slot } from '../../shell/slots.js';
import './constraints.css';
import { DraftDialog } from './DraftDialog.js';
import { RunDialog } from './RunDialog.js';
import { UndoDialog } from './UndoDialog.js';
import { closeDialog, openRun, useConstraining } from './use-constraining.js';

/** The dialogs about constraints, over every screen, and a word in the status line while the networks are found again behind a closed one. */
export function Constraining() {
  const { open, run } = useConstraining();
  const followed = useJob(run?.job.id);
  const job = followed.job ?? run?.job;
  return (
    <>
      {open.kind === 'draft' && <DraftDialog rule={open.rule} onClose={closeDialog} />}
      {open.kind === 'undo' && <UndoDialog constraint={open.constraint} onClose={closeDialog} />}
      {run && job && open.kind === 'run' && <RunDialog run={run} job={job} error={followed.error} />}
      {run && open.kind !== 'run' && (
        <Slot place="status">
          <button type="button" className="plain-button con-status" onClick={openRun}>
            {isOver(job)
              ? `${run.constraint.id}: see what changed`
              : `${run.constraint.id}: finding the networks again`}
          </button>
        </Slot>
      )}
    </>
  );
}
