import { IolausError } from '@iolaus/contracts';
import { quoted } from '../lake-columns.js';
import { openDuckDb } from '../open-duckdb.js';
import { LONGEST_RECORD, type RecordBytes, type RecordsEnd } from '../split-records.js';

/**
 * The rows of a Parquet file in file order, each as the JSON that DuckDB writes for it. `byteOffset` is the number of the row from 0, since a row has no
 * place of its own among the bytes of a columnar file; `byteLength` is of the JSON. Refuses what is no Parquet (DUMP_UNREADABLE).
 */
export async function* parquetRows(path: string): AsyncGenerator<RecordBytes[], RecordsEnd> {
  let ordinal = 0;
  for await (const rows of jsonOf(path, `SELECT to_json(row)::VARCHAR FROM read_parquet(${quoted(path)}) AS row`)) {
    yield rows.map((json): RecordBytes => {
      const bytes = Buffer.from(json);
      const isTooLong = bytes.length > LONGEST_RECORD;
      const place = { ordinal: ++ordinal, byteOffset: ordinal - 1, isTooLong, byteLength: bytes.length };
      return { ...place, bytes: isTooLong ? bytes.subarray(0, 1024) : bytes };
    });
  }
  return { blankLines: 0 };
}

/** The JSON of some rows of a Parquet file, by their numbers from 0, in the order of the file. */
export async function rawParquetRows(path: string, rows: readonly number[]): Promise<Buffer[]> {
  const numbers = rows.map((row) => Math.trunc(row)).join(', ');
  const numbered = `read_parquet(${quoted(path)}, file_row_number = true)`;
  const wanted = `SELECT * EXCLUDE (file_row_number) FROM ${numbered} WHERE file_row_number IN (${numbers})`;
  const found: Buffer[] = [];
  for await (const batch of jsonOf(path, `SELECT to_json(row)::VARCHAR FROM (${wanted}) AS row`))
    found.push(...batch.map((json) => Buffer.from(json)));
  return found;
}

async function* jsonOf(path: string, sql: string): AsyncGenerator<string[]> {
  // An engine of its own: the lake's is busy with what these rows become. One thread keeps the order and the memory small.
  const instance = await openDuckDb({ threads: '1', memory_limit: '512MB' });
  const connection = await instance.connect();
  try {
    const result = await connection.stream(sql);
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
      yield chunk.getColumnValues(0).map(String);
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new IolausError('DUMP_UNREADABLE', { path, detail }, { cause: error });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
