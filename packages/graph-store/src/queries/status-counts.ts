import type { KindCount } from '@iolaus/contracts';
import type { Query } from '../query.js';

/** Counts by kind as the last load counted them in the graph. Label scan of the few :Kind nodes, on purpose; at most 256 rows. */
export const STATUS_COUNTS: Query<Record<string, never>, KindCount> = {
  name: 'status-counts',
  example: {},
  cypher: `
MATCH (k:Kind)
RETURN k.kind AS kind, k.indicators AS indicators, k.sightings AS sightings, k.pairs AS pairs ORDER BY kind LIMIT 256`,
  rowOf: (row) => ({
    kind: row.text('kind'),
    indicators: row.number('indicators'),
    sightings: row.number('sightings'),
    pairs: row.number('pairs'),
  }),
};
