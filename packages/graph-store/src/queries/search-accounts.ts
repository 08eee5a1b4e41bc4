import type { SearchHit } from '@iolaus/contracts';
import type { Query } from '../query.js';
import { accountHit } from './search-hit.js';

/** Accounts whose id starts with a text. Index account_id (prefix); $limit rows. */
export const SEARCH_ACCOUNTS: Query<{ readonly prefix: string; readonly limit: number }, SearchHit> = {
  name: 'search-accounts',
  example: { prefix: 'acct_', limit: 12 },
  cypher: `
MATCH (a:Account) WHERE a.id STARTS WITH $prefix
WITH a ORDER BY a.id LIMIT toInteger($limit)
OPTIONAL MATCH (s:Snapshot {isCurrent: true})
OPTIONAL MATCH (a)-[m:MEMBER_OF]->(n:Network {snapshot: s.key})
RETURN a.id AS id, a.exchanges AS exchanges, n.id AS network, n.name AS networkName ORDER BY id`,
  rowOf: accountHit,
};
