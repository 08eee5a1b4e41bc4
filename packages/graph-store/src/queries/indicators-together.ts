import type { TogetherRow } from '../graph-store.js';
import type { Query } from '../query.js';

/** What else the holders of an indicator share, over the first $among of them in order of their ids. Index indicator_key; $limit rows. */
export const INDICATORS_TOGETHER: Query<
  { readonly key: string; readonly among: number; readonly limit: number },
  TogetherRow
> = {
  name: 'indicators-together',
  example: { key: 'ip:192.0.2.1', among: 500, limit: 12 },
  cypher: `
MATCH (i:Indicator {key: $key})<-[:SIGHTED]-(a:Account)
WITH i, a ORDER BY a.id LIMIT toInteger($among)
MATCH (a)-[:SIGHTED]->(other:Indicator)
WHERE other <> i
WITH other, count(*) AS accounts
WHERE accounts > 1
RETURN other.kind AS kind, other.value AS value, other.text AS text, accounts
ORDER BY accounts DESC, other.reach, kind, value LIMIT toInteger($limit)`,
  rowOf: (row) => ({
    kind: row.text('kind'),
    value: row.text('value'),
    text: row.maybeText('text'),
    accounts: row.number('accounts'),
  }),
};
