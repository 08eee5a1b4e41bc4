import type { SharedRow } from '../graph-store.js';
import type { Query } from '../query.js';
import { indicatorRowOf } from './indicator-row.js';

/** What two accounts share, rarest first. Index account_id; at most 500 rows. */
export const SHARED_INDICATORS: Query<{ readonly a: string; readonly b: string }, SharedRow> = {
  name: 'shared-indicators',
  example: { a: 'acct_1', b: 'acct_2' },
  cypher: `
MATCH (a:Account {id: $a})-[seenA:SIGHTED]->(i:Indicator)
MATCH (b:Account {id: $b})-[seenB:SIGHTED]->(i)
RETURN i.kind AS kind, i.value AS value, i.text AS text, i.reach AS reach, i.records AS records, i.first AS first, i.last AS last,
       seenA.count AS countA, seenB.count AS countB
ORDER BY reach, kind, value LIMIT 500`,
  rowOf: (row) => ({ ...indicatorRowOf(row), countA: row.number('countA'), countB: row.number('countB') }),
};
