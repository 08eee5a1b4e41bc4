import type { IndicatorRow } from '../graph-store.js';
import type { Row } from '../row.js';

/** The indicator columns of a row. */
export function indicatorRowOf(row: Row): IndicatorRow {
  return {
    kind: row.text('kind'),
    value: row.text('value'),
    text: row.maybeText('text'),
    reach: row.number('reach'),
    records: row.number('records'),
    firstMs: row.maybeNumber('first'),
    lastMs: row.maybeNumber('last'),
  };
}
