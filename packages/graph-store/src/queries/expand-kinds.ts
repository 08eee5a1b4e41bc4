import type { ExpandCount } from '../graph-store.js';
import type { Query } from '../query.js';
import { expandCountOf } from './expand-count.js';

/** Indicators of each kind that the holders of an indicator bring along: all, those already in the core, the others, and of those the ones that an account linked by more than chance brings. Over at most 2,000 holders. Indexes snapshot_current, network_key, indicator_key; one row a kind. */
export const EXPAND_KINDS: Query<{ readonly network: string; readonly key: string }, ExpandCount> = {
  name: 'expand-kinds',
  example: { network: 'N-1', key: 'ip:192.0.2.1' },
  cypher: `
MATCH (s:Snapshot {isCurrent: true})
MATCH (n:Network {snapshot: s.key, id: $network})
MATCH (i:Indicator {key: $key})<-[:SIGHTED]-(a:Account)
WITH n, i, a ORDER BY a.id LIMIT 2000
OPTIONAL MATCH (a)-[:SIGHTED]->(:Indicator)-[core:CORE_OF]->(n)
WITH n, i, a, sum(coalesce(core.bits, 0.0)) AS bits, count(core) AS held, count(DISTINCT core.family) AS families
WITH n, i, a, held >= 2 AND families >= 2 AND bits >= n.barBits AND NOT EXISTS { (a)-[:MEMBER_OF]->(n) } AS isMore
MATCH (a)-[:SIGHTED]->(other:Indicator)
WHERE other <> i
WITH n, other, max(CASE WHEN isMore THEN 1 ELSE 0 END) AS more
WITH other.kind AS kind, more, EXISTS { (other)-[:CORE_OF]->(n) } AS isHere
RETURN kind, count(*) AS touches, sum(CASE WHEN isHere THEN 1 ELSE 0 END) AS here, sum(CASE WHEN isHere THEN 0 ELSE 1 END) AS others,
       sum(CASE WHEN isHere THEN 0 ELSE more END) AS moreThanChance
ORDER BY kind LIMIT 100`,
  rowOf: expandCountOf,
};
