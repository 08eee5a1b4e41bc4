import type { NeighbourRow } from '../graph-store.js';
import type { Query } from '../query.js';

/** Accounts that share an indicator of each kind with an account, and those of them in its network; indicators that more than 5,000 accounts hold are left out. Index account_id; one row a kind. */
export const NEIGHBOURS: Query<{ readonly id: string }, NeighbourRow> = {
  name: 'neighbours',
  example: { id: 'acct_1' },
  cypher: `
MATCH (a:Account {id: $id})
OPTIONAL MATCH (s:Snapshot {isCurrent: true})
OPTIONAL MATCH (a)-[:MEMBER_OF]->(n:Network {snapshot: s.key})
WITH a, head(collect(n)) AS n
MATCH (a)-[:SIGHTED]->(i:Indicator)
WHERE i.reach <= 5000
MATCH (i)<-[:SIGHTED]-(other:Account)
WHERE other <> a
WITH n, i.kind AS kind, collect(DISTINCT other) AS others
RETURN kind, size(others) AS accounts, COUNT { UNWIND others AS other MATCH (other)-[:MEMBER_OF]->(n) } AS members
ORDER BY kind LIMIT 100`,
  rowOf: (row) => ({ kind: row.text('kind'), accounts: row.number('accounts'), members: row.number('members') }),
};
