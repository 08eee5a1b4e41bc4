import { useRouter, useRouterState } from '@tanstack/react-router';
import { Bookmark, Trash2 } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState, type FormEvent } from 'react';
import { formatDay } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { Refused } from '../constraints/DraftDialog.js';
import { askableFields } from './asked-fields.js';
import { askClash, say } from './say.js';
import { WhoWhen } from './SaidBy.js';
import { Ticks } from './Ticks.js';
import { useCasebook } from './use-casebook.js';
import { openView, removeView, savingView, setViewsMenu, useViewsMenu } from './views.js';
import { withName } from './with-name.js';

/** Saved views: names for addresses, for everybody. */
export function ViewsMenu() {
  const isOpen = useViewsMenu((state) => state.isOpen);
  return (
    <Popover.Root open={isOpen} onOpenChange={setViewsMenu}>
      <Popover.Trigger className="btn ghost icon" aria-label="Saved views" title="Saved views">
        <Bookmark size={16} strokeWidth={1.5} aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="float views" align="end" sideOffset={6} aria-label="Saved views">
          <SaveView />
          <SavedViews />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function SaveView() {
  const href = useRouterState({ select: (state) => state.location.href });
  const book = useCasebook();
  const [name, setName] = useState('');
  const [asked, setAsked] = useState<readonly string[]>([]);
  const fields = askableFields(href);
  const asks = fields.map(({ id }) => id).filter((id) => asked.includes(id));
  const [error, setError] = useState<unknown>();
  const wanted = name.trim();
  const replaced = book.data?.views.find((view) => view.name === wanted);
  const save = async (): Promise<void> => {
    const saying = savingView({ name: wanted, href, asks }, replaced?.href);
    const outcome = await say(saying);
    if (outcome.kind === 'done') {
      setName('');
      setAsked([]);
    } else if (askClash(saying, outcome)) setViewsMenu(false);
    setError(outcome.kind === 'refused' ? outcome.error : undefined);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wanted !== '') withName('A saved view stays on record with who saved it.', () => void save());
  };
  return (
    <form className="views-form" onSubmit={submit}>
      <label className="small" htmlFor="view-name">
        Save this view
      </label>
      <div className="row">
        <input
          id="view-name"
          className="field sp"
          maxLength={120}
          placeholder="Its name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="btn" disabled={wanted === ''}>
          {replaced ? 'Replace' : 'Save'}
        </button>
      </div>
      {fields.length > 0 && (
        <details>
          <summary className="small t2">
            {asks.length === 0 ? 'Ask for parts of it each time' : `A query: asks for ${counted(asks.length)}`}
          </summary>
          <Ticks
            legend={<legend className="micro t3">What is ticked is asked for whenever it is opened.</legend>}
            values={fields.map(({ id, label }) => ({ value: id, word: label }))}
            ticked={asked}
            onTick={setAsked}
          />
        </details>
      )}
      {replaced && (
        <p className="micro t3">
          There is a view of this name, by <WhoWhen author={replaced.author} time={formatDay(replaced.atMs)} />. It will
          lead here instead.
        </p>
      )}
      {error != null && <Refused error={error} />}
    </form>
  );
}

const counted = (parts: number): string => (parts === 1 ? 'one part' : `${parts} parts`);

function SavedViews() {
  const router = useRouter();
  const book = useCasebook();
  if (book.isPending) return <Skeleton rows={3} label="Reading saved views" />;
  if (book.isError) return <Failure error={book.error} retry={() => void book.refetch()} />;
  const { views } = book.data;
  if (views.length === 0)
    return (
      <p className="small t3">
        None yet. A saved view is this address with a name: what is open, selected and filtered. Colleagues find it here
        and under Ctrl K.
      </p>
    );
  return (
    <ul aria-label="Views">
      {views.map((view) => (
        <li key={view.name} className="row">
          <button
            type="button"
            className="plain-button views-open"
            onClick={() => {
              setViewsMenu(false);
              openView(view, (href) => router.history.push(href));
            }}
          >
            <span className="ell m">
              <SafeText>{view.name}</SafeText>
            </span>
            <span className="micro t3 ell">
              {view.asks.length > 0 && 'Query · '}
              <WhoWhen author={view.author} time={formatDay(view.atMs)} />
            </span>
          </button>
          <button
            type="button"
            className="btn ghost icon"
            aria-label={`Remove ${visibleText(view.name)}`}
            title="Remove"
            onClick={() => removeView(view)}
          >
            <Trash2 size={14} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
