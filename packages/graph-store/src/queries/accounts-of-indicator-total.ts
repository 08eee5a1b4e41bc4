import type { Holders } from '@iolaus/contracts';
import type { Query } from '../query.js';

/** How many hold an indicator: all, members of a published network, or those in none. Indexes indicator_key, snapshot_current; one row. */
export const ACCOUNTS_OF_INDICATOR_TOTAL: Query<{ readonly key: string; readonly holders: Holders }, number> = {
  name: 'accounts-of-indicator-total',
  example: { key: 'ip:192.0.2.1', holders: 'all' },
  cypher: `
OPTIONAL MATCH (s:Snapshot {isCurrent: true})
MATCH (i:Indicator {key: $key})<-[:SIGHTED]-(a:Account)
WHERE $holders = 'all' OR EXISTS { (a)-[:MEMBER_OF]->(:Network {snapshot: s.key}) } = ($holders = 'members')
RETURN count(a) AS total LIMIT 1`,
  rowOf: (row) => row.number('total'),
};
