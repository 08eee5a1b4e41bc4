import { useRouter } from '@tanstack/react-router';
import { Dialog } from '../../ui/Dialog.js';
import { SafeText } from '../../ui/safe-text.js';
import { openDialog, type Clash } from './dialogs.js';

/** Somebody else's word and one's own, side by side; nothing is written over unless it is said all the same. */
export function ClashDialog({ clash, onClose }: { readonly clash: Clash; readonly onClose: () => void }) {
  const router = useRouter();
  const { sentence, mine, text, look, again } = clash;
  const lookAt = (): void => {
    onClose();
    if (look === undefined) openDialog({ kind: 'steps' });
    else router.history.push(look);
  };
  return (
    <Dialog title="Somebody else spoke of it" onClose={onClose}>
      <div className="con-form">
        <div className="dialog-body">
          <section>
            <h3>Theirs, on record</h3>
            <p className="note warn">
              <span>
                <SafeText>{sentence}</SafeText>
              </span>
            </p>
          </section>
          <section>
            <h3>Yours, not on record</h3>
            <p className="note">
              <span>
                <SafeText>{mine}</SafeText>
                {text !== undefined && text !== '' && (
                  <>
                    : “<SafeText>{text}</SafeText>”
                  </>
                )}
              </span>
            </p>
          </section>
        </div>
        <div className="dialog-foot">
          <button type="button" className="btn primary" onClick={lookAt}>
            Look
          </button>
          <button
            type="button"
            className="btn"
            onClick={() => {
              onClose();
              again();
            }}
          >
            Say it all the same
          </button>
          <button type="button" className="btn ghost" onClick={onClose}>
            Leave it
          </button>
        </div>
      </div>
    </Dialog>
  );
}
