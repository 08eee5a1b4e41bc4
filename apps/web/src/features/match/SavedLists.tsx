import { RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatDay } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { WhoWhen } from '../casebook/SaidBy.js';
import { useCasebook } from '../casebook/use-casebook.js';
import { lineWords } from './list-lines.js';
import { removeList, runSavedList } from './saved-lists.js';

/** Lists that were saved, by everybody: each is run again on what is known now, and says what is new since it was saved. */
export function SavedLists({
  running,
  onRun,
}: {
  readonly running: string | undefined;
  readonly onRun: (name: string) => void;
}) {
  const book = useCasebook();
  const [error, setError] = useState<unknown>();
  const run = (name: string): void => {
    setError(undefined);
    void runSavedList(name).then(() => onRun(name), setError);
  };
  return (
    <section className="panel mat-panel mat-saved" aria-labelledby="mat-saved">
      <header>
        <h2 id="mat-saved">Saved lists</h2>
      </header>
      {book.isPending && <Skeleton rows={2} label="Reading saved lists" />}
      {(error ?? book.error) != null && <Failure error={error ?? book.error} retry={() => void book.refetch()} />}
      {book.data?.lists.length === 0 && (
        <p className="mat-none small t3">None yet. A saved list is run again on new data, and says what is new.</p>
      )}
      {book.data && book.data.lists.length > 0 && (
        <ul aria-label="Saved lists">
          {book.data.lists.map(({ name, lines, author, atMs }) => (
            <li key={name} className="row">
              <button
                type="button"
                className="plain-button views-open"
                aria-current={name === running ? 'true' : undefined}
                onClick={() => run(name)}
              >
                <span className="ell m">
                  <SafeText>{name}</SafeText>
                </span>
                <span className="micro t3 ell">
                  {lineWords(lines)}, <WhoWhen author={author} time={formatDay(atMs)} />
                </span>
              </button>
              <button
                type="button"
                className="btn ghost icon"
                aria-label={`Run ${visibleText(name)} again`}
                title="Run again"
                onClick={() => run(name)}
              >
                <RotateCw size={14} strokeWidth={1.5} aria-hidden="true" />
              </button>
              <button
                type="button"
                className="btn ghost icon"
                aria-label={`Remove ${visibleText(name)}`}
                title="Remove"
                onClick={() => removeList(name)}
              >
                <Trash2 size={14} strokeWidth={1.5} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
