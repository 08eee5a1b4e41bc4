import type { MatchAccount } from '@iolaus/contracts';
import type { Query } from '../query.js';

/** Accounts that hold any of some indicators, or are named themselves, those that hold most first, with their network. Indexes indicator_key, account_id, snapshot_current; $limit rows out of the reach of all. */
export const MATCH_HOLDERS: Query<
  {
    readonly hits: readonly { readonly key: string; readonly bits: number }[];
    readonly ids: readonly string[];
    readonly limit: number;
  },
  MatchAccount
> = {
  name: 'match-holders',
  example: { hits: [{ key: 'ip:192.0.2.1', bits: 7 }], ids: ['acct_1'], limit: 100 },
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
WITH a, count(*) AS held, sum(bits) AS bits ORDER BY held DESC, bits DESC, a.id LIMIT toInteger($limit)
OPTIONAL MATCH (s:Snapshot {isCurrent: true})
OPTIONAL MATCH (a)-[:MEMBER_OF]->(n:Network {snapshot: s.key})
RETURN a.id AS account, held, bits, n.id AS network, n.name AS networkName ORDER BY held DESC, bits DESC, account`,
  rowOf: (row) => ({
    account: row.text('account'),
    held: row.number('held'),
    bits: row.number('bits'),
    network: row.maybeText('network'),
    networkName: row.maybeText('networkName'),
  }),
};
