import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { queries } from '../../api/client.js';
import { Slot } from '../../shell/slots.js';
import { useKeys } from '../../shell/use-keys.js';
import { formatBytes, formatCount } from '../../ui/format.js';
import { State } from '../../ui/states.js';
import './data.css';
import { DryRunPanel } from './DryRunPanel.js';
import { FilesPanel } from './FilesPanel.js';
import { isMapping } from './import-files.js';
import { ImportProgress } from './ImportProgress.js';
import { MappingPanel } from './MappingPanel.js';
import { PreviewPanel } from './PreviewPanel.js';
import { RefusedPanel } from './RefusedPanel.js';
import { useImport, type ImportState } from './use-import.js';

/** From files to the lake and the graph: files, mapping, dry run, import. Nothing is written before the last step. */
export function ImportScreen() {
  const state = useImport();
  const { selected } = state;
  const dryRun = useQuery({
    ...queries.dumps.dryRun.queryOptions({
      input: { path: selected?.path ?? '', ...(selected?.mapping !== undefined && { mapping: selected.mapping }) },
    }),
    enabled: selected?.path !== undefined && !isMapping(selected.name),
    staleTime: 0,
  });
  const isReady =
    state.files.length > 0 &&
    state.files.every((file) => file.path !== undefined) &&
    dryRun.isSuccess &&
    dryRun.data.entity !== null;
  useKeys({ 'Ctrl+Enter': isReady ? state.start : undefined });
  return (
    <>
      <Slot place="crumbs">
        <Link to="/data">Data</Link>
        <span aria-hidden="true">›</span>
        <b>Import</b>
      </Slot>
      <Slot place="status">
        <span>
          {dryRun.data
            ? `Dry run: ${formatCount(dryRun.data.accepted)} of the first ${formatCount(dryRun.data.read)} rows would be accepted`
            : 'Nothing is written before Import'}
        </span>
      </Slot>
      <div className="imp">
        <Head state={state} step={stepOf(state, dryRun.isSuccess)} isReady={isReady} />
        {state.jobs.length > 0 ? (
          <ImportProgress jobs={state.jobs} onAgain={state.reset} />
        ) : (
          <div className="imp-grid">
            <FilesPanel state={state} />
            {selected && !isMapping(selected.name) ? (
              <>
                <MappingPanel
                  key={selected.name}
                  file={selected}
                  dryRun={dryRun.data}
                  error={dryRun.error}
                  isPending={dryRun.isFetching && !dryRun.data}
                  onSave={(text) => state.saveMapping(selected.name, text)}
                />
                <DryRunPanel dryRun={dryRun.data} />
                <PreviewPanel dryRun={dryRun.data} />
                <RefusedPanel dryRun={dryRun.data} />
              </>
            ) : (
              <section className="panel imp-nothing">
                <State kind="empty" title="No file chosen yet">
                  Add log dumps with their mapping files. Iolaus reads the first rows as it would import them, and shows
                  what it would refuse, before anything is written.
                </State>
              </section>
            )}
          </div>
        )}
      </div>
    </>
  );
}

const STEPS = ['Files', 'Mapping', 'Dry run', 'Import'] as const;

function stepOf({ files, jobs }: ImportState, isRead: boolean): number {
  if (jobs.length > 0) return 3;
  if (isRead) return 2;
  return files.length > 0 ? 1 : 0;
}

function Head({
  state,
  step,
  isReady,
}: {
  readonly state: ImportState;
  readonly step: number;
  readonly isReady: boolean;
}) {
  const bytes = state.files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  return (
    <header className="imp-head">
      <div>
        <h1>Import</h1>
        <p className="t2 small">
          {state.files.length > 0 && `${formatCount(state.files.length)} files, ${formatBytes(bytes)}. `}Nothing is
          written until the last step. The same content twice changes nothing.
        </p>
      </div>
      <span className="sp" />
      <ol className="imp-steps">
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
      {state.startError != null && <span className="err small">The import could not begin.</span>}
      {step < 3 && (
        <button type="button" className="btn primary" disabled={!isReady || state.isStarting} onClick={state.start}>
          Import <kbd>Ctrl ↵</kbd>
        </button>
      )}
    </header>
  );
}
