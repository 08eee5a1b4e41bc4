import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted } from './lake-columns.js';
import { recordFiles } from './lake-views.js';
import type { ManifestDump } from './manifest.js';
import { SEEN } from './rollup-sql.js';
import { KEY_WIDTH, type KeyBlock, type PromptPlace, type PromptSource } from './templates/index.js';

const ROWS_A_BLOCK = 8192;
/** Of a text no more characters than this are read: the tokenizer looks at no more. */
const LONGEST = 64 * 1024;

/** The prompts of dumps of the lake as the template miner reads them: keys from their files, texts from the lake. */
export function promptSource(
  connection: DuckDBConnection,
  folder: string,
  dumps: readonly ManifestDump[],
): PromptSource {
  const toldOf = new Map<ManifestDump, Int32Array>();
  return {
    dumps: dumps.length,
    rows: dumps.reduce((sum, dump) => sum + dump.accepted, 0),
    newRows: dumps.reduce((sum, dump) => sum + dump.accepted - dump.duplicates, 0),
    // A prompt is a part of its record. Of a packed column the file tells too little, hence the floor.
    bytesAText: Math.min(
      LONGEST,
      Math.max(1000, ...dumps.map((dump) => dump.inflatedBytes / Math.max(1, dump.records))),
    ),
    async *blocks() {
      for (const [at, dump] of dumps.entries()) {
        const told = toldOf.get(dump) ?? (await toldRows(connection, folder, dump));
        toldOf.set(dump, told);
        let next = 0;
        for (const block of keyBlocks(`${folder}/${dump.sha256}.keys.bin`, at)) {
          // A prompt that was told before is as good as none.
          for (
            const end = block.firstRow + block.keys.length / KEY_WIDTH;
            next < told.length && told[next]! < end;
            next++
          )
            block.keys.fill(
              0,
              (told[next]! - block.firstRow) * KEY_WIDTH,
              (told[next]! - block.firstRow + 1) * KEY_WIDTH,
            );
          yield block;
        }
      }
    },
    async *texts(wanted) {
      for (let from = 0; from < wanted.length;) {
        const { dump } = wanted[from]!;
        let to = from;
        while (to < wanted.length && wanted[to]!.dump === dump) to++;
        yield* textsOf(connection, { files: recordFiles(folder, dumps[dump]!), dump, places: wanted.slice(from, to) });
        from = to;
      }
    },
  };
}

/** Accepted records of a dump, from 0, whose prompts were told before; ascending. */
async function toldRows(connection: DuckDBConnection, folder: string, dump: ManifestDump): Promise<Int32Array> {
  if (!dump.hasSeen) return new Int32Array();
  const files = recordFiles(folder, dump).map(quoted).join(', ');
  const result = await connection.stream(
    `SELECT CAST(place AS INTEGER) FROM (SELECT ordinal, row_number() OVER () - 1 AS place FROM read_parquet([${files}]))
     JOIN read_parquet(${quoted(`${folder}/${dump.sha256}.seen.parquet`)}) USING (ordinal) WHERE (mask & ${SEEN.prompt}) <> 0 ORDER BY 1`,
  );
  const told = new Int32Array(dump.accepted);
  let count = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
    for (const place of chunk.getColumnValues(0)) told[count++] = place as number;
  return told.slice(0, count);
}

function* keyBlocks(path: string, dump: number): Generator<KeyBlock> {
  const file = openSync(path, 'r');
  const keys = new Int32Array(ROWS_A_BLOCK * KEY_WIDTH);
  const bytes = new Uint8Array(keys.buffer);
  try {
    for (let firstRow = 0; ;) {
      let length = 0;
      for (let read = -1; read !== 0 && length < bytes.length; length += read)
        read = readSync(file, bytes, length, bytes.length - length, null);
      if (length === 0) return;
      const rows = length / 4 / KEY_WIDTH;
      yield { dump, firstRow, keys: keys.subarray(0, rows * KEY_WIDTH) };
      firstRow += rows;
    }
  } finally {
    closeSync(file);
  }
}

async function* textsOf(
  connection: DuckDBConnection,
  {
    files,
    dump,
    places,
  }: { readonly files: readonly string[]; readonly dump: number; readonly places: readonly PromptPlace[] },
): AsyncGenerator<PromptPlace & { readonly text: string }> {
  let first = 0;
  let from = 0;
  for (const file of files) {
    const rows = await rowsOf(connection, file);
    const rest = places.slice(from).findIndex(({ row }) => row >= first + rows);
    const here = places.slice(from, rest < 0 ? undefined : from + rest);
    from += here.length;
    if (here.length > 0) {
      await wantRows(
        connection,
        here.map(({ row }) => row - first),
      );
      const result = await connection.stream(
        `SELECT CAST(file_row_number AS INTEGER), left(prompt, ${LONGEST}) FROM read_parquet(${quoted(file)}, file_row_number = true) WHERE file_row_number IN (SELECT place FROM wanted_rows) AND prompt IS NOT NULL`,
      );
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
        for (const [row, text] of chunk.getRows() as [number, string][]) yield { dump, row: first + row, text };
    }
    first += rows;
  }
}

/** Notes rows in a table: a list of them inside the query would cost more than reading the file. */
async function wantRows(connection: DuckDBConnection, rows: readonly number[]): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE wanted_rows (place BIGINT)');
  const appender = await connection.createAppender('wanted_rows');
  for (const row of rows) {
    appender.appendBigInt(BigInt(row));
    appender.endRow();
  }
  appender.closeSync();
}

async function rowsOf(connection: DuckDBConnection, file: string): Promise<number> {
  const read = await connection.runAndReadAll(
    `SELECT CAST(num_rows AS INTEGER) FROM parquet_file_metadata(${quoted(file)})`,
  );
  return read.getRowsJS()[0]?.[0] as number;
}

/** Signatures of a dump of machine-made lines: for each accepted record its signature's number (0: none), and the signatures. */
export function readLines(
  folder: string,
  dump: ManifestDump,
): { readonly rows: Int32Array; readonly signatures: readonly string[] } {
  const bytes = readFileSync(`${folder}/${dump.sha256}.keys.bin`);
  const cells = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const rows = Int32Array.from({ length: cells.length / 2 }, (_, row) => cells[row * 2]!);
  return { rows, signatures: JSON.parse(readFileSync(`${folder}/${dump.sha256}.lines.json`, 'utf8')) as string[] };
}
