import { Check, FileUp, LoaderCircle, Plus, X } from 'lucide-react';
import { useRef, useState, type DragEvent, type FormEvent } from 'react';
import { refusalOf } from '../../api/client.js';
import { formatBytes } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { isMapping, type ImportFile } from './import-files.js';
import type { ImportState } from './use-import.js';

/** Files to import: chosen, dropped, or named by a path on the service's machine. */
export function FilesPanel({ state }: { readonly state: ImportState }) {
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
      onDragLeave={() => setOver(false)}
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
          onChange={(event) => void state.add([...(event.target.files ?? [])])}
        />
      </header>
      <ul className="scroll">
        {state.files.map((file) => (
          <FileRow
            key={file.name}
            file={file}
            isOn={file.name === state.selected?.name}
            onSelect={() => state.select(file.name)}
            onRemove={() => state.remove(file.name)}
          />
        ))}
      </ul>
      <PathForm onPath={state.addPath} />
      <button type="button" className="imp-drop small t3" onClick={() => input.current?.click()}>
        <FileUp size={16} strokeWidth={1.5} aria-hidden="true" />
        <span>Drop logs and mapping files here: JSONL or CSV, plain or gzip</span>
      </button>
    </section>
  );
}

function FileRow({
  file,
  isOn,
  onSelect,
  onRemove,
}: {
  readonly file: ImportFile;
  readonly isOn: boolean;
  readonly onSelect: () => void;
  readonly onRemove: () => void;
}) {
  const Icon = file.error != null ? X : file.path === undefined ? LoaderCircle : Check;
  return (
    <li className={isOn ? 'on' : ''}>
      <button type="button" className="plain-button imp-file" onClick={onSelect} aria-pressed={isOn}>
        <Icon
          size={14}
          strokeWidth={1.5}
          className={file.error != null ? 'err' : file.path === undefined ? 't3' : 'ok-text'}
          aria-hidden="true"
        />
        <span className="imp-file-words">
          <span className="m ell small">
            <SafeText>{file.name}</SafeText>
          </span>
          <span className="micro t3">
            {file.error != null
              ? refusalOf(file.error).sentence
              : file.path === undefined
                ? 'Sending'
                : isMapping(file.name)
                  ? 'Mapping file'
                  : file.mapping
                    ? 'Mapped here'
                    : 'Log dump'}
          </span>
          <span className="micro t2">
            {file.bytes === undefined ? 'on the service’s machine' : formatBytes(file.bytes)}
          </span>
        </span>
      </button>
      <button
        type="button"
        className="btn ghost icon"
        onClick={onRemove}
        aria-label={`Leave ${file.name} out`}
        title="Leave out"
      >
        <X size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </li>
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
