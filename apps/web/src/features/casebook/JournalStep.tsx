import { Flag } from 'lucide-react';
import { formatTime } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import type { Entry } from './journal-entries.js';
import { BranchFold } from './BranchFold.js';
import { goBackTo, redoSteps, undoSteps } from './step-acts.js';

/** One line of the steps on record: what, who, when, and what can be done with it. */
export function JournalStep({ entry, isNewest }: { readonly entry: Entry; readonly isNewest: boolean }) {
  const { name, rows, folds } = entry;
  const [{ id, verb, state, author, atMs }] = rows;
  const isUndone = state === 'undone';
  const ids = rows.map((row) => row.id);
  return (
    <li className={isNewest ? 'now' : isUndone ? 't3 redo' : ''} aria-current={isNewest ? 'step' : undefined}>
      <div className="step-body">
        <div className="row step-line">
          {verb === 'checkpoint' && <Flag size={12} strokeWidth={1.5} className="t3" aria-label="Checkpoint" />}
          <span className="ell step-name" title={visibleText(name)}>
            <SafeText>{name}</SafeText>
          </span>
          {isUndone && <span className="micro step-word">undone</span>}
          <span className="sp" />
          {verb === 'checkpoint' && !isUndone && (
            <button type="button" className="link micro step-do" onClick={() => void goBackTo(id, name)}>
              Go back<span className="visually-hidden"> to {visibleText(name)}</span>
            </button>
          )}
          <button
            type="button"
            className="link micro step-do"
            onClick={() => void (isUndone ? redoSteps(ids, name) : undoSteps(ids, name))}
          >
            {isUndone ? 'Redo' : 'Undo'}
            <span className="visually-hidden"> {visibleText(name)}</span>
          </button>
        </div>
        <div className="micro t3 ell step-who">
          {author === null ? 'no name given' : <SafeText>{author}</SafeText>}, {formatTime(atMs).slice(0, -3)}
        </div>
        {folds.map((fold) => (
          <BranchFold key={fold.branch} fold={fold} />
        ))}
      </div>
    </li>
  );
}
