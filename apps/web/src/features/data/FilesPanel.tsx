import type { DumpRow } from '@iolaus/contracts';
import { FileUp, Plus } from 'lucide-react';
import { useRef, useState, type DragEvent, type FormEvent } from 'react';
import { FileRow } from './FileRow.js';
import type { ImportState } from './use-import.js';

/** Files to import: chosen, dropped, or named by a path on the service's machine. */
export function FilesPanel({ state, dumps }: { readonly state: ImportState; readonly dumps: readonly DumpRow[] }) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void state.add([...event.dataTransfer.files]);
  };
  return (
    <section
      className={`panel imp-files ${isOver ? 'over' : ''}`}
      aria-label="Files"
      onDragOver={(event) => event.preventDefault()}
      onDragEnter={() => setOver(true)}
      onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
      onDrop={drop}
    >
      <header>
        <h2>Files</h2>
        <span className="sp" />
        <button type="button" className="btn ghost" onClick={() => input.current?.click()}>
          <Plus size={14} strokeWidth={1.5} aria-hidden="true" /> Add
        </button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Files to import"
          onChange={(event) => {
            void state.add([...(event.target.files ?? [])]);
            // The same file again is a choice as well.
            event.target.value = '';
          }}
        />
      </header>
      <ul className="scroll">
        {state.files.map((file) => (
          <FileRow key={file.name} file={file} dumps={dumps} isOn={file.name === state.selected?.name} state={state} />
        ))}
      </ul>
      <PathForm onPath={state.addPath} />
      <button type="button" className="imp-drop small t3" onClick={() => input.current?.click()}>
        <FileUp size={16} strokeWidth={1.5} aria-hidden="true" />
        <span>Drop logs and mapping files here</span>
      </button>
    </section>
  );
}

function PathForm({ onPath }: { readonly onPath: (path: string) => void }) {
  const [path, setPath] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (path.trim() === '') return;
    onPath(path.trim());
    setPath('');
  };
  return (
    <form className="imp-path" onSubmit={submit}>
      <label className="micro t3" htmlFor="import-path">
        Or a file on the service’s machine
      </label>
      <div className="row">
        <input
          id="import-path"
          className="field mono sp"
          value={path}
          onChange={(event) => setPath(event.target.value)}
          placeholder="/logs/exchanges.jsonl.gz"
        />
        <button type="submit" className="btn" disabled={path.trim() === ''}>
          Add
        </button>
      </div>
    </form>
  );
}
