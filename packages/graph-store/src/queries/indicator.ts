import type { IndicatorRow } from '../graph-store.js';
import type { Query } from '../query.js';
import { indicatorRowOf } from './indicator-row.js';

/** One indicator. Index indicator_key; one row. */
export const INDICATOR: Query<{ readonly key: string }, IndicatorRow> = {
  name: 'indicator',
  example: { key: 'ip:192.0.2.1' },
  cypher: `
MATCH (i:Indicator {key: $key})
RETURN i.kind AS kind, i.value AS value, i.text AS text, i.reach AS reach, i.records AS records, i.first AS first, i.last AS last
LIMIT 1`,
  rowOf: indicatorRowOf,
};
