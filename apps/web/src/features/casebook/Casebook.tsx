import { isOver, useJob } from '../../api/use-job.js';
import { Slot } from '../../shell/slots.js';
import { useSignsOfLife } from '../presence/use-presence.js';
import { AskDialog } from './AskDialog.js';
import './casebook.css';
import { ClashDialog } from './ClashDialog.js';
import { closeDialog, useDialogs } from './dialogs.js';
import { endFollowing, useFollowed } from './followed-detection.js';
import { NameDialog } from './NameDialog.js';
import { NeededDialog } from './NeededDialog.js';
import { QuietNotes } from './QuietNotes.js';
import { StepsDialog } from './StepsDialog.js';
import { useCasebook } from './use-casebook.js';
import { useFreshNames } from './use-fresh-names.js';
import { useWatch } from './use-watch.js';
import { VerdictDialog } from './VerdictDialog.js';

/** The casebook over every screen: its dialogs, what colleagues do, and a word in the status line while the service is away or networks are found again. */
export function Casebook() {
  const book = useCasebook();
  const isThere = useWatch(book.isSuccess);
  useFreshNames();
  useSignsOfLife();
  return (
    <>
      <Dialogs />
      <QuietNotes />
      <Following />
      {(!isThere || book.isError) && (
        <Slot place="status">
          <span className="review-text" role="status">
            The service does not answer: what others say does not show here. Trying again.
          </span>
        </Slot>
      )}
    </>
  );
}

function Dialogs() {
  const open = useDialogs((state) => state.open);
  switch (open.kind) {
    case 'nothing':
      return null;
    case 'verdict':
      return <VerdictDialog judgement={open.judgement} basedOn={open.basedOn} onClose={closeDialog} />;
    case 'name':
      return (
        <NameDialog
          why={open.why}
          isNeeded={open.isNeeded}
          onClose={closeDialog}
          onDone={() => {
            closeDialog();
            open.goOn();
          }}
        />
      );
    case 'clash':
      return <ClashDialog clash={open.clash} onClose={closeDialog} />;
    case 'needed':
      return <NeededDialog sentence={open.sentence} onUndo={open.undo} onClose={closeDialog} />;
    case 'ask':
      return <AskDialog key={open.query.name} query={open.query} onClose={closeDialog} />;
    case 'steps':
      return <StepsDialog onClose={closeDialog} />;
  }
}

/** Follows the detection that a step brought about; when it ends, every screen is read again. */
function Following() {
  const started = useFollowed((state) => state.job);
  const { job = started } = useJob(started?.id);
  if (!job) return null;
  return (
    <Slot place="status">
      {isOver(job) ? (
        <button type="button" className="plain-button con-status" onClick={endFollowing}>
          {job.state === 'done' ? 'The networks were found again' : 'The networks were not found again'} ×
        </button>
      ) : (
        <span className="con-status">Finding the networks again</span>
      )}
    </Slot>
  );
}
