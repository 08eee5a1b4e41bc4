import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { TIERS, type Tier as TierWord, type Triage } from '@iolaus/contracts';
import { ListFilter, Upload } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { queries } from '../../api/client.js';
import { Slot } from '../../shell/slots.js';
import { useSteps } from '../../shell/steps.js';
import { useKeys } from '../../shell/use-keys.js';
import { formatCount } from '../../ui/format.js';
import { Failure, Skeleton, State } from '../../ui/states.js';
import { StatusFigures } from './StatusFigures.js';
import './triage.css';
import { filterRows, type TriageFilter } from './triage-filter.js';
import { TriageInspector } from './TriageInspector.js';
import { TriageTable } from './TriageTable.js';

const route = getRouteApi('/');

/** The queue: every network that passes, ranked, with what holds it together, and the one in hand beside it. */
export function TriageScreen() {
  const triage = useQuery(queries.networks.triage.queryOptions());
  return (
    <>
      <Slot place="crumbs">
        <span>Iolaus</span>
        <span aria-hidden="true">›</span>
        <b>Triage</b>
      </Slot>
      <Slot place="status">
        <StatusFigures />
      </Slot>
      {triage.isPending && <Skeleton rows={14} label="Reading networks" />}
      {triage.isError && <Failure error={triage.error} retry={() => void triage.refetch()} />}
      {triage.data && (triage.data.rows.length === 0 ? <NoNetworks /> : <Queue triage={triage.data} />)}
    </>
  );
}

function NoNetworks() {
  return (
    <State
      kind="empty"
      title="No networks yet"
      actions={
        <>
          <Link className="btn primary" to="/data/import">
            <Upload size={16} strokeWidth={1.5} aria-hidden="true" /> Import dumps
          </Link>
          <Link className="btn" to="/data">
            See what was imported
          </Link>
        </>
      }
    >
      Import a dump and detect networks in it, or start Iolaus on an empty home to load the demo campaigns.
    </State>
  );
}

function Queue({ triage }: { readonly triage: Triage }) {
  const filter = route.useSearch();
  const change = useTriageFilter();
  const navigate = useNavigate();
  const find = useRef<HTMLInputElement>(null);
  const rows = useMemo(() => filterRows(triage.rows, filter), [triage.rows, filter]);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === filter.at),
  );
  const current = rows[at];
  const moveTo = (index: number): void => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (row) change({ ...filter, at: row.id }, 'Moved in Triage');
  };
  const open = (): void => void (current && navigate({ to: '/n/$id', params: { id: current.id } }));
  useKeys({
    J: () => moveTo(at + 1),
    ArrowDown: () => moveTo(at + 1),
    K: () => moveTo(at - 1),
    ArrowUp: () => moveTo(at - 1),
    Enter: open,
    F: () => find.current?.focus(),
    'Shift+F': () => change({}, 'Cleared filters'),
  });
  return (
    <div className="tri">
      <section className="tri-left" aria-label="Networks">
        <header className="tri-head">
          <div>
            <h1>Triage</h1>
            <p className="t2 small">
              {formatCount(triage.passed)} networks pass q ≤ 0.01. By chance alone,{' '}
              {triage.expectedByChance < 0.1 ? 'less than 0.1' : triage.expectedByChance.toFixed(1)} would.
            </p>
          </div>
          <span className="sp" />
          <Link className="btn" to="/data/import">
            <Upload size={16} strokeWidth={1.5} aria-hidden="true" /> Import dumps
          </Link>
        </header>
        <Changes changes={triage.changes} />
        <div className="row tri-bar">
          <label className="row field-with-icon">
            <ListFilter size={14} strokeWidth={1.5} aria-hidden="true" />
            <input
              ref={find}
              className="field"
              placeholder="Name or id"
              aria-label="Filter by name or id"
              value={filter.find ?? ''}
              onChange={(event) =>
                change({ ...filter, find: event.target.value || undefined, at: undefined }, 'Filtered Triage')
              }
            />
            <kbd>F</kbd>
          </label>
          <TierChips triage={triage} filter={filter} change={change} />
          <span className="sp" />
          <span className="t3 small">
            {formatCount(rows.length)} of {formatCount(triage.rows.length)} pass the filter, ordered by risk
          </span>
        </div>
        <TriageTable
          rows={rows}
          at={at}
          hidden={triage.rows.length - rows.length}
          notShown={triage.notShown}
          onMove={moveTo}
          onClear={() => change({}, 'Cleared filters')}
        />
      </section>
      {current ? <TriageInspector row={current} onOpen={open} /> : <aside className="insp" />}
    </div>
  );
}

const CHANGES_SHOWN = 50;

/** What is new since the run before: closed at first, so that the queue stays where it is. */
function Changes({ changes }: { readonly changes: Triage['changes'] }) {
  if (changes.length === 0) return null;
  return (
    <details className="tri-changes small">
      <summary>
        {changes.length === 1 ? '1 change' : `${formatCount(changes.length)} changes`} since the run before
        {changes.some(({ event }) => event === 'regrown') && <b className="m"> · a network grew back</b>}
      </summary>
      <ul>
        {changes.slice(0, CHANGES_SHOWN).map(({ network, event, sentence }) => (
          <li key={`${network} ${event}`}>
            {event === 'gone' ? (
              sentence
            ) : (
              <Link to="/n/$id" params={{ id: network }} className="plain">
                {sentence}
              </Link>
            )}
          </li>
        ))}
        {changes.length > CHANGES_SHOWN && (
          <li className="t3">and {formatCount(changes.length - CHANGES_SHOWN)} more</li>
        )}
      </ul>
    </details>
  );
}

function TierChips({
  triage,
  filter,
  change,
}: {
  readonly triage: Triage;
  readonly filter: TriageFilter;
  readonly change: (filter: TriageFilter, name: string) => void;
}) {
  const off = filter.off ?? [];
  const toggle = (tier: TierWord): void => {
    const next = off.includes(tier) ? off.filter((each) => each !== tier) : [...off, tier];
    change(
      { ...filter, off: next.length > 0 ? next : undefined, at: undefined },
      `${off.includes(tier) ? 'Showed' : 'Hid'} tier ${tier}`,
    );
  };
  return TIERS.map((tier) => (
    <button key={tier} type="button" className="chip" aria-pressed={!off.includes(tier)} onClick={() => toggle(tier)}>
      {tier[0]!.toUpperCase() + tier.slice(1)}{' '}
      <b>{formatCount(triage.rows.filter((row) => row.tier === tier).length)}</b>
    </button>
  ));
}

/** Changes the address's filter as one named step. */
function useTriageFilter(): (filter: TriageFilter, name: string) => void {
  const navigate = useNavigate();
  const nameNext = useSteps((state) => state.nameNext);
  return (filter, name) => {
    nameNext(name);
    void navigate({ to: '/', search: filter, replace: true });
  };
}
