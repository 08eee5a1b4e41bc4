import type { DryRun, DumpRow } from '@iolaus/contracts';
import { Check, CircleHelp, FileCog, LoaderCircle, Minus, X } from 'lucide-react';
import { useEffect } from 'react';
import { refusalOf } from '../../api/client.js';
import { formatBytes, formatCount, formatShare } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { kindOfFile } from './format-words.js';
import { isMapping, READ_BY_ITSELF_BYTES, stateOf, type FileState, type ImportFile } from './import-files.js';
import type { ImportState } from './use-import.js';
import { usePreview } from './use-preview.js';
import { useWholeRun, type WantedRun } from './use-whole-run.js';

/** A chosen file: what it is, how far it is, and how to leave it out. It tries its mapping and reads itself whole once it is there. */
export function FileRow({
  file,
  dumps,
  isOn,
  state,
}: {
  readonly file: ImportFile;
  readonly dumps: readonly DumpRow[];
  readonly isOn: boolean;
  readonly state: ImportState;
}) {
  const { data: preview, error: previewError, isBehind } = usePreview(file);
  const run = useWholeRun(preview?.entity == null || isBehind ? undefined : wantedOf(file, preview.mapping));
  const { note } = state;
  useEffect(() => note(file.name, { preview, previewError, run }), [note, file.name, preview, previewError, run]);
  const stands = stateOf(file, { preview, previewError, run }, dumps);
  const isOut = stands.kind === 'failed' || stands.kind === 'left-out';
  return (
    <li className={isOn ? 'on' : ''}>
      <button
        type="button"
        className="plain-button imp-file"
        onClick={() => state.select(file.name)}
        aria-pressed={isOn}
      >
        <StateIcon kind={stands.kind} />
        <span className="imp-file-words">
          <span className={`m ell small ${isOut ? 't3' : ''}`}>
            <SafeText>{file.name}</SafeText>
          </span>
          <span className="micro t3">{whatItIs(file, stands, preview)}</span>
          <span className={`micro ${stands.kind === 'read' ? 't2' : 't3'}`}>{whereItStands(file, stands)}</span>
        </span>
      </button>
      <button
        type="button"
        className="btn ghost icon imp-out"
        onClick={() => state.remove(file.name)}
        aria-label={`Leave ${file.name} out`}
        title="Leave out"
      >
        <X size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </li>
  );
}

/** A large file, and one on the service's machine, is read whole when its dry run is asked for. */
function wantedOf({ name, path, bytes, mapping }: ImportFile, readBy: string | null): WantedRun | undefined {
  if (path === undefined || isMapping(name) || bytes === undefined || bytes > READ_BY_ITSELF_BYTES) return undefined;
  return { path, mapping, readBy };
}

const ICONS = {
  mapping: { Icon: FileCog, tone: 't3' },
  sending: { Icon: LoaderCircle, tone: 't3' },
  reading: { Icon: LoaderCircle, tone: 't3' },
  unread: { Icon: Check, tone: 't3' },
  failed: { Icon: X, tone: 'err' },
  'left-out': { Icon: X, tone: 't3' },
  'needs-account': { Icon: CircleHelp, tone: 'review-text' },
  known: { Icon: Minus, tone: 't3' },
  read: { Icon: Check, tone: 'ok-text' },
} as const;

function StateIcon({ kind }: { readonly kind: FileState['kind'] }) {
  const { Icon, tone } = ICONS[kind];
  return <Icon size={14} strokeWidth={1.5} className={tone} aria-hidden="true" />;
}

function whatItIs({ again }: ImportFile, state: FileState, preview: DryRun | undefined): string {
  switch (state.kind) {
    case 'mapping':
      return 'Mapping file';
    case 'sending':
      return 'Being sent';
    case 'left-out':
      return 'Not a log format';
    case 'needs-account':
      return 'Which field is the account?';
    case 'failed':
      return state.refusal?.sentence ?? refusalOf(state.error).sentence;
    case 'reading':
    case 'unread':
    case 'known':
    case 'read':
      if (again !== undefined) return 'Read again by this mapping';
      return preview ? kindOfFile(preview) : 'Log dump';
  }
}

function whereItStands({ bytes }: ImportFile, state: FileState): string {
  const size = bytes === undefined ? 'on the service’s machine' : formatBytes(bytes);
  switch (state.kind) {
    case 'sending':
      return `${formatShare(bytes ? state.sentBytes / bytes : 0)} of ${size}`;
    case 'reading':
      return state.job?.rows ? `${size}, ${formatCount(state.job.rows)} rows so far` : `${size}, being read whole`;
    case 'failed':
      return `${size}, cannot be imported so`;
    case 'left-out':
      return `${size}, will be left out`;
    case 'known':
      return `${size}, already in the lake`;
    case 'read':
      return `${size}, ${formatCount(state.dryRun.records)} rows`;
    case 'mapping':
    case 'unread':
    case 'needs-account':
      return size;
  }
}
