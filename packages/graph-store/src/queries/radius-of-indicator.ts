import { TIERS } from '@iolaus/contracts';
import type { RadiusRow } from '../graph-store.js';
import type { Query } from '../query.js';

/** Holders of an indicator by the tier of their published network, and those in none. Indexes indicator_key, snapshot_current; at most four rows out of its reach. */
export const RADIUS_OF_INDICATOR: Query<{ readonly key: string }, RadiusRow> = {
  name: 'radius-of-indicator',
  example: { key: 'ip:192.0.2.1' },
  cypher: `
OPTIONAL MATCH (s:Snapshot {isCurrent: true})
MATCH (i:Indicator {key: $key})<-[:SIGHTED]-(a:Account)
OPTIONAL MATCH (a)-[:MEMBER_OF]->(n:Network {snapshot: s.key})
WITH a, n.tier AS tier, a.banned IS NOT NULL AS isBanned
RETURN tier, count(a) AS accounts, sum(CASE WHEN isBanned THEN 1 ELSE 0 END) AS banned,
       sum(CASE WHEN isBanned THEN 0 ELSE a.exchanges END) AS exchanges,
       percentileCont(CASE WHEN NOT isBanned AND a.last >= a.created THEN a.last - a.created END, 0.5) AS tenure
ORDER BY tier LIMIT 4`,
  rowOf: (row) => ({
    tier: row.maybeText('tier') === null ? null : row.word('tier', TIERS),
    accounts: row.number('accounts'),
    banned: row.number('banned'),
    exchanges: row.number('exchanges'),
    tenureMs: row.maybeNumber('tenure'),
  }),
};
