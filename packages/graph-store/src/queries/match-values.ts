import type { IndicatorRow } from '../graph-store.js';
import type { Query } from '../query.js';
import { indicatorRowOf } from './indicator-row.js';

/** Indicators of any kind that have one of some values. Index indicator_value; at most 50,000 rows, a few a value. */
export const MATCH_VALUES: Query<{ readonly values: readonly string[] }, IndicatorRow> = {
  name: 'match-values',
  example: { values: ['192.0.2.1', 'card_1'] },
  cypher: `
UNWIND $values AS value
MATCH (i:Indicator {value: value})
RETURN i.kind AS kind, i.value AS value, i.text AS text, i.reach AS reach, i.records AS records, i.first AS first, i.last AS last
LIMIT 50000`,
  rowOf: indicatorRowOf,
};
