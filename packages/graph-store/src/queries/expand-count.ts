import type { ExpandCount } from '../graph-store.js';
import type { Row } from '../row.js';

/** The columns of one line of an expansion's preview. */
export function expandCountOf(row: Row): ExpandCount {
  return {
    kind: row.text('kind'),
    touches: row.number('touches'),
    here: row.number('here'),
    others: row.number('others'),
    moreThanChance: row.number('moreThanChance'),
  };
}
