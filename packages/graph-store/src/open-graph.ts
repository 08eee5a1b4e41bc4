import { indicatorKey } from '@iolaus/contracts';
import type { Driver } from 'neo4j-driver';
import { connect, type Credentials, refusalOf } from './connect.js';
import { digestGraph } from './graph-digest.js';
import type { GraphStatus, GraphStore, MembersQuery } from './graph-store.js';
import { loadFeed } from './load/load-feed.js';
import { matchAccounts, matchHolders, matchNetworks, matchPrefixes, matchTouched, matchValues } from './match.js';
import { migrate } from './migrations.js';
import { publishNetworks } from './publish.js';
import { rehearseDelta } from './publish-delta.js';
import { ACCOUNT } from './queries/account.js';
import { ACCOUNTS_OF_INDICATOR } from './queries/accounts-of-indicator.js';
import { ACCOUNTS_OF_INDICATOR_TOTAL } from './queries/accounts-of-indicator-total.js';
import { CURRENT_SNAPSHOT } from './queries/current-snapshot.js';
import { EXPAND } from './queries/expand.js';
import { EXPAND_ACCOUNTS } from './queries/expand-accounts.js';
import { EXPAND_KINDS } from './queries/expand-kinds.js';
import { HOLDERS_OF_INDICATORS } from './queries/holders-of-indicators.js';
import { HOLDINGS_OF_ACCOUNTS } from './queries/holdings-of-accounts.js';
import { INDICATOR } from './queries/indicator.js';
import { INDICATORS_OF_ACCOUNT } from './queries/indicators-of-account.js';
import { INDICATORS_OF_ACCOUNT_TOTAL } from './queries/indicators-of-account-total.js';
import { INDICATORS_TOGETHER } from './queries/indicators-together.js';
import { MEMBERS } from './queries/members.js';
import { MEMBERS_TOTAL } from './queries/members-total.js';
import { NEIGHBOURS } from './queries/neighbours.js';
import { NETWORK_RECORDS } from './queries/network-records.js';
import { NETWORKS_OF_INDICATOR } from './queries/networks-of-indicator.js';
import { RADIUS_OF_INDICATOR } from './queries/radius-of-indicator.js';
import { SHARED_INDICATORS } from './queries/shared-indicators.js';
import { STATUS_ACCOUNTS } from './queries/status-accounts.js';
import { STATUS_COUNTS } from './queries/status-counts.js';
import { ask, type Query } from './query.js';
import { askReadOnly } from './read-only/ask-read-only.js';
import { searchGraph } from './search.js';

const BULK_RETRY_MS = 120_000;

/** Opens a Neo4j: proves that it answers and that the password is right, brings its schema to date, and answers questions. */
export async function openGraph(credentials: Credentials): Promise<GraphStore> {
  const { uri } = credentials;
  const interactive = await connect(credentials);
  const version = (await interactive.getServerInfo()).agent?.replace('Neo4j/', '') ?? 'unknown';
  const bulk = await connect(credentials, BULK_RETRY_MS);
  await migrate(bulk);
  return graphStore({ interactive, bulk, uri, version });
}

function graphStore(opened: { interactive: Driver; bulk: Driver; uri: string; version: string }): GraphStore {
  const { interactive, bulk, uri, version } = opened;
  const coded = async <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw refusalOf(error, uri);
    });
  const rows = <P extends object, R>(query: Query<P, R>, parameters: P): Promise<R[]> =>
    coded(ask(interactive, query, parameters));
  const first = async <P extends object, R>(query: Query<P, R>, parameters: P): Promise<R | undefined> =>
    (await rows(query, parameters))[0];
  return {
    uri,
    version,
    load: (feed, work) => coded(loadFeed(bulk, feed, work)),
    publish: (publication, options) => coded(publishNetworks(bulk, publication, options)),
    rehearse: (publication) => coded(rehearseDelta(bulk, publication)),
    status: () => coded(statusOf(interactive, version)),
    account: (id) => first(ACCOUNT, { id }),
    networkOf: async (id) => (await first(ACCOUNT, { id }))?.membership ?? undefined,
    indicatorsOfAccount: async (id, limit = 1000) => {
      const [page, total] = await Promise.all([
        rows(INDICATORS_OF_ACCOUNT, { id, limit }),
        first(INDICATORS_OF_ACCOUNT_TOTAL, { id }),
      ]);
      return { rows: page, total: total ?? 0 };
    },
    neighbours: (id) => rows(NEIGHBOURS, { id }),
    sharedIndicators: (a, b) => rows(SHARED_INDICATORS, { a, b }),
    holdingsOf: (accounts, most) => rows(HOLDINGS_OF_ACCOUNTS, { accounts, ...most }),
    holdersOf: async (indicators, limit) => {
      const byKey = new Map(indicators.map(({ kind, value }) => [indicatorKey(kind, value), { kind, value }]));
      const pairs = await rows(HOLDERS_OF_INDICATORS, { keys: [...byKey.keys()], limit });
      return pairs.map(({ key, account }) => ({ ...byKey.get(key)!, account }));
    },
    indicator: (kind, value) => first(INDICATOR, { key: indicatorKey(kind, value) }),
    accountsOfIndicator: async ({ kind, value, holders = 'all', offset = 0, limit = 100 }) => {
      const filter = { key: indicatorKey(kind, value), holders };
      const [page, total] = await Promise.all([
        rows(ACCOUNTS_OF_INDICATOR, { ...filter, offset, limit }),
        first(ACCOUNTS_OF_INDICATOR_TOTAL, filter),
      ]);
      return { rows: page, total: total ?? 0 };
    },
    networksOfIndicator: (kind, value) => rows(NETWORKS_OF_INDICATOR, { key: indicatorKey(kind, value) }),
    radiusOfIndicator: (kind, value) => rows(RADIUS_OF_INDICATOR, { key: indicatorKey(kind, value) }),
    indicatorsTogether: ({ kind, value, among, limit }) =>
      rows(INDICATORS_TOGETHER, { key: indicatorKey(kind, value), among, limit }),
    search: (text, limit = 12) => coded(searchGraph(interactive, text, limit)),
    matchValues: (values) => coded(matchValues(interactive, values)),
    matchPrefixes: (query) => coded(matchPrefixes(interactive, query)),
    matchAccounts: (ids) => coded(matchAccounts(interactive, ids)),
    matchNetworks: (indicators) => coded(matchNetworks(interactive, indicators)),
    matchHolders: (query) => coded(matchHolders(interactive, query)),
    matchTouched: (query) => coded(matchTouched(interactive, query)),
    networkRecords: () => rows(NETWORK_RECORDS, {}),
    members: async (query) => {
      const filter = memberFilter(query);
      const [page, total] = await Promise.all([rows(MEMBERS, filter), first(MEMBERS_TOTAL, filter)]);
      return { rows: page, total: total ?? 0 };
    },
    expandPreview: async (network, kind, value) => {
      const question = { network, key: indicatorKey(kind, value) };
      const [accounts, kinds] = await Promise.all([rows(EXPAND_ACCOUNTS, question), rows(EXPAND_KINDS, question)]);
      return [...accounts, ...kinds];
    },
    expand: async ({ network, kind, value, only, limit = 500 }) => {
      const question = { network, key: indicatorKey(kind, value) };
      const [page, counts] = await Promise.all([
        rows(EXPAND, { ...question, all: only === 'all', limit }),
        first(EXPAND_ACCOUNTS, question),
      ]);
      return { rows: page, total: (only === 'all' ? counts?.others : counts?.moreThanChance) ?? 0 };
    },
    askReadOnly: (question) => coded(askReadOnly(interactive, question)),
    digest: () => coded(digestGraph(interactive)),
    close: async () => {
      await interactive.close();
      await bulk.close();
    },
  };
}

async function statusOf(driver: Driver, version: string): Promise<GraphStatus> {
  const [kinds, [accounts = 0], [snapshot]] = await Promise.all([
    ask(driver, STATUS_COUNTS, {}),
    ask(driver, STATUS_ACCOUNTS, {}),
    ask(driver, CURRENT_SNAPSHOT, {}),
  ]);
  const sum = (column: 'indicators' | 'sightings' | 'pairs'): number =>
    kinds.reduce((total, kind) => total + kind[column], 0);
  return {
    accounts,
    indicators: sum('indicators'),
    sightings: sum('sightings'),
    pairs: sum('pairs'),
    kinds,
    snapshot,
    version,
  };
}

function memberFilter(query: MembersQuery): (typeof MEMBERS)['example'] {
  const { network, community, minBits = 0, sort = 'bits', direction = 'desc', offset = 0, limit = 100 } = query;
  return { network, community: community ?? null, minBits, sort, ascending: direction === 'asc', offset, limit };
}
