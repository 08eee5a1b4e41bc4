import type { AccountRow } from '../graph-store.js';
import type { Query } from '../query.js';
import { membershipOf } from './membership.js';

/** One account and its place in the published networks. Indexes account_id, snapshot_current; one row. */
export const ACCOUNT: Query<{ readonly id: string }, AccountRow> = {
  name: 'account',
  example: { id: 'acct_1' },
  cypher: `
MATCH (a:Account {id: $id})
OPTIONAL MATCH (s:Snapshot {isCurrent: true})
OPTIONAL MATCH (a)-[m:MEMBER_OF]->(n:Network {snapshot: s.key})
RETURN a.id AS id, a.created AS created, a.exchanges AS exchanges, a.first AS first, a.last AS last, a.organisation AS organisation,
       a.isVerified AS isVerified, a.programme AS programme, a.status AS status, a.banned AS banned, a.emailDomain AS emailDomain,
       a.country AS country, n.id AS network, n.name AS networkName, n.tier AS tier, n.score AS score, n.q AS q, m.community AS community, m.bits AS bits, m.rank AS rank
LIMIT 1`,
  rowOf: (row) => ({
    id: row.text('id'),
    createdMs: row.maybeNumber('created'),
    exchanges: row.number('exchanges'),
    firstMs: row.maybeNumber('first'),
    lastMs: row.maybeNumber('last'),
    organisation: row.maybeText('organisation'),
    isVerified: row.flag('isVerified'),
    programme: row.maybeText('programme'),
    status: row.maybeText('status'),
    bannedMs: row.maybeNumber('banned'),
    emailDomain: row.maybeText('emailDomain'),
    country: row.maybeText('country'),
    membership: membershipOf(row),
  }),
};
