import type { Query } from '../query.js';

/** Who holds several indicators, those of the rarest first. Index indicator_key; $limit rows. */
export const HOLDERS_OF_INDICATORS: Query<
  { readonly keys: readonly string[]; readonly limit: number },
  { readonly key: string; readonly account: string }
> = {
  name: 'holders-of-indicators',
  example: { keys: ['ip:192.0.2.1', 'payment-method:card_1'], limit: 1000 },
  cypher: `
UNWIND $keys AS key
MATCH (i:Indicator {key: key})<-[:SIGHTED]-(a:Account)
WITH i, a ORDER BY i.reach, i.key, a.id LIMIT toInteger($limit)
RETURN i.key AS key, a.id AS account ORDER BY i.reach, key, account`,
  rowOf: (row) => ({ key: row.text('key'), account: row.text('account') }),
};
