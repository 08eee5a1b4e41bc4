import type { Query } from '../query.js';

/** How many accounts there are, from the count store; one row. */
export const STATUS_ACCOUNTS: Query<Record<string, never>, number> = {
  name: 'status-accounts',
  example: {},
  cypher: `
MATCH (a:Account) RETURN count(a) AS accounts`,
  rowOf: (row) => row.number('accounts'),
};
