import type { Query } from '../query.js';

/** How many members pass the filter. Indexes snapshot_current, network_key; one row. */
export const MEMBERS_TOTAL: Query<
  { readonly network: string; readonly community: string | null; readonly minBits: number },
  number
> = {
  name: 'members-total',
  example: { network: 'N-1', community: null, minBits: 0 },
  cypher: `
MATCH (s:Snapshot {isCurrent: true})
MATCH (n:Network {snapshot: s.key, id: $network})<-[m:MEMBER_OF]-(:Account)
WHERE ($community IS NULL OR m.community = $community) AND m.bits >= $minBits
RETURN count(m) AS total LIMIT 1`,
  rowOf: (row) => row.number('total'),
};
