import type { MatchedAccountRow } from '../graph-store.js';
import type { Query } from '../query.js';

/** Accounts of some ids, with their place in the published networks. Indexes account_id, snapshot_current; at most one row an id. */
export const MATCH_ACCOUNTS: Query<{ readonly ids: readonly string[] }, MatchedAccountRow> = {
  name: 'match-accounts',
  example: { ids: ['acct_1', 'acct_2'] },
  cypher: `
OPTIONAL MATCH (s:Snapshot {isCurrent: true})
UNWIND $ids AS id
MATCH (a:Account {id: id})
OPTIONAL MATCH (a)-[:MEMBER_OF]->(n:Network {snapshot: s.key})
RETURN a.id AS id, n.id AS network LIMIT 50000`,
  rowOf: (row) => ({ id: row.text('id'), network: row.maybeText('network') }),
};
