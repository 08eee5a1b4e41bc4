import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { AccountCounts } from '@iolaus/contracts';
import { Download, ListFilter } from 'lucide-react';
import { useRef } from 'react';
import { Slot } from '../../shell/slots.js';
import { useSteps } from '../../shell/steps.js';
import { useKeys } from '../../shell/use-keys.js';
import { formatCount } from '../../ui/format.js';
import { Failure, HiddenCount, Skeleton, State } from '../../ui/states.js';
import { MOST_WINDOW_ROWS } from '../../ui/WindowTable.js';
import { FacetBar } from '../facets/FacetBar.js';
import { excludersOf, type Excluder, type FacetView } from '../facets/facets.js';
import { NoRows } from '../facets/NoRows.js';
import './accounts.css';
import { accountFacets } from './account-facets.js';
import { changedLabel, type Against } from './against.js';
import { AgainstMenu } from './AgainstMenu.js';
import { chosenOf, queryOf, type AccountsView } from './accounts-view.js';
import { AccountsTable } from './AccountsTable.js';
import { ColumnsMenu } from './ColumnsMenu.js';
import { useAgainst } from './use-against.js';
import { useAccountCounts, useFreshAccounts } from './use-accounts.js';
import { useColumns } from './use-columns.js';

const route = getRouteApi('/accounts');

/** Every account of the home as one table: narrowed, sorted and shown as its address says. */
export function AccountsScreen() {
  const view = route.useSearch();
  const navigate = useNavigate();
  const nameNext = useSteps((state) => state.nameNext);
  const find = useRef<HTMLInputElement>(null);
  const { columns, choose } = useColumns(view.cols);
  const compared = useAgainst(view.against);
  const query = queryOf(comparedBy(view, compared?.against));
  const counts = useAccountCounts(query, { isReady: compared !== undefined && compared.against.kind !== 'gone' });
  useFreshAccounts();
  const change = (next: AccountsView, name: string): void => {
    nameNext(name);
    void navigate({ to: '/accounts', search: next, replace: true });
  };
  const clear = (): void => change({ sort: view.sort, up: view.up, cols: view.cols }, 'Cleared filters');
  useKeys({ F: () => find.current?.focus(), 'Shift+F': clear });
  const facets = counts.data ? facetsOf(counts.data, compared?.against) : [];
  const isShown = compared?.against.kind !== 'gone';
  const excluders = counts.data ? excludersIn(facets, view, counts.data) : [];
  return (
    <div className="acs">
      <Slot place="crumbs">
        <span>Iolaus</span>
        <span aria-hidden="true">›</span>
        <b>Accounts</b>
      </Slot>
      <header className="row acs-head">
        <h1>Accounts</h1>
        <span className="t2 small" role="status">
          {counts.data && `${formatCount(counts.data.total)} of ${formatCount(counts.data.all)} pass`}
        </span>
        <span className="sp" />
        <ColumnsMenu
          columns={columns}
          onChange={(next) => {
            choose(next);
            change({ ...view, cols: next }, 'Chose columns');
          }}
        />
        {counts.data && counts.data.total > 0 && (
          <a
            className="btn"
            download="accounts.csv"
            href={`/api/files/accounts.csv?query=${encodeURIComponent(JSON.stringify({ ...query, columns }))}`}
          >
            <Download size={14} strokeWidth={1.5} aria-hidden="true" /> CSV of {formatCount(counts.data.total)}
          </a>
        )}
      </header>
      <div className="row acs-bar">
        <label className="row field-with-icon">
          <ListFilter size={14} strokeWidth={1.5} aria-hidden="true" />
          <input
            ref={find}
            className="field"
            placeholder="Id begins with"
            aria-label="Accounts whose id begins with"
            value={view.find ?? ''}
            onChange={(event) => change({ ...view, find: event.target.value || undefined }, 'Filtered accounts')}
          />
          <kbd>F</kbd>
        </label>
        <FacetBar
          facets={facets}
          chosen={chosenOf(view)}
          onChange={(chosen, name) => change(againstIn({ ...view, ...chosen }, compared?.against), name)}
          isNarrowed={excluders.length > 0}
          onClear={clear}
        />
        {compared && (
          <AgainstMenu
            {...compared}
            onChange={(against) => change({ ...view, against }, 'Chose what to compare with')}
          />
        )}
      </div>
      {compared?.against.kind === 'gone' && (
        <State
          kind="no-result"
          title="What this compares with is gone"
          actions={
            <button
              type="button"
              className="btn"
              onClick={() => change({ ...view, against: undefined }, 'Compared with a kept snapshot')}
            >
              Compare with one that is kept
            </button>
          }
        >
          The address compares accounts with the snapshot {compared.against.id}. The current one and the two before it
          are kept; this one is not among them any more.
        </State>
      )}
      {isShown && counts.isPending && <Skeleton rows={18} label="Reading accounts" />}
      {counts.isError && <Failure error={counts.error} retry={() => void counts.refetch()} />}
      {isShown && counts.data?.total === 0 && (
        <NoRows
          what="account"
          excluders={excluders}
          onLift={(id) => change({ ...view, [id]: undefined }, 'Lifted a filter')}
          onClear={clear}
        />
      )}
      {isShown && counts.data && counts.data.total > 0 && (
        <AccountsTable
          key={JSON.stringify(query)}
          view={view}
          query={query}
          columns={columns}
          total={counts.data.total}
          onChange={change}
        />
      )}
      {counts.data && counts.data.total > MOST_WINDOW_ROWS && (
        <Slot place="status">
          <HiddenCount
            count={formatCount(counts.data.total - MOST_WINDOW_ROWS)}
            rule="accounts are below the end of the table: narrow it, or take the CSV, which has all"
          />
        </Slot>
      )}
    </div>
  );
}

/** A view that is narrowed by what changed says against what, so that its address shows everybody the same. */
const againstIn = (view: AccountsView, against: Against | undefined): AccountsView =>
  view.changed && view.changed.length > 0 ? comparedBy(view, against) : view;

const comparedBy = (view: AccountsView, against: Against | undefined): AccountsView =>
  against?.kind === 'kept' ? { ...view, against: against.snapshot.id } : view;

/** What changed is no facet where there is nothing to compare with; who never looked compares with the snapshot before. */
const facetsOf = ({ facets }: AccountCounts, against: Against | undefined): FacetView[] =>
  accountFacets(facets)
    .filter(({ id }) => id !== 'changed' || against?.kind !== 'none')
    .map((each) =>
      each.id === 'changed' && against?.kind === 'kept' ? { ...each, label: changedLabel(against) } : each,
    );

function excludersIn(facets: readonly FacetView[], view: AccountsView, { without }: AccountCounts): Excluder[] {
  const found: Excluder[] = excludersOf(facets, chosenOf(view), (id) => without[id] ?? 0);
  if (view.find) found.push({ id: 'find', words: `The text “${view.find}”`, without: without['find'] ?? 0 });
  return found.sort((a, b) => b.without - a.without);
}
