import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs';
import { Thrift } from './thrift.js';

/** Types of a column in a file of {@link ParquetFile}. */
export type ParquetType = 'text' | 'double' | 'integer';

/** A column by its name. */
export interface ParquetSchemaColumn {
  readonly name: string;
  readonly type: ParquetType;
}

/** How pages are packed: not at all, or each as one LZ4 block. */
export type ParquetCodec = 'none' | 'lz4';

/** The least and the greatest value of a column chunk, as eight or four bytes each, and how many rows have none. */
export interface ChunkStatistics {
  readonly nulls: number;
  readonly least?: Uint8Array;
  readonly greatest?: Uint8Array;
}

/** A column of a row group as it was written. */
export interface WrittenChunk {
  readonly values: number;
  /** Where its first page of values begins. */
  readonly dataAt: number;
  readonly dictionaryAt?: number;
  readonly bytes: number;
  readonly plainBytes: number;
  readonly statistics?: ChunkStatistics;
}

/** Encodings of Parquet: as it stands, run lengths and bits, numbers into a dictionary. */
export const [PLAIN, RLE, DICTIONARY] = [0, 3, 8] as const;

const TYPE_CODE: Readonly<Record<ParquetType, number>> = { integer: 1, double: 5, text: 6 };
const CODEC_CODE: Readonly<Record<ParquetCodec, number>> = { none: 0, lz4: 7 };
const MAGIC = Buffer.from('PAR1');

/** A Parquet file of optional columns that is being written (Apache Parquet format 2.9): pages come as bytes, the footer is made here. */
export class ParquetFile {
  readonly schema: readonly ParquetSchemaColumn[];
  readonly #codec: ParquetCodec;
  readonly #file: number;
  readonly #groups: { readonly rows: number; readonly chunks: readonly WrittenChunk[] }[] = [];
  #isOpen = true;
  #offset = 0;
  #rows = 0;

  constructor(path: string, schema: readonly ParquetSchemaColumn[], codec: ParquetCodec) {
    this.schema = schema;
    this.#codec = codec;
    // An older file is written over in place: its pages are in memory already, and new ones cost as much as all the rest of a write.
    this.#file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    this.write(MAGIC);
  }

  /** Rows of the groups that are written. */
  get rows(): number {
    return this.#rows;
  }

  /** Where the next byte goes. */
  get offset(): number {
    return this.#offset;
  }

  write(part: Uint8Array): void {
    for (let done = 0; done < part.length;) done += writeSync(this.#file, part, done, part.length - done);
    this.#offset += part.length;
  }

  /** Ends a row group, of which a chunk of each column is written. */
  endGroup(rows: number, chunks: readonly WrittenChunk[]): void {
    this.#groups.push({ rows, chunks });
    this.#rows += rows;
  }

  /** Writes the footer. */
  close(): void {
    const footer = this.#footer();
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    for (const part of [footer, length, MAGIC]) this.write(part);
    ftruncateSync(this.#file, this.#offset);
    this.abandon();
  }

  /** Closes the file as it is; nobody can read it. One that is closed stays as it is: by now its number may be that of another file. */
  abandon(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#file);
  }

  /** FileMetaData of the format's parquet.thrift. */
  #footer(): Buffer {
    const thrift = new Thrift();
    thrift.struct(() => {
      thrift.i32(1, 1);
      thrift.list(2, 'struct', this.schema.length + 1);
      thrift.element(() => {
        thrift.text(4, 'schema');
        thrift.i32(5, this.schema.length);
      });
      for (const column of this.schema) schemaElement(thrift, column);
      thrift.i64(3, this.#rows);
      thrift.list(4, 'struct', this.#groups.length);
      for (const group of this.#groups) this.#rowGroup(thrift, group);
      thrift.text(6, 'iolaus');
    });
    return thrift.bytes();
  }

  #rowGroup(
    thrift: Thrift,
    { rows, chunks }: { readonly rows: number; readonly chunks: readonly WrittenChunk[] },
  ): void {
    thrift.element(() => {
      thrift.list(1, 'struct', chunks.length);
      chunks.forEach((chunk, at) =>
        thrift.element(() => {
          thrift.i64(2, chunk.dictionaryAt ?? chunk.dataAt);
          thrift.field(3, () => this.#columnMetadata(thrift, this.schema[at]!, chunk));
        }),
      );
      thrift.i64(
        2,
        chunks.reduce((sum, { plainBytes }) => sum + plainBytes, 0),
      );
      thrift.i64(3, rows);
    });
  }

  #columnMetadata(thrift: Thrift, { name, type }: ParquetSchemaColumn, chunk: WrittenChunk): void {
    const encodings = chunk.dictionaryAt === undefined ? [PLAIN, RLE] : [PLAIN, RLE, DICTIONARY];
    thrift.i32(1, TYPE_CODE[type]);
    thrift.list(2, 'i32', encodings.length);
    for (const encoding of encodings) thrift.number(encoding);
    thrift.list(3, 'text', 1);
    thrift.string(name);
    thrift.i32(4, CODEC_CODE[this.#codec]);
    thrift.i64(5, chunk.values);
    thrift.i64(6, chunk.plainBytes);
    thrift.i64(7, chunk.bytes);
    thrift.i64(9, chunk.dataAt);
    if (chunk.dictionaryAt !== undefined) thrift.i64(11, chunk.dictionaryAt);
    if (chunk.statistics) writeStatistics(thrift, chunk.statistics);
  }
}

function schemaElement(thrift: Thrift, { name, type }: ParquetSchemaColumn): void {
  thrift.element(() => {
    thrift.i32(1, TYPE_CODE[type]);
    thrift.i32(3, 1);
    thrift.text(4, name);
    if (type === 'text') thrift.i32(6, 0);
  });
}

function writeStatistics(thrift: Thrift, { nulls, least, greatest }: ChunkStatistics): void {
  thrift.field(12, () => {
    thrift.i64(3, nulls);
    if (greatest) thrift.binary(5, greatest);
    if (least) thrift.binary(6, least);
  });
}
