import { NumberColumn, TextColumn, type ParquetColumn } from './parquet-columns.js';
import { ParquetFile, PLAIN, RLE, type ParquetSchemaColumn } from './parquet-file.js';
import { Thrift } from './thrift.js';

const ROWS_A_GROUP = 16_384;
const BYTES_A_GROUP = 96 * 1024 * 1024;

/**
 * Writes columns as an uncompressed Parquet file in PLAIN encoding, with data pages of version 1: the quickest way to hand values to DuckDB, which reads them
 * without a call for each. Fill a row by one `put` a column, then call {@link endRow}.
 */
export class ParquetWriter {
  readonly columns: readonly ParquetColumn[];
  readonly #file: ParquetFile;
  #rows = 0;

  constructor(path: string, schema: readonly ParquetSchemaColumn[]) {
    this.columns = schema.map(({ type }) =>
      type === 'text' ? new TextColumn(ROWS_A_GROUP) : new NumberColumn(ROWS_A_GROUP, type),
    );
    this.#file = new ParquetFile(path, schema, 'none');
  }

  /** Rows so far. */
  get rows(): number {
    return this.#file.rows + this.#rows;
  }

  /** Ends a row into which every column got one value. */
  endRow(): void {
    if (++this.#rows === ROWS_A_GROUP || ((this.#rows & 1023) === 0 && this.#held() > BYTES_A_GROUP)) this.#flush();
  }

  /** Writes what is left and the footer. */
  close(): void {
    if (this.#rows > 0) this.#flush();
    this.#file.close();
  }

  /** Closes the file as it is; nobody can read it. */
  abandon(): void {
    this.#file.abandon();
  }

  #held(): number {
    return this.columns.reduce((sum, column) => sum + column.bytes, 0);
  }

  #flush(): void {
    const chunks = this.columns.map((column) => {
      const dataAt = this.#file.offset;
      const levels = column.levels();
      const values = column.values();
      const header = pageHeader(this.#rows, levels.length + values.length);
      for (const part of [header, levels, values]) this.#file.write(part);
      column.clear();
      const bytes = this.#file.offset - dataAt;
      return { values: this.#rows, dataAt, bytes, plainBytes: bytes };
    });
    this.#file.endGroup(this.#rows, chunks);
    this.#rows = 0;
  }
}

function pageHeader(rows: number, bytes: number): Buffer {
  const thrift = new Thrift();
  thrift.struct(() => {
    thrift.i32(1, 0);
    thrift.i32(2, bytes);
    thrift.i32(3, bytes);
    thrift.field(5, () => {
      thrift.i32(1, rows);
      thrift.i32(2, PLAIN);
      thrift.i32(3, RLE);
      thrift.i32(4, RLE);
    });
  });
  return thrift.bytes();
}
