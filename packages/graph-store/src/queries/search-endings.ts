import type { SearchHit } from '@iolaus/contracts';
import type { Query } from '../query.js';
import { indicatorHit } from './search-hit.js';

/** Payment methods whose token ends with the four characters of a masked form. Index indicator_kind_value (one kind); $limit rows. */
export const SEARCH_ENDINGS: Query<{ readonly ending: string; readonly limit: number }, SearchHit> = {
  name: 'search-endings',
  example: { ending: '4242', limit: 12 },
  cypher: `
MATCH (i:Indicator {kind: 'payment-method'}) WHERE i.value ENDS WITH $ending
RETURN i.kind AS kind, i.value AS value, i.text AS text, i.reach AS reach, i.records AS records
ORDER BY reach DESC, value LIMIT toInteger($limit)`,
  rowOf: indicatorHit,
};
