import { LIST_LINES } from '@iolaus/contracts';
import { Save } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { formatCount, formatDay } from '../../ui/format.js';
import { askClash, say } from '../casebook/say.js';
import { WhoWhen } from '../casebook/SaidBy.js';
import { useCasebook } from '../casebook/use-casebook.js';
import { withName } from '../casebook/with-name.js';
import { Refused } from '../constraints/DraftDialog.js';
import { savingList } from './saved-lists.js';
import { useListRun } from './use-list.js';

/** Gives the text in the field a name, under which it is run again on new data. */
export function SaveList({ text, lines }: { readonly text: string; readonly lines: number }) {
  const book = useCasebook();
  const running = useListRun(({ run }) => run?.list);
  const [name, setName] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);
  const wanted = (name ?? '').trim();
  const replaced = book.data?.lists.find((list) => list.name === wanted);
  const isTooLong = lines > LIST_LINES;
  const save = async (): Promise<void> => {
    setSaving(true);
    const saying = savingList(wanted, text);
    const outcome = await say(saying);
    setSaving(false);
    if (outcome.kind === 'done') setName(undefined);
    setError(outcome.kind === 'refused' && !askClash(saying, outcome) ? outcome.error : undefined);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wanted !== '') withName('A saved list stays on record with who saved it.', () => void save());
  };
  if (name === undefined)
    return (
      <div className="mat-save">
        <button
          type="button"
          className="btn"
          disabled={lines === 0 || isTooLong}
          title={isTooLong ? `A saved list has at most ${formatCount(LIST_LINES)} lines` : undefined}
          onClick={() => setName(running ?? '')}
        >
          <Save size={14} strokeWidth={1.5} aria-hidden="true" /> Save list…
        </button>
      </div>
    );
  return (
    <form className="mat-save" onSubmit={submit}>
      <div className="row">
        <input
          className="field sp"
          aria-label="Name of the list"
          placeholder="Its name"
          maxLength={120}
          // The form opens by the button that this takes the place of.
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && setName(undefined)}
        />
        <button type="submit" className="btn" disabled={wanted === '' || isSaving}>
          {replaced ? 'Replace' : 'Save'}
        </button>
      </div>
      {replaced && (
        <p className="micro t3">
          There is a list of this name, by <WhoWhen author={replaced.author} time={formatDay(replaced.atMs)} />. What is
          new will be counted from now.
        </p>
      )}
      {error != null && <Refused error={error} />}
    </form>
  );
}
