import type { Query } from '../query.js';
import { type DigestRow, digestRowOf } from './digest-row.js';

/** Accounts with all their sightings, in order of their ids. Index account_id (range); $limit accounts. */
export const DIGEST_ACCOUNTS: Query<{ readonly after: string; readonly limit: number }, DigestRow> = {
  name: 'digest-accounts',
  example: { after: 'a', limit: 1000 },
  cypher: `
MATCH (a:Account) WHERE a.id > $after
WITH a ORDER BY a.id LIMIT toInteger($limit)
CALL (a) {
  MATCH (a)-[s:SIGHTED]->(i:Indicator)
  WITH s, i ORDER BY i.key
  RETURN collect([i.key, properties(s)]) AS sightings
}
RETURN a.id AS key, properties(a) AS properties, sightings ORDER BY key`,
  rowOf: digestRowOf,
};
