import type { Constraint } from '@iolaus/contracts';
import { Undo2 } from 'lucide-react';
import { Dialog } from '../../ui/Dialog.js';
import { SafeText } from '../../ui/safe-text.js';
import { Refused } from './DraftDialog.js';
import { RuleSubject } from './RuleWords.js';
import { useStart } from './use-start.js';
import { VERBS } from './verbs.js';

/** A constraint before it is undone: what it says, why it was made, and what will happen. */
export function UndoDialog({ constraint, onClose }: { readonly constraint: Constraint; readonly onClose: () => void }) {
  const start = useStart();
  return (
    <Dialog title={`Undo ${constraint.id}`} onClose={onClose}>
      <div className="con-form">
        <div className="dialog-body">
          <p className="small t3">{VERBS[constraint.rule.verb].done}</p>
          <RuleSubject rule={constraint.rule} />
          <p className="note">
            <SafeText>{constraint.reason}</SafeText>
          </p>
          <section aria-label="What will happen">
            <h3>What will happen</h3>
            <ul className="against t2">
              <li>Networks are found again without it, and are what they were before it.</li>
              <li>It stays on record as undone, with its reason.</li>
            </ul>
          </section>
          {start.isError && <Refused error={start.error} />}
        </div>
        <div className="dialog-foot">
          <button
            type="button"
            className="btn primary"
            disabled={start.isPending}
            onClick={() => start.mutate({ act: 'undone', constraint })}
          >
            <Undo2 size={14} strokeWidth={1.5} aria-hidden="true" /> Undo it
          </button>
          <button type="button" className="btn ghost" onClick={onClose}>
            Keep it
          </button>
        </div>
      </div>
    </Dialog>
  );
}
