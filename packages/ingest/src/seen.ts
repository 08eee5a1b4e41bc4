import { rename, rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { LAKE_COLUMNS, quoted } from './lake-columns.js';
import { recordFiles, type NumberedDump } from './lake-views.js';
import type { ManifestDump } from './manifest.js';
import type { Mapping } from './mapping.js';
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

/**
 * Finds the records of a new dump that stand in an earlier one as well, and writes `folder/SHA.seen.parquet` with what was told of each already. Requests are known by
 * their id: a dump with other traces of the same requests completes them. Records without one are known by all their values; if a dump holds a record three times and
 * the lake holds it twice, one is new.
 */
export async function findSeen(
  connection: DuckDBConnection,
  of: {
    readonly folder: string;
    readonly dump: ManifestDump;
    readonly hasRequests: boolean;
    readonly earlier: readonly NumberedDump[];
  },
): Promise<SeenRecords> {
  const others = of.earlier.filter(({ dump }) => mayOverlap(dump, of.dump)).map(({ dump }) => dump);
  if (others.length === 0) return { duplicates: 0, hasSeen: false };
  const file = `${of.folder}/${of.dump.sha256}.seen.parquet`;
  await connection.run(
    `COPY (${of.hasRequests ? seenByRequest(of.folder, of.dump, others) : seenByValues(of.folder, of.dump, others)}) TO ${quoted(`${file}.tmp`)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  const read = await connection.runAndReadAll(
    `SELECT CAST(count(*) AS INTEGER), CAST(count(*) FILTER ((mask & ${of.dump.tells}) = ${of.dump.tells}) AS INTEGER) FROM read_parquet(${quoted(`${file}.tmp`)})`,
  );
  const [seen = 0, duplicates = 0] = read.getRowsJS()[0] as number[];
  if (seen === 0) await rm(`${file}.tmp`);
  else await rename(`${file}.tmp`, file);
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

/** A request that stands twice in the dump itself is told by its first record. */
function seenByRequest(folder: string, dump: ManifestDump, others: readonly ManifestDump[]): string {
  const told = others
    .map((other) => `SELECT request, ${other.tells} AS tells FROM ${files(folder, other)} WHERE request IS NOT NULL`)
    .join(' UNION ALL ');
  return `SELECT n.ordinal, CAST(bit_or(o.tells) AS INTEGER) AS mask FROM ${files(folder, dump)} n JOIN (${told}) o USING (request) GROUP BY n.ordinal`;
}

function seenByValues(folder: string, dump: ManifestDump, others: readonly ManifestDump[]): string {
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
