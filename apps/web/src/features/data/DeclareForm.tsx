import { FAMILIES } from '@iolaus/contracts';
import { Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { MappingChange } from './mapping-document.js';
import { PathBox, type FileColumn } from './PathBox.js';

const KIND = /^[a-z][a-z0-9-]{0,30}$/;

/** Declares an indicator kind of its own: name, where it stands, which family of evidence. */
export function DeclareForm({
  columns,
  onChange,
}: {
  readonly columns: readonly FileColumn[];
  readonly onChange: (change: MappingChange) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [path, setPath] = useState('');
  const [family, setFamily] = useState<string>('identity');
  if (!isOpen)
    return (
      <button type="button" className="btn ghost imp-declare-open" onClick={() => setOpen(true)}>
        <Plus size={14} strokeWidth={1.5} aria-hidden="true" /> Declare a kind
      </button>
    );
  const isFit = KIND.test(name) && path !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isFit) return;
    onChange({ kind: 'declare', name, path, family });
    setName('');
    setPath('');
    setOpen(false);
  };
  return (
    <form className="row imp-declare" onSubmit={submit}>
      <input
        className="field"
        aria-label="Name of the kind"
        placeholder="wallet"
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
        aria-invalid={name !== '' && !KIND.test(name)}
        title="Lower case letters, digits and dashes"
      />
      <PathBox label="the new kind" path={path} columns={columns} onChoose={setPath} onLeaveOut={undefined} />
      <select
        className="field"
        aria-label="Family of evidence"
        value={family}
        onChange={(event) => setFamily(event.target.value)}
      >
        {FAMILIES.filter((each) => each !== 'timing').map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
      <button type="submit" className="btn" disabled={!isFit}>
        Declare
      </button>
      <button type="button" className="btn ghost" onClick={() => setOpen(false)}>
        Cancel
      </button>
    </form>
  );
}
