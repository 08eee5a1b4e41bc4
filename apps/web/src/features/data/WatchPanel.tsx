import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WatchReport, WatchView } from '@iolaus/contracts';
import { FolderOpen, X } from 'lucide-react';
import { api, queries } from '../../api/client.js';
import { formatBytes, formatCount, formatTime } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure } from '../../ui/states.js';

const LOOK_EVERY_MS = 3000;

/** Folders whose files are imported as they are completed, and what came of the last ones. */
export function WatchPanel() {
  const watches = useQuery({ ...queries.watches.list.queryOptions(), staleTime: 0, refetchInterval: LOOK_EVERY_MS });
  return (
    <section className="panel dat-watch" aria-label="Watched folders">
      <header>
        <h2>Watched folders</h2>
      </header>
      {watches.isError && <Failure error={watches.error} retry={() => void watches.refetch()} />}
      {watches.data?.length === 0 && (
        <p className="sect t3 small">
          None. <span className="mono">iolaus import --watch DIR</span> imports files of a folder as they are completed.
        </p>
      )}
      {watches.data && watches.data.length > 0 && (
        <ul className="scroll">
          {watches.data.map((watch) => (
            <Folder key={watch.id} watch={watch} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Folder({ watch }: { readonly watch: WatchView }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.watches.remove({ id: watch.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: queries.watches.key() }),
  });
  return (
    <li className="dat-job">
      <p className="row small">
        <FolderOpen size={14} strokeWidth={1.5} className="t3" aria-hidden="true" />
        <span className="mono ell sp" title={watch.folder}>
          <SafeText>{watch.folder}</SafeText>
        </span>
        <button
          type="button"
          className="btn ghost icon"
          disabled={remove.isPending}
          onClick={() => remove.mutate()}
          aria-label={`Watch ${watch.folder} no longer`}
          title="Watch it no longer"
        >
          <X size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </p>
      <p className="micro t3">
        {formatCount(watch.taken)} taken
        {watch.waiting.length > 0 &&
          `, ${formatCount(watch.waiting.length)} still being written (${formatBytes(watch.waiting.reduce((sum, { bytes }) => sum + bytes, 0))})`}
        {watch.importing !== null && ', one being imported'}
      </p>
      {watch.error !== null && <p className="micro err">{watch.error}</p>}
      <ul>
        {watch.reports.slice(0, 3).map((report) => (
          <li key={`${report.path} ${report.atMs}`} className="micro t2 dat-report">
            <SafeText>{report.name}</SafeText>{' '}
            <span className={report.state === 'refused' || report.state === 'grown' ? 'err' : 't3'}>
              {wordsOf(report)}, {formatTime(report.atMs)}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

function wordsOf({ state, accepted, refused, error }: WatchReport): string {
  switch (state) {
    case 'imported':
      return `${formatCount(accepted)} accepted, ${formatCount(refused)} refused`;
    case 'known':
      return 'already in the lake';
    case 'vanished':
      return 'gone before it was read';
    case 'cancelled':
      return 'cancelled';
    case 'refused':
    case 'grown':
      return error ?? 'refused';
  }
}
