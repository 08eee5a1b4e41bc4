import type { DuckDBConnection } from '@duckdb/node-api';
import type { ReleaseTable } from '@iolaus/contracts';
import { quoted } from './lake-columns.js';
import { readNumbers } from './read-columns.js';
import { SEEN } from './rollup-sql.js';

const DAY_MS = 86_400_000;
/** A model that is there from the beginning was released before it. */
const LEAST_BEFORE_MS = 3 * DAY_MS;
const MOST_RELEASES = 16;

/**
 * Which accounts took up each new model in the day after its first record. New is a model that is first seen at least three days after the first exchange; of more than
 * sixteen the most used. Accounts are numbered as in the merged rollup of that folder. Two scans of the records.
 */
export async function modelShift(connection: DuckDBConnection, rollup: string): Promise<ReleaseTable> {
  const counted = `FROM exchange WHERE account IS NOT NULL AND time IS NOT NULL AND (seen & ${SEEN.exchange}) = 0`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE releases AS SELECT CAST(row_number() OVER (ORDER BY first_ms, model) - 1 AS INTEGER) AS release, model, first_ms FROM
     (SELECT model, first_ms FROM (SELECT model, min(time) AS first_ms, count(*) AS uses, min(min(time)) OVER () AS start_ms ${counted} GROUP BY model)
      WHERE model IS NOT NULL AND first_ms >= start_ms + ${LEAST_BEFORE_MS} ORDER BY uses DESC, model LIMIT ${MOST_RELEASES})`,
  );
  const read = await connection.runAndReadAll('SELECT model, first_ms FROM releases ORDER BY release');
  const releases = (read.getRowsJS() as [string, number][]).map(([model, releaseMs]) => ({ model, releaseMs }));
  const [release, account, exchanges, onNew] = await readNumbers(
    connection,
    `SELECT r.release, a.n, CAST(count(*) AS INTEGER), CAST(count(*) FILTER (e.model = r.model) AS INTEGER) FROM (SELECT account, time, model ${counted}) e
     JOIN releases r ON e.time >= r.first_ms AND e.time < r.first_ms + ${DAY_MS} JOIN read_parquet(${quoted(`${rollup}/accounts.parquet`)}) a ON a.id = e.account
     GROUP BY ALL ORDER BY 1, 2`,
    [Uint16Array, Uint32Array, Uint32Array, Uint32Array],
  );
  await connection.run('DROP TABLE releases');
  return { releases, release, account, exchanges, onNew };
}
