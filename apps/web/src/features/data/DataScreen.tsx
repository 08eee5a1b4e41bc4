import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RefreshCw, Upload } from 'lucide-react';
import type { DumpRow } from '@iolaus/contracts';
import { useState } from 'react';
import { api, queries } from '../../api/client.js';
import { Slot } from '../../shell/slots.js';
import { formatCount } from '../../ui/format.js';
import { Failure, Skeleton, State } from '../../ui/states.js';
import './data.css';
import { DumpTable } from './DumpTable.js';
import { EnrichmentPanel } from './EnrichmentPanel.js';
import { GraphPanel } from './GraphPanel.js';
import { JobsPanel } from './JobsPanel.js';
import { QuarantinePanel } from './QuarantinePanel.js';
import { RemoveDialog } from './RemoveDialog.js';
import { WatchPanel } from './WatchPanel.js';

/** What was imported, what was refused and why, and the work that runs or ran. */
export function DataScreen() {
  const dumps = useQuery(queries.dumps.list.queryOptions());
  const client = useQueryClient();
  const [dump, setDump] = useState<string>();
  const [removing, setRemoving] = useState<DumpRow>();
  const detect = useMutation({
    mutationFn: () => api.detection.run(),
    onSuccess: () => client.invalidateQueries({ queryKey: queries.jobs.key() }),
  });
  return (
    <>
      <Slot place="crumbs">
        <span>Iolaus</span>
        <span aria-hidden="true">›</span>
        <b>Data</b>
      </Slot>
      <div className="imp">
        <header className="imp-head">
          <div>
            <h1>Data</h1>
            <p className="t2 small">{dumps.data && summaryOf(dumps.data)}</p>
          </div>
          <span className="sp" />
          <button type="button" className="btn" disabled={detect.isPending} onClick={() => detect.mutate()}>
            <RefreshCw size={16} strokeWidth={1.5} aria-hidden="true" /> Detect again
          </button>
          <Link className="btn primary" to="/data/import">
            <Upload size={16} strokeWidth={1.5} aria-hidden="true" /> Import dumps
          </Link>
        </header>
        {detect.isError && <Failure error={detect.error} />}
        <div className="dat-grid">
          <section className="panel dat-dumps" aria-label="Dumps">
            <header>
              <h2>Dumps</h2>
              <span className="t3 small">choose one to see only its refused rows</span>
            </header>
            {dumps.isPending && <Skeleton rows={8} label="Reading dumps" />}
            {dumps.isError && <Failure error={dumps.error} retry={() => void dumps.refetch()} />}
            {dumps.data?.length === 0 && (
              <State
                kind="empty"
                title="No dump yet"
                actions={
                  <Link className="btn primary" to="/data/import">
                    Import dumps
                  </Link>
                }
              >
                Import log dumps, or start Iolaus on an empty home to load the demo campaigns.
              </State>
            )}
            {dumps.data && dumps.data.length > 0 && (
              <DumpTable dumps={dumps.data} selected={dump} onSelect={setDump} onRemove={setRemoving} />
            )}
          </section>
          <QuarantinePanel dump={dumps.data?.find(({ sha256 }) => sha256 === dump)} onAll={() => setDump(undefined)} />
          <div className="dat-side">
            <JobsPanel />
            <WatchPanel />
            <EnrichmentPanel />
            <GraphPanel />
          </div>
        </div>
        {removing && <RemoveDialog dump={removing} onClose={() => setRemoving(undefined)} />}
      </div>
    </>
  );
}

function summaryOf(
  dumps: readonly { readonly records: number; readonly accepted: number; readonly refused: number }[],
): string {
  const sum = (key: 'records' | 'accepted' | 'refused'): string =>
    formatCount(dumps.reduce((total, dump) => total + dump[key], 0));
  return `${formatCount(dumps.length)} ${dumps.length === 1 ? 'dump' : 'dumps'}, ${sum('records')} rows: ${sum('accepted')} accepted, ${sum('refused')} refused and kept.`;
}
