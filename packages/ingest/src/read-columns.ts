import type { DuckDBConnection } from '@duckdb/node-api';

type NumberArray = Float64Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;
type NumberArrayType = new (length: number) => NumberArray;

/** The columns of a result; as many as the query names, also when there is no row. */
export async function readColumns(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  const result = await connection.runAndReadAll(sql);
  return result.currentRowCount === 0 ? Array.from({ length: result.columnCount }, () => []) : result.getColumnsJS();
}

/**
 * The columns of a result that has numbers alone, as arrays of the given types; an absent number is NaN, or 0 where the type has none. No value becomes an
 * object on the way: seven columns of a million rows take 0.1 s, not 0.8 s.
 */
export async function readNumbers<T extends readonly NumberArrayType[]>(
  connection: DuckDBConnection,
  sql: string,
  types: readonly [...T],
): Promise<{ [K in keyof T]: InstanceType<T[K]> }> {
  const chunks = await (await connection.run(sql)).fetchAllChunks();
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const arrays = types.map((type) => new type(rows));
  let from = 0;
  for (const chunk of chunks) {
    // Asked once: it is a call into DuckDB.
    const { rowCount } = chunk;
    arrays.forEach((array, column) => {
      const vector = chunk.getColumnVector(column);
      for (let row = 0; row < rowCount; row++) array[from + row] = (vector.getItem(row) as number | null) ?? Number.NaN;
    });
    from += rowCount;
  }
  return arrays as { [K in keyof T]: InstanceType<T[K]> };
}
