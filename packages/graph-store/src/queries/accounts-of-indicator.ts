import type { HolderRow } from '../graph-store.js';
import type { Query } from '../query.js';

/** Who holds an indicator, most used first. Index indicator_key; $limit rows after $offset, out of its reach. */
export const ACCOUNTS_OF_INDICATOR: Query<
  { readonly key: string; readonly offset: number; readonly limit: number },
  HolderRow
> = {
  name: 'accounts-of-indicator',
  example: { key: 'ip:192.0.2.1', offset: 0, limit: 100 },
  cypher: `
MATCH (i:Indicator {key: $key})<-[seen:SIGHTED]-(a:Account)
WITH seen, a ORDER BY seen.count DESC, a.id SKIP toInteger($offset) LIMIT toInteger($limit)
OPTIONAL MATCH (s:Snapshot {isCurrent: true})
OPTIONAL MATCH (a)-[:MEMBER_OF]->(n:Network {snapshot: s.key})
RETURN a.id AS account, seen.count AS count, seen.first AS first, seen.last AS last, n.id AS network, n.name AS networkName
ORDER BY count DESC, account`,
  rowOf: (row) => ({
    account: row.text('account'),
    count: row.number('count'),
    firstMs: row.maybeNumber('first'),
    lastMs: row.maybeNumber('last'),
    network: row.maybeText('network'),
    networkName: row.maybeText('networkName'),
  }),
};
