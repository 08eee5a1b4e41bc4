import { useState, type FormEvent } from 'react';
import { Dialog } from '../../ui/Dialog.js';
import { setAuthor, useAuthor } from './author.js';

/** Asks once who says it. */
export function NameDialog({
  why,
  isNeeded,
  onDone,
  onClose,
}: {
  readonly why: string;
  readonly isNeeded: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const kept = useAuthor((state) => state.author);
  const [name, setName] = useState(kept);
  const go = (given: string): void => {
    setAuthor(given);
    onDone();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') go(name);
  };
  return (
    <Dialog title="Your name" onClose={onClose}>
      <form className="con-form" onSubmit={submit}>
        <div className="dialog-body">
          <p className="t2">{why}</p>
          <label>
            <span className="row small">
              Your name <span className="t3">as colleagues will read it</span>
            </span>
            <input
              className="field"
              maxLength={200}
              autoComplete="name"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
        </div>
        <div className="dialog-foot">
          <button type="submit" className="btn primary" disabled={name.trim() === ''}>
            Go on <kbd>↵</kbd>
          </button>
          {!isNeeded && (
            <button type="button" className="btn ghost" onClick={() => go('')}>
              Without a name
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
