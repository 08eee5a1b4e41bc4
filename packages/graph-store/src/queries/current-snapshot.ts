import type { Query } from '../query.js';

/** The published snapshot. Index snapshot_current; at most one row. */
export const CURRENT_SNAPSHOT: Query<Record<string, never>, { readonly id: string; readonly createdMs: number }> = {
  name: 'current-snapshot',
  example: {},
  cypher: `
MATCH (s:Snapshot {isCurrent: true}) RETURN s.id AS id, s.created AS created LIMIT 1`,
  rowOf: (row) => ({ id: row.text('id'), createdMs: row.number('created') }),
};
