import type { HoldingRow } from '../graph-store.js';
import type { Query } from '../query.js';
import { indicatorRowOf } from './indicator-row.js';

/** What several accounts hold that at least two and at most $mostReach accounts do, the rarest first. Index account_id; $limit rows. */
export const HOLDINGS_OF_ACCOUNTS: Query<
  { readonly accounts: readonly string[]; readonly mostReach: number; readonly limit: number },
  HoldingRow
> = {
  name: 'holdings-of-accounts',
  example: { accounts: ['acct_1', 'acct_2'], mostReach: 1000, limit: 1000 },
  cypher: `
UNWIND $accounts AS id
MATCH (a:Account {id: id})-[:SIGHTED]->(i:Indicator)
WHERE 2 <= i.reach <= $mostReach
WITH a, i ORDER BY i.reach, i.key, a.id LIMIT toInteger($limit)
RETURN a.id AS account, i.kind AS kind, i.value AS value, i.text AS text, i.reach AS reach, i.records AS records, i.first AS first, i.last AS last
ORDER BY reach, kind, value, account`,
  rowOf: (row) => ({ ...indicatorRowOf(row), account: row.text('account') }),
};
