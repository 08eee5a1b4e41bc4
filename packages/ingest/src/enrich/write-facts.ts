import type { DuckDBConnection } from '@duckdb/node-api';
import type { TextColumn } from '../parquet-columns.js';
import { ParquetWriter } from '../parquet-writer.js';
import { binTableRows } from './bin-table.js';
import type { EnrichmentStore } from './enrichment-store.js';
import { IpKnowledge } from './ip-facts.js';

/** Where values come from and where what is known of them goes. */
export interface FactsQuery {
  /** A SELECT of one column of distinct texts; no part of it comes from a person. */
  readonly from: string;
  /** Path of the Parquet file to write. */
  readonly to: string;
}

/** Writes what the store knows of addresses (ip, asn, organisation, classes, note), a row for each of which something is known; gives their number. Addresses stream through: memory does not grow with them. */
export async function enrichIps(
  connection: DuckDBConnection,
  store: EnrichmentStore,
  query: FactsQuery,
): Promise<number> {
  const known = await IpKnowledge.load(store);
  return writeFacts(connection, query, {
    columns: ['ip', 'asn', 'organisation', 'classes', 'note'],
    rowOf: (ip) => {
      const facts = known.of(ip);
      return facts && [ip, facts.asn, facts.organisation, facts.classes, facts.note];
    },
  });
}

/** Writes what the store knows of card BINs (bin, note); the longest prefix that a file has decides. Gives the number of rows. */
export async function enrichBins(
  connection: DuckDBConnection,
  store: EnrichmentStore,
  query: FactsQuery,
): Promise<number> {
  const notes = new Map<string, string>();
  for (const source of store.sources('bin'))
    for await (const { prefix, note } of binTableRows(source)) notes.set(prefix, note);
  return writeFacts(connection, query, {
    columns: ['bin', 'note'],
    rowOf: (bin) => {
      const note = noteOf(bin, notes);
      return note === undefined || note === '' ? undefined : [bin, note];
    },
  });
}

function noteOf(bin: string, notes: ReadonlyMap<string, string>): string | undefined {
  for (let length = bin.length; length > 1; length--) {
    const note = notes.get(bin.slice(0, length));
    if (note !== undefined) return note;
  }
  return undefined;
}

interface FactsTable {
  readonly columns: readonly string[];
  readonly rowOf: (value: string) => readonly (string | undefined)[] | undefined;
}

async function writeFacts(
  connection: DuckDBConnection,
  { from, to }: FactsQuery,
  { columns, rowOf }: FactsTable,
): Promise<number> {
  const result = await connection.stream(from);
  const writer = new ParquetWriter(
    to,
    columns.map((name) => ({ name, type: 'text' })),
  );
  let isWhole = false;
  try {
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      const vector = chunk.getColumnVector(0);
      const { rowCount } = chunk;
      for (let row = 0; row < rowCount; row++) {
        const value = vector.getItem(row);
        const facts = typeof value === 'string' ? rowOf(value) : undefined;
        if (facts) put(writer, facts);
      }
    }
    isWhole = true;
  } finally {
    if (isWhole) writer.close();
    else writer.abandon();
  }
  return writer.rows;
}

function put(writer: ParquetWriter, row: readonly (string | undefined)[]): void {
  row.forEach((value, at) => {
    const column = writer.columns[at] as TextColumn;
    if (value === undefined) column.putNull();
    else column.putText(value);
  });
  writer.endRow();
}
