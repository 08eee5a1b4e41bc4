import type { Subject } from '@iolaus/contracts';
import { Trash2 } from 'lucide-react';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useKeys } from '../../shell/use-keys.js';
import { formatTime } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { Refused } from '../constraints/DraftDialog.js';
import { addNote, draftKey, isNoteBoxWanted, notesOn, removeNote, useDrafts, type Note } from './notes.js';
import { WhoWhen } from './SaidBy.js';
import { useCasebook } from './use-casebook.js';
import { withName } from './with-name.js';

/** What was noted on something, newest first, and a box for one more; N goes to it. */
export function Notes({ of, hasKey = true }: { readonly of: Subject; readonly hasKey?: boolean }) {
  const book = useCasebook();
  if (book.isPending) return <Skeleton rows={4} label="Reading notes" />;
  if (book.isError) return <Failure error={book.error} retry={() => void book.refetch()} />;
  const notes = notesOn(book.data, of);
  return (
    <div className="notes">
      <NoteBox key={draftKey(of)} of={of} hasKey={hasKey} />
      {notes.length === 0 && (
        <p className="small t3">No note yet. What you write here, colleagues read, with your name and the time.</p>
      )}
      <ul>
        {notes.map((note) => (
          <NoteLine key={note.step} note={note} />
        ))}
      </ul>
    </div>
  );
}

function NoteBox({ of, hasKey }: { readonly of: Subject; readonly hasKey: boolean }) {
  const key = draftKey(of);
  const text = useDrafts(({ texts }) => texts[key] ?? '');
  const write = useDrafts((state) => state.write);
  const [state, setState] = useState<{ readonly isSaying: boolean; readonly error?: unknown }>({ isSaying: false });
  const box = useRef<HTMLTextAreaElement>(null);
  const hint = useId();
  useKeys({ N: hasKey ? () => box.current?.focus() : undefined });
  useEffect(() => {
    if (isNoteBoxWanted()) box.current?.focus();
  }, []);
  const add = async (): Promise<void> => {
    setState({ isSaying: true });
    const outcome = await addNote(of, text);
    if (outcome.kind === 'done') write(key, '');
    setState({ isSaying: false, ...(outcome.kind === 'refused' && { error: outcome.error }) });
  };
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (text.trim() !== '' && !state.isSaying) withName('A note stays on record with who wrote it.', () => void add());
  };
  return (
    <form className="note-box" onSubmit={submit}>
      <textarea
        ref={box}
        className="field"
        rows={3}
        maxLength={4000}
        aria-label="Note"
        aria-describedby={hint}
        placeholder="What should the next one know?"
        value={text}
        onChange={(event) => write(key, event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) submit(event);
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <div className="row">
        <span className="micro t3" id={hint}>
          Kept here until it is added
        </span>
        <span className="sp" />
        <button type="submit" className="btn" disabled={text.trim() === '' || state.isSaying}>
          Add note <kbd>Ctrl ↵</kbd>
        </button>
      </div>
      {state.error != null && <Refused error={state.error} />}
    </form>
  );
}

function NoteLine({ note }: { readonly note: Note }) {
  const { text, author, atMs } = note;
  const who = author ?? 'no name given';
  return (
    <li className="note-line">
      <div className="row small">
        <span className="t3 ell sp">
          <WhoWhen author={author} time={formatTime(atMs).slice(0, -3)} />
        </span>
        <button
          type="button"
          className="btn ghost icon"
          aria-label={`Remove the note by ${visibleText(who)}`}
          title="Remove"
          onClick={() => removeNote(note)}
        >
          <Trash2 size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      <p className="note-text">
        <SafeText>{text}</SafeText>
      </p>
    </li>
  );
}
