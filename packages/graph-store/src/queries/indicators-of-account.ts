import type { AccountIndicatorRow } from '../graph-store.js';
import type { Query } from '../query.js';
import { indicatorRowOf } from './indicator-row.js';

/** What an account was seen with: what a network is held by first, then what others hold too, rarest first, then what nobody else holds. Index account_id; $limit rows. */
export const INDICATORS_OF_ACCOUNT: Query<{ readonly id: string; readonly limit: number }, AccountIndicatorRow> = {
  name: 'indicators-of-account',
  example: { id: 'acct_1', limit: 1000 },
  cypher: `
MATCH (a:Account {id: $id})-[seen:SIGHTED]->(i:Indicator)
WITH seen, i, CASE WHEN EXISTS { (i)-[:CORE_OF]->() } THEN 0 WHEN i.reach > 1 THEN 1 ELSE 2 END AS place
ORDER BY place, i.reach, i.kind, i.value LIMIT toInteger($limit)
RETURN i.kind AS kind, i.value AS value, i.text AS text, i.reach AS reach, i.records AS records, i.first AS first, i.last AS last,
       seen.count AS count, seen.first AS seenFirst, seen.last AS seenLast
ORDER BY place, reach, kind, value`,
  rowOf: (row) => ({
    ...indicatorRowOf(row),
    count: row.number('count'),
    seenFirstMs: row.maybeNumber('seenFirst'),
    seenLastMs: row.maybeNumber('seenLast'),
  }),
};
