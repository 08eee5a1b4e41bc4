import type { Query } from '../query.js';
import { type DigestRow, digestRowOf } from './digest-row.js';

/** Indicators in order of their keys. Index indicator_key (range); $limit indicators. */
export const DIGEST_INDICATORS: Query<{ readonly after: string; readonly limit: number }, DigestRow> = {
  name: 'digest-indicators',
  example: { after: 'a', limit: 1000 },
  cypher: `
MATCH (i:Indicator) WHERE i.key > $after
RETURN i.key AS key, properties(i) AS properties, [] AS sightings ORDER BY key LIMIT toInteger($limit)`,
  rowOf: digestRowOf,
};
