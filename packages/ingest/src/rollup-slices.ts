import type { DuckDBConnection } from '@duckdb/node-api';
import { openViews } from './lake-views.js';

/**
 * Rows that DuckDB groups at once for each MB of its memory. A hash table of groups cannot be put on the disk whole: at 900 MB, 16.5 million rows in 15 million
 * groups pass and 30 million fail, with one thread as with two.
 */
const ROWS_A_MB = 20_000;

/** Into how many slices of accounts so many rows are cut, so that each can be grouped within the memory given. */
export const slicesOf = (rows: number, memoryMb: number): number => Math.max(1, Math.ceil(rows / memoryMb / ROWS_A_MB));

/**
 * Does work once for each slice, with `views` of a schema that show the accounts of the slice alone; rows without an account are in none. With one slice the
 * views are those of the schema. Afterwards names are looked up in `main` again.
 */
export async function eachSlice(
  connection: DuckDBConnection,
  of: { readonly schema: string; readonly views: readonly string[]; readonly slices: number },
  work: (slice: number) => Promise<void>,
): Promise<void> {
  const { schema, views, slices } = of;
  try {
    for (let slice = 0; slice < slices; slice++) {
      if (slices > 1)
        await openViews(
          connection,
          'slice',
          views.map((name) => ({
            name,
            sql: `SELECT * FROM ${schema}.${name} WHERE hash(account) % ${slices} = ${slice}`,
          })),
        );
      await connection.run(`SET search_path = '${slices > 1 ? 'slice' : schema}'`);
      await work(slice);
    }
  } finally {
    await connection.run("SET search_path = 'main'");
  }
}
