import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Link } from '@tanstack/react-router';
import { askAhead } from './api/ahead.js';
import { frameOptions, queries } from './api/client.js';
import { readAccountsView } from './features/accounts/accounts-view.js';
import { readImportSearch } from './features/data/import-search.js';
import { readLineageView } from './features/lineage/lineage-view.js';
import { readMatchView } from './features/match/match-view.js';
import { readNetworkView } from './features/network/network-view.js';
import { TriageScreen } from './features/triage/TriageScreen.js';
import { readTriageFilter } from './features/triage/triage-filter.js';
import { Shell } from './shell/Shell.js';
import { Failure, State } from './ui/states.js';

const root = createRootRoute({
  component: Shell,
  loader: () => askAhead(queries.status.get.queryOptions()),
  errorComponent: ({ error }) => <Failure error={error} retry={() => location.reload()} />,
  notFoundComponent: () => (
    <State
      kind="note"
      title="No such page"
      actions={
        <Link className="btn" to="/">
          Triage
        </Link>
      }
    >
      The address names no screen. Search with Ctrl K, or start from Triage.
    </State>
  ),
});

const triage = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readTriageFilter,
  loader: () => askAhead(queries.networks.triage.queryOptions()),
  component: TriageScreen,
});

const network = createRoute({
  getParentRoute: () => root,
  path: '/n/$id',
  validateSearch: readNetworkView,
  loader: ({ params: { id } }) => {
    askAhead(queries.networks.get.queryOptions({ input: { id } }));
    askAhead(frameOptions(id));
  },
  component: lazyRouteComponent(() => import('./features/network/NetworkPage.js'), 'NetworkPage'),
});

const lineage = createRoute({
  getParentRoute: () => root,
  path: '/n/$id/lineage',
  validateSearch: readLineageView,
  component: lazyRouteComponent(() => import('./features/lineage/LineagePage.js'), 'LineagePage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/a/$id',
  loader: ({ params: { id } }) => askAhead(queries.accounts.get.queryOptions({ input: { id } })),
  component: lazyRouteComponent(() => import('./features/account/AccountPage.js'), 'AccountPage'),
});

const accounts = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  validateSearch: readAccountsView,
  component: lazyRouteComponent(() => import('./features/accounts/AccountsScreen.js'), 'AccountsScreen'),
});

const indicators = createRoute({
  getParentRoute: () => root,
  path: '/i',
  component: lazyRouteComponent(() => import('./features/indicator/IndicatorsScreen.js'), 'IndicatorsScreen'),
});

const indicator = createRoute({
  getParentRoute: () => root,
  path: '/i/$kind/$value',
  component: lazyRouteComponent(() => import('./features/indicator/IndicatorPage.js'), 'IndicatorPage'),
});

const match = createRoute({
  getParentRoute: () => root,
  path: '/match',
  validateSearch: readMatchView,
  component: lazyRouteComponent(() => import('./features/match/MatchScreen.js'), 'MatchScreen'),
});

const constraints = createRoute({
  getParentRoute: () => root,
  path: '/constraints',
  component: lazyRouteComponent(() => import('./features/constraints/ConstraintsScreen.js'), 'ConstraintsScreen'),
});

const dumps = createRoute({
  getParentRoute: () => root,
  path: '/data',
  component: lazyRouteComponent(() => import('./features/data/DataScreen.js'), 'DataScreen'),
});

const importing = createRoute({
  getParentRoute: () => root,
  path: '/data/import',
  validateSearch: readImportSearch,
  component: lazyRouteComponent(() => import('./features/data/ImportScreen.js'), 'ImportScreen'),
});

/** The addresses of the workbench; their search parameters are its permalinks. Loaders ask ahead and wait for nothing: screens say what is missing. */
export const router = createRouter({
  routeTree: root.addChildren([
    triage,
    network,
    lineage,
    account,
    accounts,
    indicators,
    indicator,
    match,
    constraints,
    dumps,
    importing,
  ]),
  defaultPreload: false,
  defaultStaleTime: Number.POSITIVE_INFINITY,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
