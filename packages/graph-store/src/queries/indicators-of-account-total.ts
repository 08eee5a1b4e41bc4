import type { Query } from '../query.js';

/** How many indicators an account was seen with. Index account_id; one row. */
export const INDICATORS_OF_ACCOUNT_TOTAL: Query<{ readonly id: string }, number> = {
  name: 'indicators-of-account-total',
  example: { id: 'acct_1' },
  cypher: `
MATCH (a:Account {id: $id})
RETURN COUNT { (a)-[:SIGHTED]->(:Indicator) } AS total LIMIT 1`,
  rowOf: (row) => row.number('total'),
};
