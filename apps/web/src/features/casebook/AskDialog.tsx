import { useRouter } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { Dialog } from '../../ui/Dialog.js';
import { visibleText } from '../../ui/safe-text.js';
import { answersIn, askableFields, withAnswers, type Answers, type AskedField } from './asked-fields.js';
import { Ticks } from './Ticks.js';
import type { SavedView } from './views.js';

/** Asks for what a saved query leaves open, and goes where it leads with that. */
export function AskDialog({ query, onClose }: { readonly query: SavedView; readonly onClose: () => void }) {
  const router = useRouter();
  const fields = askableFields(query.href).filter(({ id }) => query.asks.includes(id));
  const [answers, setAnswers] = useState<Answers>(() => answersIn(query.href, query.asks));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onClose();
    router.history.push(withAnswers(query.href, answers));
  };
  return (
    <Dialog title={visibleText(query.name)} onClose={onClose}>
      <form className="con-form" onSubmit={submit}>
        <div className="dialog-body">
          {fields.map((field) => (
            <Asked
              key={field.id}
              field={field}
              said={answers[field.id] ?? []}
              onSay={(values) => setAnswers({ ...answers, [field.id]: values })}
            />
          ))}
          {fields.length === 0 && (
            <p className="t2">What this query asked for is not there any more. It opens as it was saved.</p>
          )}
        </div>
        <div className="dialog-foot">
          <button type="submit" className="btn primary">
            Run <kbd>↵</kbd>
          </button>
          <span className="note t3 small">What is left open is not asked.</span>
        </div>
      </form>
    </Dialog>
  );
}

function Asked({
  field: { label, values },
  said,
  onSay,
}: {
  readonly field: AskedField;
  readonly said: readonly string[];
  readonly onSay: (values: readonly string[]) => void;
}) {
  if (!values)
    return (
      <label>
        <span className="row small">{label}</span>
        <input
          className="field"
          maxLength={200}
          value={said[0] ?? ''}
          onChange={({ target }) => onSay(target.value === '' ? [] : [target.value])}
        />
      </label>
    );
  return <Ticks legend={<legend className="small">{label}</legend>} values={values} ticked={said} onTick={onSay} />;
}
