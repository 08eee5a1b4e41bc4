import type { DuckDBConnection } from '@duckdb/node-api';

/** The columns of a result; as many as the query names, also when there is no row. */
export async function readColumns(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  const result = await connection.runAndReadAll(sql);
  return result.currentRowCount === 0 ? Array.from({ length: result.columnCount }, () => []) : result.getColumnsJS();
}
