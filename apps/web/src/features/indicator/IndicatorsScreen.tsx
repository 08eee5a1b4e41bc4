import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ClipboardList, ListFilter } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { queries } from '../../api/client.js';
import { Slot } from '../../shell/slots.js';
import { useKeys } from '../../shell/use-keys.js';
import { formatCount } from '../../ui/format.js';
import { HiddenCount, Failure, Skeleton, State } from '../../ui/states.js';
import './indicator.css';
import './indicators.css';
import { findIndicators, type IndicatorFilter } from './indicator-filter.js';
import { IndicatorsTable } from './IndicatorsTable.js';
import { KindChips } from './KindChips.js';
import { useIndicatorFilter } from './use-indicator-filter.js';

const MOST = 500;

/** The indicators that tell most in the networks, of one kind or of all. */
export function IndicatorsScreen() {
  const { filter, change } = useIndicatorFilter();
  const { kind, find = '' } = filter;
  const top = useQuery(
    queries.indicators.top.queryOptions({ input: { ...(kind !== undefined && { kind }), limit: MOST } }),
  );
  const rows = useMemo(() => findIndicators(top.data ?? [], find), [top.data, find]);
  return (
    <div className="ind">
      <Slot place="crumbs">
        <span>Iolaus</span>
        <span aria-hidden="true">›</span>
        <b>Indicators</b>
      </Slot>
      <header className="ind-head row">
        <div>
          <h1>Indicators</h1>
          <p className="t2 small">
            What holds the networks together: the traces that their members share, those that tell most first.
          </p>
        </div>
        <span className="sp" />
        <Link className="btn" to="/match">
          <ClipboardList size={14} strokeWidth={1.5} aria-hidden="true" /> Match a list <kbd>G M</kbd>
        </Link>
      </header>
      <div className="row ind-bar">
        <FindField filter={filter} change={change} />
        <KindChips kind={kind} onChange={(next, word) => change({ ...filter, kind: next }, `Listed ${word}`)} />
        <span className="sp" />
        <span className="t3 small" role="status">
          {rows.length > 0 && `${formatCount(rows.length)} listed, by bits and members`}
        </span>
      </div>
      <div className="ind-list-body">
        {top.isPending && <Skeleton rows={14} label="Reading indicators" />}
        {top.isError && <Failure error={top.error} retry={() => void top.refetch()} />}
        {top.data && rows.length > 0 && <IndicatorsTable key={`${kind} ${find}`} rows={rows} />}
        {top.data && rows.length === 0 && (
          <Nothing filter={filter} hidden={top.data.length} onClear={() => change({}, 'Cleared filters')} />
        )}
      </div>
      <Slot place="status">
        {top.data?.length === MOST && (
          <HiddenCount
            count={formatCount(MOST)}
            rule="shown at most, those that tell least are left out. Choose a kind for more of it."
          />
        )}
      </Slot>
    </div>
  );
}

interface FindFieldProps {
  readonly filter: IndicatorFilter;
  readonly change: (filter: IndicatorFilter, name: string) => void;
}

function FindField({ filter, change }: FindFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useKeys({ F: () => field.current?.focus(), 'Shift+F': () => change({}, 'Cleared filters') });
  return (
    <label className="row ind-find">
      <ListFilter size={14} strokeWidth={1.5} aria-hidden="true" />
      <input
        ref={field}
        className="field"
        placeholder="Value or words"
        aria-label="Filter by value or words of a template"
        value={filter.find ?? ''}
        onChange={(event) => change({ ...filter, find: event.target.value }, 'Filtered indicators')}
      />
      <kbd>F</kbd>
    </label>
  );
}

function Nothing({
  filter,
  hidden,
  onClear,
}: {
  readonly filter: IndicatorFilter;
  readonly hidden: number;
  readonly onClear: () => void;
}) {
  const isFiltered = filter.find !== undefined || filter.kind !== undefined;
  if (!isFiltered) {
    return (
      <State
        kind="empty"
        title="No indicators yet"
        actions={
          <Link className="btn primary" to="/data/import">
            Import dumps
          </Link>
        }
      >
        Indicators stand here once a detection found networks that share them.
      </State>
    );
  }
  return (
    <State
      kind="no-result"
      title="No indicator passes"
      actions={
        <button type="button" className="btn" onClick={onClear}>
          Clear <kbd>⇧F</kbd>
        </button>
      }
    >
      {filter.find === undefined
        ? 'No network is held by one of this kind.'
        : `The words remove all ${formatCount(hidden)}.`}
    </State>
  );
}
