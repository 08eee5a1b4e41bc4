import type { DuckDBConnection } from '@duckdb/node-api';
import { IolausError, type EventTable } from '@iolaus/contracts';
import type { CallContext } from './lake-engine.js';
import { activityView } from './lake-reader.js';
import { SEEN } from './rollup-sql.js';
import { wantAccounts } from './wanted-accounts.js';

/** Whose exchanges, and of each account at most how many, the first in time; without `most` all. */
export interface EventsQuery {
  readonly accounts: readonly string[];
  readonly most?: number | undefined;
}

/**
 * When accounts made exchanges, each request once, in time order and then in that of the records; in a lake without any exchange, when they were sighted. Records
 * without a time are left out. One scan of the records; what is sorted may go to the disk. Of 16 million records, 400,000 take 1.1 s at 900 MB, all of them 13 s.
 */
export async function eventsOf(
  connection: DuckDBConnection,
  { accounts, most }: EventsQuery,
  context: CallContext,
): Promise<EventTable> {
  if (most !== undefined && !(Number.isInteger(most) && most > 0))
    throw new IolausError('BAD_INPUT', { detail: 'most is a whole number from 1' });
  context.onProgress({ phase: 'Reading exchanges', done: 0, total: accounts.length, unit: 'accounts' });
  await wantAccounts(connection, accounts);
  const from = `FROM ${await activityView(connection)} e JOIN wanted_accounts w USING (account) WHERE e.time IS NOT NULL AND (e.seen & ${SEEN.exchange}) = 0`;
  const columns = 'w.n, e.time, e.dump, e.ordinal';
  const rows = `SELECT ${columns}, 0 AS more ${from}`;
  const first = `SELECT n, time, dump, ordinal, CASE WHEN nth = ${most} THEN made - nth ELSE 0 END AS more FROM
    (SELECT ${columns}, row_number() OVER (PARTITION BY w.n ORDER BY e.time, e.dump, e.ordinal) AS nth, count(*) OVER (PARTITION BY w.n) AS made ${from}) WHERE nth <= ${most}`;
  try {
    return await readEvents(
      connection,
      `SELECT n, time, CAST(more AS DOUBLE) FROM (${most === undefined ? rows : first}) ORDER BY time, dump, ordinal`,
      context,
    );
  } finally {
    await connection.run('DROP TABLE IF EXISTS wanted_accounts');
  }
}

/** Reads chunk by chunk: the result as a whole would be held by DuckDB as well, beyond the memory that it was given. */
async function readEvents(connection: DuckDBConnection, sql: string, context: CallContext): Promise<EventTable> {
  let account = new Uint32Array(4096);
  let ms = new Float64Array(4096);
  let rows = 0;
  let more = 0;
  const result = await connection.stream(sql);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    if (context.isCancelled()) throw new IolausError('CANCELLED', { done: `${rows} exchanges` });
    const { rowCount } = chunk;
    if (rows + rowCount > ms.length) {
      account = grown(account, new Uint32Array(2 * ms.length));
      ms = grown(ms, new Float64Array(2 * ms.length));
    }
    const [numbers, times, left] = [0, 1, 2].map((column) => chunk.getColumnVector(column));
    for (let row = 0; row < rowCount; row++, rows++) {
      account[rows] = numbers!.getItem(row) as number;
      ms[rows] = times!.getItem(row) as number;
      more += left!.getItem(row) as number;
    }
  }
  return { account: account.slice(0, rows), ms: ms.slice(0, rows), total: rows + more };
}

function grown<T extends Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
