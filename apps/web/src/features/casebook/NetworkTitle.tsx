import { Pencil } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { HIDDEN_CHARACTER, NAME_LETTERS } from '@iolaus/contracts';
import { Dialog } from '../../ui/Dialog.js';
import { formatTime } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { nameNetwork, unnameNetwork } from './naming.js';
import { SaidBy, WhoWhen } from './SaidBy.js';
import { useCasebook } from './use-casebook.js';

/** What a network is called, its id, and how to give it a name. A name that was given says by whom. */
export function NetworkTitle({ id, name }: { readonly id: string; readonly name: string }) {
  const [isOpen, setOpen] = useState(false);
  const given = useCasebook().data?.names.find(({ network }) => network === id);
  return (
    <>
      <h2 className="ell" title={visibleText(name)}>
        <SafeText>{name}</SafeText>
      </h2>
      <span className="mono t3 small">{id}</span>
      <button
        type="button"
        className="btn ghost icon net-name"
        aria-label={`Name ${id}`}
        title={given ? 'Change its name' : 'Give it a name'}
        onClick={() => setOpen(true)}
      >
        <Pencil size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
      {isOpen && <NameForm id={id} name={name} given={given} onClose={() => setOpen(false)} />}
    </>
  );
}

function NameForm({
  id,
  name,
  given,
  onClose,
}: {
  readonly id: string;
  readonly name: string;
  readonly given: { readonly author: string | null; readonly atMs: number } | undefined;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState(given ? name : '');
  const wanted = text.trim();
  const isHidden = HIDDEN_CHARACTER.test(wanted);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wanted === '' || isHidden) return;
    onClose();
    if (wanted !== name || !given) nameNetwork(id, wanted);
  };
  return (
    <Dialog title={`Name of ${id}`} onClose={onClose}>
      <form className="con-form" onSubmit={submit}>
        <div className="dialog-body">
          <p className="t2">
            {given ? (
              <>
                Named by <WhoWhen author={given.author} time={formatTime(given.atMs)} />.
              </>
            ) : (
              <>
                It is called <SafeText>{name}</SafeText> because nobody has named it.
              </>
            )}{' '}
            Colleagues see a name on every screen and search finds it; a bundle keeps the one that detection made up.
          </p>
          <label>
            <span className="row small">Name</span>
            <input
              className="field"
              maxLength={NAME_LETTERS}
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          {isHidden && (
            <p className="note bad" role="alert">
              A name cannot hold characters that nobody sees: {visibleText(wanted)}
            </p>
          )}
        </div>
        <div className="dialog-foot">
          <button type="submit" className="btn primary" disabled={wanted === '' || isHidden}>
            Name it <kbd>↵</kbd>
          </button>
          <SaidBy />
          {given && (
            <button
              type="button"
              className="btn ghost"
              onClick={() => {
                onClose();
                unnameNetwork(id);
              }}
            >
              Take the name back
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
