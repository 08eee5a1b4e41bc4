import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs';
import { NumberColumn, TextColumn, type ParquetColumn } from './parquet-columns.js';
import { Thrift } from './thrift.js';

/** Types of a column in a file of {@link ParquetWriter}. */
export type ParquetType = 'text' | 'double' | 'integer';

interface WrittenChunk {
  readonly offset: number;
  readonly bytes: number;
}

/** Rows of one row group: with 500 bytes of text a row its columns still fit the processor's caches. */
const ROWS_A_GROUP = 16_384;
const BYTES_A_GROUP = 96 * 1024 * 1024;
const TYPE_CODE: Readonly<Record<ParquetType, number>> = { integer: 1, double: 5, text: 6 };
const MAGIC = Buffer.from('PAR1');
const [PLAIN, RLE] = [0, 3];

/**
 * Writes columns as an uncompressed Parquet file of optional columns in PLAIN encoding (Apache Parquet format 2.9, data pages of version 1): the quickest way to
 * hand bytes to DuckDB, which reads them without a call for each value. Fill a row by one `put` a column, then call {@link endRow}.
 */
export class ParquetWriter {
  readonly columns: readonly ParquetColumn[];
  readonly #names: readonly string[];
  readonly #types: readonly ParquetType[];
  readonly #file: number;
  readonly #groups: { readonly rows: number; readonly chunks: readonly WrittenChunk[] }[] = [];
  #isOpen = true;
  #offset = 0;
  #rows = 0;
  #total = 0;

  constructor(path: string, schema: readonly { readonly name: string; readonly type: ParquetType }[]) {
    this.#names = schema.map(({ name }) => name);
    this.#types = schema.map(({ type }) => type);
    this.columns = schema.map(({ type }) =>
      type === 'text' ? new TextColumn(ROWS_A_GROUP) : new NumberColumn(ROWS_A_GROUP, type),
    );
    // An older file is written over in place: its pages are in memory already, and new ones cost as much as all the rest of a write.
    this.#file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    this.#write(MAGIC);
  }

  /** Rows so far. */
  get rows(): number {
    return this.#total + this.#rows;
  }

  /** Bytes so far, without those still in memory. */
  get bytes(): number {
    return this.#offset;
  }

  /** Ends a row into which every column got one value. */
  endRow(): void {
    if (++this.#rows === ROWS_A_GROUP || ((this.#rows & 1023) === 0 && this.#held() > BYTES_A_GROUP)) this.#flush();
  }

  /** Writes what is left and the footer. */
  close(): void {
    if (this.#rows > 0) this.#flush();
    const footer = this.#footer();
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    for (const part of [footer, length, MAGIC]) this.#write(part);
    ftruncateSync(this.#file, this.#offset);
    this.abandon();
  }

  /** Closes the file as it is; nobody can read it. One that is closed stays as it is: by now its number may be that of another file. */
  abandon(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#file);
  }

  #held(): number {
    return this.columns.reduce((sum, column) => sum + column.bytes, 0);
  }

  #flush(): void {
    const chunks = this.columns.map((column) => {
      const offset = this.#offset;
      const levels = column.levels();
      const values = column.values();
      const header = pageHeader(this.#rows, levels.length + values.length);
      for (const part of [header, levels, values]) this.#write(part);
      column.clear();
      return { offset, bytes: this.#offset - offset };
    });
    this.#groups.push({ rows: this.#rows, chunks });
    this.#total += this.#rows;
    this.#rows = 0;
  }

  #write(part: Uint8Array): void {
    for (let done = 0; done < part.length;) done += writeSync(this.#file, part, done, part.length - done);
    this.#offset += part.length;
  }

  /** FileMetaData of the format's parquet.thrift. */
  #footer(): Buffer {
    const thrift = new Thrift();
    thrift.struct(() => {
      thrift.i32(1, 1);
      thrift.list(2, 'struct', this.#names.length + 1);
      thrift.element(() => {
        thrift.text(4, 'schema');
        thrift.i32(5, this.#names.length);
      });
      this.#names.forEach((name, at) => this.#schemaElement(thrift, name, this.#types[at]!));
      thrift.i64(3, this.#total);
      thrift.list(4, 'struct', this.#groups.length);
      for (const group of this.#groups) this.#rowGroup(thrift, group);
      thrift.text(6, 'iolaus');
    });
    return thrift.bytes();
  }

  #schemaElement(thrift: Thrift, name: string, type: ParquetType): void {
    thrift.element(() => {
      thrift.i32(1, TYPE_CODE[type]);
      thrift.i32(3, 1);
      thrift.text(4, name);
      if (type === 'text') thrift.i32(6, 0);
    });
  }

  #rowGroup(
    thrift: Thrift,
    { rows, chunks }: { readonly rows: number; readonly chunks: readonly WrittenChunk[] },
  ): void {
    thrift.element(() => {
      thrift.list(1, 'struct', chunks.length);
      chunks.forEach(({ offset, bytes }, at) =>
        thrift.element(() => {
          thrift.i64(2, offset);
          thrift.field(3, () => {
            thrift.i32(1, TYPE_CODE[this.#types[at]!]);
            thrift.list(2, 'i32', 2);
            thrift.number(PLAIN);
            thrift.number(RLE);
            thrift.list(3, 'text', 1);
            thrift.string(this.#names[at]!);
            thrift.i32(4, 0);
            thrift.i64(5, rows);
            thrift.i64(6, bytes);
            thrift.i64(7, bytes);
            thrift.i64(9, offset);
          });
        }),
      );
      thrift.i64(
        2,
        chunks.reduce((sum, { bytes }) => sum + bytes, 0),
      );
      thrift.i64(3, rows);
    });
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
