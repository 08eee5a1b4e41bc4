import { Check } from 'lucide-react';
import { refusalOf } from '../../api/client.js';
import { formatBytes, formatCount } from '../../ui/format.js';
import type { FileState } from './import-files.js';
import type { ImportState } from './use-import.js';

const STEPS = ['Files', 'Mapping', 'Dry run', 'Import'] as const;

/** What is chosen, the step that it is at, and the one button that writes. */
export function ImportHead({
  state,
  states,
  onStart,
}: {
  readonly state: ImportState;
  readonly states: readonly FileState[];
  /** Undefined while something is missing. */
  readonly onStart: (() => void) | undefined;
}) {
  const step = stepOf(state, states);
  const bytes = state.files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  const count = state.files.length;
  return (
    <header className="imp-head">
      <div>
        <h1>Import</h1>
        <p className="t2 small">
          {count > 0 && `${formatCount(count)} ${count === 1 ? 'file' : 'files'}, ${formatBytes(bytes)}. `}Nothing is
          written until the last step. The same content twice changes nothing.
        </p>
      </div>
      <span className="sp" />
      <ol className="imp-steps" aria-label="Steps">
        {STEPS.map((word, at) => (
          <li
            key={word}
            className={at < step ? 'done' : at === step ? 'on' : ''}
            aria-current={at === step ? 'step' : undefined}
          >
            <span>{at < step ? <Check size={12} strokeWidth={2} aria-label="done" /> : at + 1}</span>
            {word}
          </li>
        ))}
      </ol>
      <span className="sp" />
      {state.startError != null && <span className="err small">{refusalOf(state.startError).sentence}</span>}
      {step < 3 && (
        <button type="button" className="btn primary" disabled={!onStart || state.isStarting} onClick={onStart}>
          {wordOf(states)} <kbd>Ctrl ↵</kbd>
        </button>
      )}
    </header>
  );
}

/** The last step that is done decides: sent, mapped, read whole, begun. */
function stepOf({ jobs }: ImportState, states: readonly FileState[]): number {
  if (jobs.length > 0) return 3;
  const dumps = states.filter(({ kind }) => kind !== 'mapping' && kind !== 'left-out');
  if (dumps.length === 0 || dumps.some(({ kind }) => kind === 'sending')) return 0;
  return dumps.every(({ kind }) => kind === 'read' || kind === 'known') ? 2 : 1;
}

function wordOf(states: readonly FileState[]): string {
  const read = states.flatMap((state) => (state.kind === 'read' ? [state.dryRun.accepted] : []));
  const rows = read.reduce((sum, each) => sum + each, 0);
  const isAll = states.every(({ kind }) => kind !== 'unread' && kind !== 'reading');
  return rows > 0 && isAll ? `Import ${formatCount(rows)} rows` : 'Import';
}
