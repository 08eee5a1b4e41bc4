import type { Query } from '../query.js';

/** How many accounts hold any of some indicators, or are named themselves, by their network, null for those in none. Indexes indicator_key, account_id, snapshot_current; at most 10,000 rows, one a network. */
export const MATCH_TOUCHED: Query<
  { readonly keys: readonly string[]; readonly ids: readonly string[] },
  { readonly network: string | null; readonly accounts: number }
> = {
  name: 'match-touched',
  example: { keys: ['ip:192.0.2.1'], ids: ['acct_1'] },
  cypher: `
CALL () {
  UNWIND $keys AS key
  MATCH (:Indicator {key: key})<-[:SIGHTED]-(a:Account)
  RETURN a
  UNION
  UNWIND $ids AS id
  MATCH (a:Account {id: id})
  RETURN a
}
OPTIONAL MATCH (s:Snapshot {isCurrent: true})
OPTIONAL MATCH (a)-[:MEMBER_OF]->(n:Network {snapshot: s.key})
RETURN n.id AS network, count(a) AS accounts ORDER BY accounts DESC, network LIMIT 10000`,
  rowOf: (row) => ({ network: row.maybeText('network'), accounts: row.number('accounts') }),
};
