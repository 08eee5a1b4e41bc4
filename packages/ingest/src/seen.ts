import { rename } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { LAKE_COLUMNS, quoted } from './lake-columns.js';
import { recordFiles, type NumberedDump } from './lake-views.js';
import type { ManifestDump } from './manifest.js';
import type { Mapping } from './mapping.js';
import { slicesOf } from './rollup-slices.js';
import { SEEN } from './rollup-sql.js';

const PLACE = new Set(['ordinal', 'byte_offset', 'byte_length']);

/** What records of a mapping can tell, as bits: the exchange, and each trace that it has a target for. */
export function tellsOf(mapping: Mapping): number {
  const traces = (['ip', 'user_agent', 'prompt', 'system_prompt', 'tools'] as const).filter(
    (name) => mapping.fields[name],
  );
  const declared = mapping.indicators.length > 0 ? SEEN.declared : 0;
  return traces.reduce((bits, name) => bits | SEEN[name], SEEN.exchange | declared);
}

/** What {@link findSeen} found: records of the dump that tell nothing new, and whether some tell less than they could. */
export interface SeenRecords {
  readonly duplicates: number;
  readonly hasSeen: boolean;
}

/** A new dump, and the dumps before it. */
export interface SeenQuery {
  readonly folder: string;
  readonly dump: ManifestDump;
  readonly hasRequests: boolean;
  readonly earlier: readonly NumberedDump[];
  /** What DuckDB may take, in MB. */
  readonly memoryMb: number;
}

/**
 * Finds the records of a new dump that were told before, and writes `folder/SHA.seen.parquet` with what was told of each already. Requests are known by their id, in
 * earlier dumps and in the dump itself, where the first record tells: a dump with other traces of the same requests completes them. Records without an id are known by
 * all their values, in earlier dumps alone; if a dump holds a record three times and the lake holds it twice, one is new.
 */
export async function findSeen(connection: DuckDBConnection, of: SeenQuery): Promise<SeenRecords> {
  const others = of.earlier.filter(({ dump }) => mayOverlap(dump, of.dump)).map(({ dump }) => dump);
  if (others.length === 0 && !of.hasRequests) return { duplicates: 0, hasSeen: false };
  await connection.run('CREATE OR REPLACE TEMP TABLE told (ordinal INTEGER, mask INTEGER)');
  if (of.hasRequests) await tellByRequest(connection, of, others);
  else await connection.run(`INSERT INTO told ${seenByValues(of, others)}`);
  const { tells, sha256 } = of.dump;
  const read = await connection.runAndReadAll(
    `SELECT CAST(count(*) AS INTEGER), CAST(count(*) FILTER ((mask & ${tells}) = ${tells}) AS INTEGER) FROM told`,
  );
  const [seen = 0, duplicates = 0] = read.getRowsJS()[0] as number[];
  if (seen > 0) {
    const file = `${of.folder}/${sha256}.seen.parquet`;
    await connection.run(
      `COPY (SELECT ordinal, mask FROM told ORDER BY ordinal) TO ${quoted(`${file}.tmp`)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    await rename(`${file}.tmp`, file);
  }
  await connection.run('DROP TABLE told');
  return { duplicates, hasSeen: seen > 0 };
}

/** Dumps whose times do not meet cannot hold the same record. */
function mayOverlap(a: ManifestDump, b: ManifestDump): boolean {
  if (a.entity !== b.entity) return false;
  if (a.firstMs === null || a.lastMs === null || b.firstMs === null || b.lastMs === null) return true;
  return a.firstMs <= b.lastMs && b.firstMs <= a.lastMs;
}

const files = (folder: string, dump: ManifestDump): string =>
  `read_parquet([${recordFiles(folder, dump).map(quoted).join(', ')}])`;

/** Goes through the dump in slices of requests, so that a slice's ids fit into memory however many the dump has. */
async function tellByRequest(
  connection: DuckDBConnection,
  { folder, dump, memoryMb }: SeenQuery,
  others: readonly ManifestDump[],
): Promise<void> {
  const slices = slicesOf(dump.accepted, memoryMb);
  for (let slice = 0; slice < slices; slice++) {
    const requests = (each: ManifestDump): string =>
      `SELECT ordinal, request FROM ${files(folder, each)} WHERE request IS NOT NULL${slices > 1 ? ` AND hash(request) % ${slices} = ${slice}` : ''}`;
    // Few dumps tell a request twice. Hashes take a third of the memory of ids, which are compared only where hashes are equal.
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE twice AS SELECT h FROM (SELECT hash(request) AS h FROM (${requests(dump)})) GROUP BY h HAVING count(*) > 1`,
    );
    const candidates = `SELECT ordinal, request FROM (${requests(dump)}) WHERE hash(request) IN (SELECT h FROM twice)`;
    const parts = [
      // By the first of each, and not by a window over them, which holds all of a request that stands millions of times.
      `SELECT ordinal, ${dump.tells} AS mask FROM (${candidates}) JOIN (SELECT request, min(ordinal) AS first FROM (${candidates}) GROUP BY request) USING (request) WHERE ordinal > first`,
      ...[...new Set(others.map(({ tells }) => tells))].map((tells) => {
        const those = others.filter((other) => other.tells === tells);
        const told = those.map((other) => `SELECT request FROM (${requests(other)})`).join(' UNION ALL ');
        // Not joined to them: ids that stand often on both sides would multiply.
        return `SELECT ordinal, ${tells} AS mask FROM (${requests(dump)}) SEMI JOIN (${told}) USING (request)`;
      }),
    ];
    const [first, ...more] = parts;
    await connection.run(
      more.length === 0
        ? `INSERT INTO told ${first}`
        : `INSERT INTO told SELECT ordinal, CAST(bit_or(mask) AS INTEGER) FROM (${parts.join(' UNION ALL ')}) GROUP BY ordinal`,
    );
  }
  await connection.run('DROP TABLE twice');
}

function seenByValues({ folder, dump }: SeenQuery, others: readonly ManifestDump[]): string {
  const columns = LAKE_COLUMNS[dump.entity].map(({ name }) => name).filter((name) => !PLACE.has(name));
  const keyed = (each: ManifestDump): string =>
    `SELECT r.ordinal, hash(${columns.map((name) => `r.${name}`).join(', ')}, d.traces) AS record FROM ${files(folder, each)} r
     LEFT JOIN (SELECT ordinal, list(concat(kind, ' ', value) ORDER BY kind, value) AS traces FROM read_parquet(${quoted(`${folder}/${each.sha256}.declared.parquet`)}) GROUP BY ordinal) d USING (ordinal)`;
  const counted = others
    .map(
      (other) =>
        `SELECT record, count(*) AS times FROM (${keyed(other)}) k ${other.hasSeen ? `ANTI JOIN (SELECT ordinal FROM read_parquet(${quoted(`${folder}/${other.sha256}.seen.parquet`)}) WHERE (mask & ${other.tells}) = ${other.tells}) s USING (ordinal)` : ''} GROUP BY record`,
    )
    .join(' UNION ALL ');
  return `SELECT n.ordinal, CAST(${dump.tells} AS INTEGER) AS mask FROM (SELECT ordinal, record, row_number() OVER (PARTITION BY record ORDER BY ordinal) AS nth FROM (${keyed(dump)}) k) n
    JOIN (SELECT record, sum(times) AS times FROM (${counted}) c GROUP BY record) o USING (record) WHERE n.nth <= o.times`;
}
