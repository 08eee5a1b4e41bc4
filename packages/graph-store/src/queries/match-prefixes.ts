import type { PrefixRow } from '../graph-store.js';
import type { Query } from '../query.js';
import { indicatorRowOf } from './indicator-row.js';

/** Indicators of some kinds whose values start with one of some texts, $most of each text and kind. Index indicator_kind_value (prefix); at most 100,000 rows. */
export const MATCH_PREFIXES: Query<
  { readonly prefixes: readonly string[]; readonly kinds: readonly string[]; readonly most: number },
  PrefixRow
> = {
  name: 'match-prefixes',
  example: { prefixes: ['192.0.2.'], kinds: ['ip', 'subnet'], most: 1000 },
  cypher: `
UNWIND $prefixes AS prefix
UNWIND $kinds AS kind
CALL (prefix, kind) {
  MATCH (i:Indicator {kind: kind}) WHERE i.value STARTS WITH prefix
  RETURN i LIMIT toInteger($most)
}
RETURN prefix, i.kind AS kind, i.value AS value, i.text AS text, i.reach AS reach, i.records AS records, i.first AS first, i.last AS last
LIMIT 100000`,
  rowOf: (row) => ({ ...indicatorRowOf(row), prefix: row.text('prefix') }),
};
