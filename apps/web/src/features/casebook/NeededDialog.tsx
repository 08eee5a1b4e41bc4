import { Undo2 } from 'lucide-react';
import { Dialog } from '../../ui/Dialog.js';
import { SafeText } from '../../ui/safe-text.js';

/** A step that later ones need: they are named before they go too. */
export function NeededDialog({
  sentence,
  onUndo,
  onClose,
}: {
  readonly sentence: string;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title="Later steps need it" onClose={onClose}>
      <div className="con-form">
        <div className="dialog-body">
          <p className="note warn">
            <span>
              <SafeText>{sentence}</SafeText>
            </span>
          </p>
          <p className="small t3">What is undone stays on record, and can be redone.</p>
        </div>
        <div className="dialog-foot">
          <button
            type="button"
            className="btn primary"
            onClick={() => {
              onClose();
              onUndo();
            }}
          >
            <Undo2 size={14} strokeWidth={1.5} aria-hidden="true" /> Undo these too
          </button>
          <button type="button" className="btn ghost" onClick={onClose}>
            Undo nothing
          </button>
        </div>
      </div>
    </Dialog>
  );
}
