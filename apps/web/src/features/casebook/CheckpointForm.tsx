import { Flag } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Refused } from '../constraints/DraftDialog.js';
import { addCheckpoint } from './step-acts.js';

/** Names the present place in the steps, to come back to. */
export function CheckpointForm() {
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') return;
    const outcome = await addCheckpoint(name.trim());
    setError(outcome.kind === 'refused' ? outcome.error : undefined);
    if (outcome.kind === 'done') setName('');
  };
  return (
    <form className="checkpoint-form" onSubmit={(event) => void submit(event)}>
      <div className="row">
        <input
          className="field sp"
          maxLength={120}
          placeholder="Name this place, to come back to"
          aria-label="Name of a checkpoint"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="btn" disabled={name.trim() === ''}>
          <Flag size={14} strokeWidth={1.5} aria-hidden="true" /> Add checkpoint
        </button>
      </div>
      {error != null && <Refused error={error} />}
    </form>
  );
}
