// Whether two programs made the same of the same dumps, told without regard to order.
import { DuckDBInstance } from '@duckdb/node-api';

const quoted = (path) => `'${path.replaceAll("'", "''")}'`;
const PAIR = "hash(account || ' ' || ip)::HUGEINT";

/** Number of records, and sums of hashes over their pairs of account and address and over their request ids (null where a result has none). */
export async function fingerprintOf(result) {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2GB' })).connect();
  const sql = result.tsv
    ? `SELECT sum(uses)::VARCHAR, sum(uses * ${PAIR})::VARCHAR, NULL FROM read_csv(${quoted(result.tsv)}, delim = '\t', header = false, columns = {account: 'VARCHAR', ip: 'VARCHAR', uses: 'HUGEINT'})`
    : `SELECT count(*)::VARCHAR, sum(${PAIR})::VARCHAR, sum(hash(request)::HUGEINT)::VARCHAR FROM read_parquet(${quoted(result.parquet)})`;
  const [records, pairs, requests] = (await connection.runAndReadAll(sql)).getRowsJS()[0];
  return { records, pairs, requests };
}

/** Throws when two fingerprints differ; what one of them does not know is not compared. */
export function checkEqual(name, is, other, should) {
  for (const key of Object.keys(should))
    if (is[key] !== null && should[key] !== null && is[key] !== should[key])
      throw new Error(`${name} and ${other} made different ${key} of the same dumps: ${is[key]}, ${should[key]}`);
}
