import type { AccountIndicatorRow } from '../graph-store.js';
import type { Query } from '../query.js';
import { indicatorRowOf } from './indicator-row.js';

/** What an account was seen with, rarest first, and how many members of its network hold each core indicator. Index account_id; $limit rows. */
export const INDICATORS_OF_ACCOUNT: Query<{ readonly id: string; readonly limit: number }, AccountIndicatorRow> = {
  name: 'indicators-of-account',
  example: { id: 'acct_1', limit: 1000 },
  cypher: `
MATCH (a:Account {id: $id})
OPTIONAL MATCH (s:Snapshot {isCurrent: true})
OPTIONAL MATCH (a)-[:MEMBER_OF]->(n:Network {snapshot: s.key})
WITH a, head(collect(n)) AS n
MATCH (a)-[seen:SIGHTED]->(i:Indicator)
WITH n, seen, i ORDER BY i.reach, i.kind, i.value LIMIT toInteger($limit)
OPTIONAL MATCH (i)-[core:CORE_OF]->(n)
RETURN i.kind AS kind, i.value AS value, i.text AS text, i.reach AS reach, i.records AS records, i.first AS first, i.last AS last,
       seen.count AS count, seen.first AS seenFirst, seen.last AS seenLast, coalesce(core.members, 0) AS members
ORDER BY reach, kind, value`,
  rowOf: (row) => ({
    ...indicatorRowOf(row),
    count: row.number('count'),
    seenFirstMs: row.maybeNumber('seenFirst'),
    seenLastMs: row.maybeNumber('seenLast'),
    members: row.number('members'),
  }),
};
