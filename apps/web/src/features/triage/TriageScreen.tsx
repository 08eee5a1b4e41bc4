import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Triage } from '@iolaus/contracts';
import { ListFilter, Upload } from 'lucide-react';
import { useContext, useMemo, useRef } from 'react';
import { queries } from '../../api/client.js';
import { Slot } from '../../shell/slots.js';
import { formatCount } from '../../ui/format.js';
import { Kinds } from '../../ui/kinds.js';
import { Failure, Skeleton, State } from '../../ui/states.js';
import { useAuthor } from '../casebook/author.js';
import { useCasebook } from '../casebook/use-casebook.js';
import { useLastVisit } from '../casebook/use-visit.js';
import { FacetBar } from '../facets/FacetBar.js';
import { NoRows } from '../facets/NoRows.js';
import { StatusFigures } from './StatusFigures.js';
import './triage.css';
import { queueOf } from './queue.js';
import { HowSure } from './HowSure.js';
import { QueueHead } from './QueueHead.js';
import { chosenOf } from './triage-filter.js';
import { TriageInspector } from './TriageInspector.js';
import { triageRows } from './triage-rows.js';
import { TriageTable } from './TriageTable.js';
import { useQueueKeys } from './use-queue-keys.js';
import { useTriageFilter } from './use-triage-filter.js';

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
  const find = useRef<HTMLInputElement>(null);
  const book = useCasebook();
  const author = useAuthor((state) => state.author);
  const seen = useLastVisit(triage.rows);
  const queue = useMemo(
    () => queueOf(triage.rows, { book: book.data, author, seen }),
    [triage.rows, book.data, author, seen],
  );
  const kinds = useContext(Kinds);
  const { rows, facets, excluders } = useMemo(() => triageRows(queue, filter, kinds), [queue, filter, kinds]);
  const clear = (): void => change({}, 'Cleared filters');
  const { at, current, moveTo, open, mark, takeOne } = useQueueKeys({ rows, queue, filter, change, find });
  return (
    <div className="tri">
      <section className="tri-left" aria-label="Networks">
        <QueueHead triage={triage} queue={queue} seen={seen} filter={filter} change={change} onTake={takeOne} />
        <Changes changes={triage.changes} />
        <HowSure />
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
          <FacetBar
            facets={facets}
            chosen={chosenOf(filter)}
            onChange={(chosen, name) => change({ ...filter, ...chosen, at: undefined }, name)}
            isNarrowed={excluders.length > 0}
            onClear={clear}
          />
          <span className="sp" />
          <span className="t3 small">
            {formatCount(rows.length)} of {formatCount(triage.rows.length)} pass, by risk
          </span>
        </div>
        {rows.length === 0 && excluders.length > 0 ? (
          <NoRows
            what="network"
            excluders={excluders}
            onLift={(id) => change({ ...filter, [id]: undefined }, 'Lifted a filter')}
            onClear={clear}
          />
        ) : (
          <TriageTable
            rows={rows}
            at={at}
            marks={filter.marks ?? []}
            seen={seen}
            hidden={triage.rows.length - rows.length}
            notShown={triage.notShown}
            onMove={moveTo}
            onMark={mark}
            onClear={clear}
          />
        )}
      </section>
      {current ? <TriageInspector row={current.row} onOpen={open} /> : <aside className="insp" />}
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
              <Link to={event === 'regrown' ? '/n/$id/lineage' : '/n/$id'} params={{ id: network }} className="plain">
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
