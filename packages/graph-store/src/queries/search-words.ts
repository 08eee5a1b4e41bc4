import type { SearchHit } from '@iolaus/contracts';
import type { Query } from '../query.js';
import { indicatorHit } from './search-hit.js';

/** Indicators whose text or value holds the words, best match first. Full-text index indicator_words; $limit rows. */
export const SEARCH_WORDS: Query<{ readonly words: string; readonly limit: number }, SearchHit> = {
  name: 'search-words',
  example: { words: 'grade AND rubric*', limit: 12 },
  cypher: `
CALL db.index.fulltext.queryNodes('indicator_words', $words, {limit: toInteger($limit)}) YIELD node AS i, score
RETURN i.kind AS kind, i.value AS value, i.text AS text, i.reach AS reach, i.records AS records
ORDER BY score DESC, reach DESC, value LIMIT toInteger($limit)`,
  rowOf: indicatorHit,
};
