import {
  DICTIONARY,
  ParquetFile,
  PLAIN,
  type ChunkStatistics,
  type ParquetSchemaColumn,
  type ParquetType,
  type WrittenChunk,
} from '../parquet-file.js';
import { levelsOf } from '../parquet-levels.js';
import { Thrift } from '../thrift.js';
import { RecordModule } from './record-module.js';

const KINDS: Readonly<Record<ParquetType, number>> = { text: 0, double: 1, integer: 2 };
/** Where the fields of `Packed` (assembly/columns.ts) stand. */
const [AT, LENGTH, PLAIN_LENGTH, VALUES, DICTIONARY_AT, DICTIONARY_LENGTH, DICTIONARY_PLAIN, LEAST, GREATEST] = [
  0, 4, 8, 12, 16, 20, 24, 32, 40,
];
const NOWHERE = -1;

/** What one column of a group became. */
interface PackedColumn {
  readonly values: Uint8Array;
  readonly plainLength: number;
  readonly dictionary: { readonly page: Uint8Array; readonly plainLength: number; readonly count: number } | undefined;
  readonly least: number;
  readonly greatest: number;
}

/**
 * The columns of one dump: rows come one value at a time from here, or whole lines at a time from {@link LineReader}; full groups go into a Parquet file, packed
 * with LZ4, texts that repeat as a dictionary.
 */
export class RecordColumns {
  readonly module = RecordModule.take();
  readonly #file: ParquetFile;
  #isOpen = true;
  /** Called before the rows of a group are forgotten. */
  onGroup: () => void = () => undefined;

  constructor(path: string, schema: readonly ParquetSchemaColumn[]) {
    this.#file = new ParquetFile(path, schema, 'lz4');
  }

  get schema(): readonly ParquetSchemaColumn[] {
    return this.#file.schema;
  }

  /** Says where whole lines put their values: by column a target, or one of the places of `assembly/index.ts`. Must come before the first row. */
  open(sources?: readonly number[]): void {
    this.schema.forEach(({ type }, at) => this.module.call.addColumn(KINDS[type], sources?.[at] ?? NOWHERE));
  }

  /** Puts a value of a row. */
  put(column: number, value: string | number | null): void {
    const { call } = this.module;
    if (value === null) call.putNull(column);
    else if (this.schema[column]!.type === 'text') this.#putText(column, String(value));
    else call.putNumber(column, Number(value));
  }

  /** Ends a row into which every column got one value. */
  endRow(): void {
    this.module.call.endRow();
    if (this.module.call.isFull() !== 0) this.endGroup();
  }

  /** Writes the open group. */
  endGroup(): void {
    this.onGroup();
    const { call } = this.module;
    const rows = call.rows.value;
    const chunks = this.schema.map(({ type }, column) => this.#writeColumn(column, { type, rows }));
    this.#file.endGroup(rows, chunks);
    call.clearRows();
  }

  /** Writes what is left and the footer. */
  close(): void {
    if (this.module.call.rows.value > 0) this.endGroup();
    this.#file.close();
    this.#giveBack();
  }

  /** Closes the file as it is; nobody can read it. */
  abandon(): void {
    this.#file.abandon();
    this.#giveBack();
  }

  #giveBack(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.module.giveBack();
  }

  #putText(column: number, text: string): void {
    const { module } = this;
    // A code unit becomes three bytes at most.
    const at = module.scratch(text.length * 3);
    const size = module.bytes.write(text, at, 'utf8');
    module.call.putText(column, at, at + size);
  }

  #writeColumn(column: number, { type, rows }: { readonly type: ParquetType; readonly rows: number }): WrittenChunk {
    const file = this.#file;
    const nulls = this.module.call.absences(column);
    const packed = this.#pack(column);
    const { bytes, call } = this.module;
    const levels = levelsOf({ rows, absences: nulls, absent: bytes.subarray(call.absentAt(column)) });
    const start = file.offset;
    let plainBytes = packed.plainLength + levels.length;
    if (packed.dictionary) {
      const header = dictionaryHeader(packed.dictionary);
      for (const part of [header, packed.dictionary.page]) file.write(part);
      plainBytes += header.length + packed.dictionary.plainLength;
    }
    const dataAt = file.offset;
    const header = pageHeader({ rows, nulls, levels: levels.length, packed });
    for (const part of [header, levels, packed.values]) file.write(part);
    return {
      values: rows,
      dataAt,
      ...(packed.dictionary ? { dictionaryAt: start } : {}),
      bytes: file.offset - start,
      plainBytes: plainBytes + header.length,
      statistics: statisticsOf(type, nulls, nulls < rows ? packed : undefined),
    };
  }

  #pack(column: number): PackedColumn {
    const at = this.module.call.pack(column);
    const { bytes } = this.module;
    const word = (field: number): number => bytes.readUInt32LE(at + field);
    const part = (from: number, length: number): Uint8Array => bytes.subarray(from, from + length);
    const count = word(VALUES);
    return {
      values: part(word(AT), word(LENGTH)),
      plainLength: word(PLAIN_LENGTH),
      dictionary:
        count === 0
          ? undefined
          : {
              page: part(word(DICTIONARY_AT), word(DICTIONARY_LENGTH)),
              plainLength: word(DICTIONARY_PLAIN),
              count,
            },
      least: bytes.readDoubleLE(at + LEAST),
      greatest: bytes.readDoubleLE(at + GREATEST),
    };
  }
}

function pageHeader(of: {
  readonly rows: number;
  readonly nulls: number;
  readonly levels: number;
  readonly packed: PackedColumn;
}): Buffer {
  const { rows, nulls, levels, packed } = of;
  const thrift = new Thrift();
  thrift.struct(() => {
    thrift.i32(1, 3);
    thrift.i32(2, levels + packed.plainLength);
    thrift.i32(3, levels + packed.values.length);
    thrift.field(8, () => {
      thrift.i32(1, rows);
      thrift.i32(2, nulls);
      thrift.i32(3, rows);
      thrift.i32(4, packed.dictionary ? DICTIONARY : PLAIN);
      thrift.i32(5, levels);
      thrift.i32(6, 0);
      thrift.truth(7, packed.values.length > 0);
    });
  });
  return thrift.bytes();
}

function dictionaryHeader({ page, plainLength, count }: NonNullable<PackedColumn['dictionary']>): Buffer {
  const thrift = new Thrift();
  thrift.struct(() => {
    thrift.i32(1, 2);
    thrift.i32(2, plainLength);
    thrift.i32(3, page.length);
    thrift.field(7, () => {
      thrift.i32(1, count);
      thrift.i32(2, PLAIN);
    });
  });
  return thrift.bytes();
}

function statisticsOf(type: ParquetType, nulls: number, ends: PackedColumn | undefined): ChunkStatistics {
  if (type === 'text' || !ends) return { nulls };
  const bytesOf = (value: number): Buffer => {
    const bytes = Buffer.alloc(type === 'double' ? 8 : 4);
    if (type === 'double') bytes.writeDoubleLE(value);
    else bytes.writeInt32LE(value);
    return bytes;
  };
  return { nulls, least: bytesOf(ends.least), greatest: bytesOf(ends.greatest) };
}
