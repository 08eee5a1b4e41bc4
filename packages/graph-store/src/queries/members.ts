import type { NetworkMemberRow } from '../graph-store.js';
import type { Query } from '../query.js';

/** Members of a published network, paged. Indexes snapshot_current, network_key; $limit rows after $offset, and their total. */
export const MEMBERS: Query<
  {
    readonly network: string;
    readonly community: string | null;
    readonly minBits: number;
    readonly sort: string;
    readonly ascending: boolean;
    readonly offset: number;
    readonly limit: number;
  },
  NetworkMemberRow
> = {
  name: 'members',
  example: { network: 'N-1', community: null, minBits: 0, sort: 'bits', ascending: false, offset: 0, limit: 100 },
  cypher: `
MATCH (s:Snapshot {isCurrent: true})
MATCH (n:Network {snapshot: s.key, id: $network})<-[m:MEMBER_OF]-(a:Account)
WHERE ($community IS NULL OR m.community = $community) AND m.bits >= $minBits
WITH m, a, CASE $sort WHEN 'bits' THEN -m.rank WHEN 'exchanges' THEN a.exchanges WHEN 'created' THEN coalesce(a.created, 0) ELSE a.id END AS key
ORDER BY CASE WHEN $ascending THEN key END, CASE WHEN NOT $ascending THEN key END DESC, a.id
SKIP toInteger($offset) LIMIT toInteger($limit)
RETURN a.id AS account, m.bits AS bits, m.rank AS rank, m.community AS community, a.exchanges AS exchanges, a.created AS created,
       a.first AS first, a.last AS last, a.status AS status`,
  rowOf: (row) => ({
    account: row.text('account'),
    bits: row.number('bits'),
    rank: row.number('rank'),
    community: row.text('community'),
    exchanges: row.number('exchanges'),
    createdMs: row.maybeNumber('created'),
    firstMs: row.maybeNumber('first'),
    lastMs: row.maybeNumber('last'),
    status: row.maybeText('status'),
  }),
};
