import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { AccountCounts } from '@iolaus/contracts';
import { Download, ListFilter } from 'lucide-react';
import { useRef } from 'react';
import { Slot } from '../../shell/slots.js';
import { useSteps } from '../../shell/steps.js';
import { useKeys } from '../../shell/use-keys.js';
import { formatCount } from '../../ui/format.js';
import { Failure, HiddenCount, Skeleton } from '../../ui/states.js';
import { MOST_WINDOW_ROWS } from '../../ui/WindowTable.js';
import { FacetBar } from '../facets/FacetBar.js';
import { excludersOf, type Excluder, type FacetView } from '../facets/facets.js';
import { NoRows } from '../facets/NoRows.js';
import './accounts.css';
import { accountFacets } from './account-facets.js';
import { chosenOf, queryOf, type AccountsView } from './accounts-view.js';
import { AccountsTable } from './AccountsTable.js';
import { ColumnsMenu } from './ColumnsMenu.js';
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
  const query = queryOf(view);
  const counts = useAccountCounts(query);
  useFreshAccounts();
  const change = (next: AccountsView, name: string): void => {
    nameNext(name);
    void navigate({ to: '/accounts', search: next, replace: true });
  };
  const clear = (): void => change({ sort: view.sort, up: view.up, cols: view.cols }, 'Cleared filters');
  useKeys({ F: () => find.current?.focus(), 'Shift+F': clear });
  const facets = counts.data ? accountFacets(counts.data.facets) : [];
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
          onChange={(chosen, name) => change({ ...view, ...chosen }, name)}
          isNarrowed={excluders.length > 0}
          onClear={clear}
        />
      </div>
      {counts.isPending && <Skeleton rows={18} label="Reading accounts" />}
      {counts.isError && <Failure error={counts.error} retry={() => void counts.refetch()} />}
      {counts.data?.total === 0 && (
        <NoRows
          what="account"
          excluders={excluders}
          onLift={(id) => change({ ...view, [id]: undefined }, 'Lifted a filter')}
          onClear={clear}
        />
      )}
      {counts.data && counts.data.total > 0 && (
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

function excludersIn(facets: readonly FacetView[], view: AccountsView, { without }: AccountCounts): Excluder[] {
  const found: Excluder[] = excludersOf(facets, chosenOf(view), (id) => without[id] ?? 0);
  if (view.find) found.push({ id: 'find', words: `The text “${view.find}”`, without: without['find'] ?? 0 });
  return found.sort((a, b) => b.without - a.without);
}
