import type { SearchHit } from '@iolaus/contracts';
import type { Query } from '../query.js';
import { networkHit } from './search-hit.js';

/** Published networks whose name or id holds the words. Full-text index network_words, snapshot_current; $limit rows. */
export const SEARCH_NETWORKS: Query<{ readonly words: string; readonly limit: number }, SearchHit> = {
  name: 'search-networks',
  example: { words: 'lerna*', limit: 12 },
  cypher: `
CALL db.index.fulltext.queryNodes('network_words', $words, {limit: 100}) YIELD node AS n, score
MATCH (s:Snapshot {isCurrent: true}) WHERE n.snapshot = s.key
RETURN n.id AS id, n.name AS name, n.tier AS tier, n.accounts AS accounts
ORDER BY score DESC, accounts DESC LIMIT toInteger($limit)`,
  rowOf: networkHit,
};
