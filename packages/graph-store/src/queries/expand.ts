import type { ExpandRow } from '../graph-store.js';
import type { Query } from '../query.js';

/** Holders of an indicator outside a network, with their bits towards its core, strongest first. Indexes snapshot_current, network_key, indicator_key; $limit rows out of its reach. */
export const EXPAND: Query<
  { readonly network: string; readonly key: string; readonly all: boolean; readonly limit: number },
  ExpandRow
> = {
  name: 'expand',
  example: { network: 'N-1', key: 'ip:192.0.2.1', all: false, limit: 500 },
  cypher: `
MATCH (s:Snapshot {isCurrent: true})
MATCH (n:Network {snapshot: s.key, id: $network})
MATCH (i:Indicator {key: $key})<-[:SIGHTED]-(a:Account)
WHERE NOT EXISTS { (a)-[:MEMBER_OF]->(n) }
OPTIONAL MATCH (a)-[:SIGHTED]->(:Indicator)-[core:CORE_OF]->(n)
WITH s, n, a, sum(coalesce(core.bits, 0.0)) AS bits, count(core) AS held, count(DISTINCT core.family) AS families
WHERE $all OR (held >= 2 AND families >= 2 AND bits >= n.barBits)
WITH s, a, bits ORDER BY bits DESC, a.id LIMIT toInteger($limit)
OPTIONAL MATCH (a)-[:MEMBER_OF]->(other:Network {snapshot: s.key})
RETURN a.id AS account, bits, other.id AS network ORDER BY bits DESC, account`,
  rowOf: (row) => ({ account: row.text('account'), bits: row.number('bits'), network: row.maybeText('network') }),
};
