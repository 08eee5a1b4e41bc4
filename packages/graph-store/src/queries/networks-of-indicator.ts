import { TIERS } from '@iolaus/contracts';
import type { NetworkOfIndicatorRow } from '../graph-store.js';
import type { Query } from '../query.js';

/** The published networks whose members hold an indicator. Indexes indicator_key, snapshot_current; at most 1,000 rows out of its reach. */
export const NETWORKS_OF_INDICATOR: Query<{ readonly key: string }, NetworkOfIndicatorRow> = {
  name: 'networks-of-indicator',
  example: { key: 'ip:192.0.2.1' },
  cypher: `
MATCH (s:Snapshot {isCurrent: true})
MATCH (i:Indicator {key: $key})<-[:SIGHTED]-(:Account)-[:MEMBER_OF]->(n:Network {snapshot: s.key})
RETURN n.id AS id, n.name AS name, n.tier AS tier, count(*) AS accounts
ORDER BY accounts DESC, id LIMIT 1000`,
  rowOf: (row) => ({
    id: row.text('id'),
    name: row.text('name'),
    tier: row.word('tier', TIERS),
    accounts: row.number('accounts'),
  }),
};
