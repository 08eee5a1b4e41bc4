import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';

const TYPES = { f64: Float64Array, u8: Uint8Array, u16: Uint16Array, u32: Uint32Array } as const;
/** How the numbers of a column lie in its file, in the byte order of this machine. */
export type ColumnType = keyof typeof TYPES;
type Columns<T extends Readonly<Record<string, ColumnType>>> = {
  [K in keyof T]: InstanceType<(typeof TYPES)[T[K]]>;
};

/** Rows that are held before they are written. */
const ROWS_HELD = 131_072;

/**
 * Writes the columns of a query that has numbers alone, in the order of `types`, one file `PREFIX.NAME` each, a piece at a time; an absent number is NaN, or 0 where the type has none. Gives the number
 * of rows.
 */
export async function writeColumns(
  connection: DuckDBConnection,
  sql: string,
  to: { readonly prefix: string; readonly types: Readonly<Record<string, ColumnType>> },
): Promise<number> {
  const columns = Object.entries(to.types).map(([name, type]) => ({
    file: openSync(`${to.prefix}.${name}`, 'wx', 0o600),
    held: new TYPES[type](ROWS_HELD),
  }));
  let rows = 0;
  let held = 0;
  const flush = (): void => {
    for (const column of columns)
      writeWhole(column.file, new Uint8Array(column.held.buffer, 0, held * column.held.BYTES_PER_ELEMENT));
    held = 0;
  };
  try {
    const result = await connection.stream(sql);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) break;
      const { rowCount } = chunk;
      if (held + rowCount > ROWS_HELD) flush();
      columns.forEach((column, at) => {
        const vector = chunk.getColumnVector(at);
        for (let row = 0; row < rowCount; row++)
          column.held[held + row] = (vector.getItem(row) as number | null) ?? Number.NaN;
      });
      held += rowCount;
      rows += rowCount;
    }
    flush();
  } finally {
    for (const { file } of columns) closeSync(file);
  }
  return rows;
}

function writeWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

/** Reads columns back, into memory that threads share: what one thread reads, another has without a copy. */
export function readColumnFiles<const T extends Readonly<Record<string, ColumnType>>>(from: {
  readonly prefix: string;
  readonly types: T;
  readonly rows: number;
}): Columns<T> {
  return Object.fromEntries(
    Object.entries(from.types).map(([name, type]) => {
      const memory = new SharedArrayBuffer(from.rows * TYPES[type].BYTES_PER_ELEMENT);
      readWhole(`${from.prefix}.${name}`, new Uint8Array(memory));
      const View = TYPES[type] as new (memory: SharedArrayBuffer) => InstanceType<(typeof TYPES)[ColumnType]>;
      return [name, new View(memory)];
    }),
  ) as Columns<T>;
}

function readWhole(path: string, into: Uint8Array): void {
  const file = openSync(path, 'r');
  try {
    for (let at = 0; at < into.length;) {
      const read = readSync(file, into, at, Math.min(into.length - at, 1 << 30), null);
      if (read === 0) throw new Error(`${path} is shorter than its ${into.length} bytes`);
      at += read;
    }
  } finally {
    closeSync(file);
  }
}
