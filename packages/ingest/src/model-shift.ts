import type { DuckDBConnection } from '@duckdb/node-api';
import type { ReleaseTable } from '@iolaus/contracts';
import { readNumbers } from './read-columns.js';
import { SEEN } from './rollup-sql.js';
import { wantAccounts } from './wanted-accounts.js';

const DAY_MS = 86_400_000;
/** A model that is there from the beginning was released before it. */
const LEAST_BEFORE_MS = 3 * DAY_MS;
const MOST_RELEASES = 16;
/** Exchanges with an account and a time, each request once. */
export const COUNTED = `FROM exchange WHERE account IS NOT NULL AND time IS NOT NULL AND (seen & ${SEEN.exchange}) = 0`;
const RELEASES = `SELECT CAST(row_number() OVER (ORDER BY first_ms, model) - 1 AS INTEGER) AS release, model, first_ms FROM
  (SELECT model, first_ms FROM (SELECT model, min(time) AS first_ms, count(*) AS uses, min(min(time)) OVER () AS start_ms ${COUNTED} GROUP BY model)
   WHERE model IS NOT NULL AND first_ms >= start_ms + ${LEAST_BEFORE_MS} ORDER BY uses DESC, model LIMIT ${MOST_RELEASES})`;

/** Models that are new in the data, in the order of their first records; see {@link modelShift}. One scan of two columns of the records. */
export async function modelReleases(connection: DuckDBConnection): Promise<ReleaseTable['releases']> {
  const read = await connection.runAndReadAll(`SELECT model, first_ms FROM (${RELEASES}) ORDER BY release`);
  return (read.getRowsJS() as [string, number][]).map(([model, releaseMs]) => ({ model, releaseMs }));
}

/**
 * How accounts took up each new model in the day after its first record, those given apart from all others. New is a model that is first seen at least three days after the first exchange; of more than
 * sixteen the most used. Accounts of as many exchanges, as many of them with the model, are one row. Two scans of the records.
 */
export async function modelShift(connection: DuckDBConnection, accounts: readonly string[]): Promise<ReleaseTable> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE releases AS ${RELEASES}`);
  await wantAccounts(connection, accounts);
  try {
    const read = await connection.runAndReadAll('SELECT model, first_ms FROM releases ORDER BY release');
    const releases = (read.getRowsJS() as [string, number][]).map(([model, releaseMs]) => ({ model, releaseMs }));
    const [release, isMember, exchanges, onNew, count] = await readNumbers(
      connection,
      `SELECT release, is_member, exchanges, on_new, CAST(count(*) AS INTEGER) FROM
       (SELECT r.release, e.account, CAST(count(*) AS INTEGER) AS exchanges, CAST(count(*) FILTER (e.model = r.model) AS INTEGER) AS on_new,
          CAST(e.account IN (SELECT account FROM wanted_accounts) AS INTEGER) AS is_member FROM (SELECT account, time, model ${COUNTED}) e
        JOIN releases r ON e.time >= r.first_ms AND e.time < r.first_ms + ${DAY_MS} GROUP BY r.release, e.account)
       GROUP BY ALL ORDER BY ALL`,
      [Uint16Array, Uint8Array, Uint32Array, Uint32Array, Uint32Array],
    );
    return { releases, release, isMember, exchanges, onNew, accounts: count };
  } finally {
    await connection.run('DROP TABLE IF EXISTS releases');
    await connection.run('DROP TABLE IF EXISTS wanted_accounts');
  }
}
