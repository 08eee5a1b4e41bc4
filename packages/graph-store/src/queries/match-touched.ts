import type { TouchedRow } from '../graph-store.js';
import type { Query } from '../query.js';

/** How many accounts hold any of some indicators, or are named themselves, by their network, null for those in none; and $most of each network, those that hold most first. Indexes indicator_key, account_id, snapshot_current; at most 10,000 rows, one a network. */
export const MATCH_TOUCHED: Query<
  {
    readonly hits: readonly { readonly key: string; readonly bits: number }[];
    readonly ids: readonly string[];
    readonly most: number;
  },
  TouchedRow
> = {
  name: 'match-touched',
  example: { hits: [{ key: 'ip:192.0.2.1', bits: 7 }], ids: ['acct_1'], most: 50 },
  cypher: `
CALL () {
  UNWIND $hits AS hit
  MATCH (i:Indicator {key: hit.key})<-[:SIGHTED]-(a:Account)
  RETURN a, hit.bits AS bits
  UNION ALL
  UNWIND $ids AS id
  MATCH (a:Account {id: id})
  RETURN a, 0.0 AS bits
}
WITH a, count(*) AS held, sum(bits) AS bits
OPTIONAL MATCH (s:Snapshot {isCurrent: true})
OPTIONAL MATCH (a)-[:MEMBER_OF]->(n:Network {snapshot: s.key})
WITH a, held, bits, n ORDER BY held DESC, bits DESC, a.id
WITH n, count(a) AS accounts, collect(CASE WHEN n IS NOT NULL THEN a.id END) AS ids
RETURN n.id AS network, accounts, ids[..toInteger($most)] AS strongest ORDER BY accounts DESC, network LIMIT 10000`,
  rowOf: (row) => ({
    network: row.maybeText('network'),
    accounts: row.number('accounts'),
    strongest: row.texts('strongest'),
  }),
};
