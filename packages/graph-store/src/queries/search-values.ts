import type { SearchHit } from '@iolaus/contracts';
import type { Query } from '../query.js';
import { indicatorHit } from './search-hit.js';

/** Indicators whose value starts with a text, widest reach first among the first 200. Index indicator_value (prefix); $limit rows. */
export const SEARCH_VALUES: Query<{ readonly prefix: string; readonly limit: number }, SearchHit> = {
  name: 'search-values',
  example: { prefix: '192.0.2.', limit: 12 },
  cypher: `
MATCH (i:Indicator) WHERE i.value STARTS WITH $prefix
WITH i LIMIT 200
RETURN i.kind AS kind, i.value AS value, i.text AS text, i.reach AS reach, i.records AS records
ORDER BY value = $prefix DESC, reach DESC, value LIMIT toInteger($limit)`,
  rowOf: indicatorHit,
};
