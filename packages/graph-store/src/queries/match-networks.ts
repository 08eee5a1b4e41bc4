import type { MatchedNetworkRow } from '../graph-store.js';
import type { Query } from '../query.js';

/** The published networks whose members hold each of some indicators. Indexes indicator_key, snapshot_current; at most 200,000 rows, one an indicator and network. */
export const MATCH_NETWORKS: Query<{ readonly keys: readonly string[] }, MatchedNetworkRow> = {
  name: 'match-networks',
  example: { keys: ['ip:192.0.2.1', 'payment-method:card_1'] },
  cypher: `
MATCH (s:Snapshot {isCurrent: true})
UNWIND $keys AS key
MATCH (i:Indicator {key: key})<-[:SIGHTED]-(:Account)-[:MEMBER_OF]->(n:Network {snapshot: s.key})
RETURN i.kind AS kind, i.value AS value, n.id AS network, count(*) AS accounts LIMIT 200000`,
  rowOf: (row) => ({
    kind: row.text('kind'),
    value: row.text('value'),
    network: row.text('network'),
    accounts: row.number('accounts'),
  }),
};
