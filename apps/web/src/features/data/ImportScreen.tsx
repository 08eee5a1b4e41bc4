import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { queries } from '../../api/client.js';
import { Slot } from '../../shell/slots.js';
import { useKeys } from '../../shell/use-keys.js';
import { Failure, State } from '../../ui/states.js';
import './data.css';
import './import.css';
import { DryRunPanel } from './DryRunPanel.js';
import { DeclaredKinds } from './DeclaredKinds.js';
import { FilesPanel } from './FilesPanel.js';
import { isMapping, mappingSentFor, READ_BY_ITSELF_BYTES, stateOf, type ImportFile } from './import-files.js';
import { ImportHead } from './ImportHead.js';
import { ImportProgress } from './ImportProgress.js';
import { ImportStatus } from './ImportStatus.js';
import { MappingPanel } from './MappingPanel.js';
import { PreviewPanel } from './PreviewPanel.js';
import { RefusedPanel } from './RefusedPanel.js';
import { useImport, type ImportState } from './use-import.js';
import { usePreview } from './use-preview.js';
import { useWholeRun } from './use-whole-run.js';

/** From files to the lake and the graph: files, mapping, dry run, import. Nothing is written before the last step. */
export function ImportScreen() {
  const state = useImport();
  const again = useAgain(state);
  const dumps = useQuery({ ...queries.dumps.list.queryOptions(), staleTime: 0 });
  const lake = dumps.data ?? [];
  const states = state.files.map((file) => stateOf(file, state.facts.get(file.name) ?? {}, lake));
  // Whoever knows the file need not wait until all of it was read.
  const isReady =
    states.some(({ kind }) => IMPORTED.has(kind)) &&
    states.every(({ kind }) => kind !== 'failed' && kind !== 'sending' && kind !== 'needs-account');
  const start = (): void =>
    state.start(state.files.filter((_, at) => IMPORTED.has(states[at]!.kind)).map(({ name }) => name));
  useKeys({ 'Ctrl+Enter': isReady && state.jobs.length === 0 && !state.isStarting ? start : undefined });
  const { selected } = state;
  return (
    <>
      <Slot place="crumbs">
        <Link to="/data">Data</Link>
        <span aria-hidden="true">›</span>
        <b>Import</b>
      </Slot>
      <Slot place="status">
        <ImportStatus states={states} dumps={lake} />
      </Slot>
      <div className="imp">
        <ImportHead state={state} states={states} onStart={isReady ? start : undefined} />
        {state.jobs.length > 0 ? (
          <ImportProgress jobs={state.jobs} onAgain={state.reset} />
        ) : (
          <div className="imp-grid">
            <FilesPanel state={state} dumps={lake} />
            {selected && !isMapping(selected.name) ? (
              <FilePanels key={selected.name} file={selected} state={state} />
            ) : (
              <section className="panel imp-nothing">
                {again.error && <Failure error={again.error} retry={() => void again.refetch()} />}
                <State kind="empty" title={selected ? 'A mapping file' : 'No file chosen yet'}>
                  {selected
                    ? 'It tells how the dumps beside it are read. Choose a dump to see its rows.'
                    : 'Drop log dumps here, or add them: exchanges, sign-ups, payments, in any common log format. Iolaus reads them as it would import them, and shows what it would refuse, before anything is written.'}
                </State>
              </section>
            )}
          </div>
        )}
      </div>
    </>
  );
}

/** Where a file stands when it goes into an import; what is no log is left out. */
const IMPORTED: ReadonlySet<string> = new Set(['unread', 'reading', 'read', 'known']);

/** A dump that the address names is read again by a corrected mapping. */
function useAgain({ addAgain }: ImportState) {
  const { again } = useSearch({ from: '/data/import' });
  const view = useQuery({
    ...queries.dumps.get.queryOptions({ input: { sha256: again ?? '' } }),
    enabled: again !== undefined,
    staleTime: 0,
  });
  const { data } = view;
  useEffect(() => {
    if (data) addAgain(data);
  }, [data, addAgain]);
  return view;
}

/** The mapping of one file, and what its rows come to by it. */
function FilePanels({ file, state }: { readonly file: ImportFile; readonly state: ImportState }) {
  const preview = usePreview(file);
  const dumps = useQuery({ ...queries.dumps.list.queryOptions(), staleTime: 0 });
  const [isAsked, setAsked] = useState(false);
  const isLarge = file.bytes === undefined || file.bytes > READ_BY_ITSELF_BYTES;
  const askedRun = useWholeRun(
    isAsked && isLarge && file.path !== undefined
      ? { path: file.path, mapping: file.mapping, readBy: preview.data?.mapping ?? null }
      : undefined,
  );
  const run = isLarge ? askedRun : state.facts.get(file.name)?.run;
  const stands = stateOf(file, { preview: preview.data, run }, dumps.data ?? []);
  const looks = useQuery({
    ...queries.dumps.detect.queryOptions({ input: { path: file.path ?? '' } }),
    enabled: file.path !== undefined,
  });
  const others = state.files.filter(({ name }) => name !== file.name && !isMapping(name));
  const isPending = (preview.isFetching && !preview.data) || file.path === undefined;
  return (
    <DeclaredKinds mapping={file.mapping ?? preview.data?.mapping ?? undefined}>
      <MappingPanel
        file={file}
        sent={mappingSentFor(file.name, state.files)}
        columns={looks.data?.columns ?? []}
        dryRun={preview.data}
        error={preview.isBehind ? undefined : preview.error}
        isPending={isPending}
        onChange={(text) => state.setMapping(file.name, text)}
        onUseForAll={others.length > 0 ? state.setMappingOfAll : undefined}
      />
      <DryRunPanel
        dryRun={preview.data}
        run={run}
        known={stands.kind === 'known' ? stands : undefined}
        onReadWhole={isLarge && !isAsked ? () => setAsked(true) : undefined}
      />
      <PreviewPanel dryRun={preview.data} />
      <RefusedPanel dryRun={preview.data} whole={run?.job?.dryRun ?? undefined} />
    </DeclaredKinds>
  );
}
