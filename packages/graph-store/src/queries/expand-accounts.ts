import type { ExpandCount } from '../graph-store.js';
import type { Query } from '../query.js';
import { expandCountOf } from './expand-count.js';

/** How many accounts hold an indicator, how many of them are members, and how many others are linked to the core by more than chance. Indexes snapshot_current, network_key, indicator_key; one row. */
export const EXPAND_ACCOUNTS: Query<{ readonly network: string; readonly key: string }, ExpandCount> = {
  name: 'expand-accounts',
  example: { network: 'N-1', key: 'ip:192.0.2.1' },
  cypher: `
MATCH (s:Snapshot {isCurrent: true})
MATCH (n:Network {snapshot: s.key, id: $network})
MATCH (i:Indicator {key: $key})<-[:SIGHTED]-(a:Account)
WITH n, a, EXISTS { (a)-[:MEMBER_OF]->(n) } AS isHere
OPTIONAL MATCH (a)-[:SIGHTED]->(:Indicator)-[core:CORE_OF]->(n) WHERE NOT isHere
WITH n, a, isHere, sum(coalesce(core.bits, 0.0)) AS bits, count(core) AS held, count(DISTINCT core.family) AS families
WITH isHere, held >= 2 AND families >= 2 AND bits >= n.barBits AS isMore
RETURN 'account' AS kind, count(*) AS touches, sum(CASE WHEN isHere THEN 1 ELSE 0 END) AS here,
       sum(CASE WHEN isHere THEN 0 ELSE 1 END) AS others, sum(CASE WHEN isMore AND NOT isHere THEN 1 ELSE 0 END) AS moreThanChance
LIMIT 1`,
  rowOf: expandCountOf,
};
