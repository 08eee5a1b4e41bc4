import type { HolderRow, Holders } from '@iolaus/contracts';
import type { Query } from '../query.js';

/** Who holds an indicator, most used first: all, members of a published network, or those in none. Indexes indicator_key, snapshot_current; $limit rows after $offset, out of its reach. */
export const ACCOUNTS_OF_INDICATOR: Query<
  { readonly key: string; readonly holders: Holders; readonly offset: number; readonly limit: number },
  HolderRow
> = {
  name: 'accounts-of-indicator',
  example: { key: 'ip:192.0.2.1', holders: 'all', offset: 0, limit: 100 },
  cypher: `
OPTIONAL MATCH (s:Snapshot {isCurrent: true})
MATCH (i:Indicator {key: $key})<-[seen:SIGHTED]-(a:Account)
WHERE $holders = 'all' OR EXISTS { (a)-[:MEMBER_OF]->(:Network {snapshot: s.key}) } = ($holders = 'members')
WITH s, seen, a ORDER BY seen.count DESC, a.id SKIP toInteger($offset) LIMIT toInteger($limit)
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
