import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { INDICATOR_CLASSES, type IndicatorKind } from '@iolaus/contracts';
import { LAKE_COLUMNS, quoted } from './lake-columns.js';
import { numbered, openViews, recordViews, ROLLUP_COLUMNS, rollupViews } from './lake-views.js';
import type { DumpGroup, ManifestDump } from './manifest.js';
import { eachSlice, slicesOf } from './rollup-slices.js';
import { asnUserAgents, DUMP_ROLLUPS, LAKE_ROLLUPS, type RollupSelect } from './rollup-sql.js';

/** Options of every Parquet file of the lake. */
const PARQUET = 'FORMAT parquet, COMPRESSION lz4_raw, PARQUET_VERSION V2, WRITE_BLOOM_FILTER false';

/** Where a rollup was computed by another engine: the folder of Parquet files of each select. */
export type ForeignRollups = ReadonlyMap<RollupSelect['name'], string>;

/** What makes one merged rollup: everything that it is a function of. */
export interface RollupInput {
  readonly folder: string;
  /** What DuckDB may take, in MB. */
  readonly memoryMb: number;
  readonly dumps: readonly ManifestDump[];
  readonly groups: readonly DumpGroup[];
  readonly kinds: readonly IndicatorKind[];
  /** Parquet file of the pairs of prompts' traces (kind, account, value, uses, first_ms, last_ms, ref), and of their readable texts and classes (kind, value, text, classes). */
  readonly fingerprints: { readonly pairs: string; readonly texts: string } | undefined;
  /** Parquet file of what is known of addresses (ip, asn, classes, note) and of card BINs (bin, note). */
  readonly enrichment: { readonly ips: string; readonly bins: string } | undefined;
  readonly onPhase: (phase: string) => void;
}

/** What a merged rollup says of itself in `rollup.json`. */
export interface RollupFacts {
  readonly id: string;
  readonly dumps: readonly string[];
  readonly kinds: readonly IndicatorKind[];
  readonly accounts: number;
  readonly indicators: number;
  readonly pairs: number;
  readonly sightings: number;
}

/** Rolls dumps up together: `group-ID.pairs|activity|counts.parquet`; what another engine computed is only copied. */
export async function rollUpGroup(
  connection: DuckDBConnection,
  of: {
    readonly folder: string;
    readonly id: string;
    readonly dumps: readonly ManifestDump[];
    readonly memoryMb: number;
    readonly foreign?: ForeignRollups;
  },
): Promise<void> {
  const { folder, id, dumps, foreign } = of;
  await openViews(connection, 'one', recordViews(folder, numbered(dumps)));
  const slices = slicesOf(acceptedOf(dumps), of.memoryMb);
  for (const { name, sql } of DUMP_ROLLUPS) {
    const file = `${folder}/group-${id}.${name}.parquet`;
    const computed = foreign?.get(name);
    if (computed === undefined) await countInSlices(connection, { sql, slices, to: `${file}.tmp` });
    else await writeParquet(connection, everyRowOf([`${computed}/*.parquet`]), `${file}.tmp`);
    await rename(`${file}.tmp`, file);
  }
}

/** Writes what a select over the views of records gives, slice by slice where there are several. */
async function countInSlices(
  connection: DuckDBConnection,
  { sql, slices, to }: { readonly sql: string; readonly slices: number; readonly to: string },
): Promise<void> {
  const parts = slices === 1 ? [to] : Array.from({ length: slices }, (_, slice) => `${to}.${slice}.tmp`);
  await eachSlice(connection, { schema: 'one', views: RECORD_VIEWS, slices }, (slice) =>
    writeParquet(connection, sql, parts[slice]!),
  );
  if (slices === 1) return;
  await writeParquet(connection, everyRowOf(parts), to);
  for (const part of parts) await rm(part);
}

/** Views whose rows are of accounts. */
const RECORD_VIEWS = [...Object.keys(LAKE_COLUMNS), 'declared'];

const everyRowOf = (files: readonly string[]): string =>
  `SELECT * FROM read_parquet([${files.map(quoted).join(', ')}])`;

/** Writes the rows of a select to a Parquet file as all those of the lake are. */
export async function writeParquet(connection: DuckDBConnection, select: string, file: string): Promise<void> {
  await connection.run(`COPY (${select}) TO ${quoted(file)} (${PARQUET})`);
}

/** Merges the rollups of all dumps into `folder/rollup-ID`, numbered and sorted; gives the folder's name. The same input gives the same bytes. */
export async function mergeRollups(
  connection: DuckDBConnection,
  input: RollupInput & { readonly of: string },
): Promise<string> {
  const name = `rollup-${input.of.slice(0, 16)}`;
  const out = `${input.folder}/${name}`;
  if (existsSync(`${out}/rollup.json`)) return name;
  const partial = `${out}.tmp`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  await openViews(connection, 'main', rollupViews(input.folder, input.dumps, input.groups));
  input.onPhase('Counting sightings');
  await gather(connection, input);
  input.onPhase('Numbering accounts and indicators');
  await number(connection, input);
  input.onPhase('Writing sightings');
  await write(connection, partial);
  await writeFacts(connection, partial, input);
  await rm(out, { recursive: true, force: true });
  await rename(partial, out);
  for (const table of [
    'all_pairs',
    'merged_activity',
    'merged_counts',
    'numbered_accounts',
    'numbered_indicators',
    'kind_numbers',
  ])
    await connection.run(`DROP TABLE IF EXISTS ${table}`);
  return name;
}

/** All pairs of account and indicator, from whatever source, once each. */
async function gather(connection: DuckDBConnection, input: RollupInput): Promise<void> {
  const { fingerprints, enrichment } = input;
  await merge(connection, 'pairs', 'all_pairs', input);
  if (fingerprints) await connection.run(`${INSERT_PAIRS} FROM read_parquet(${quoted(fingerprints.pairs)})`);
  if (enrichment) {
    await connection.run(
      `INSERT INTO all_pairs SELECT 'asn', p.account, e.asn, sum(p.uses), min(p.first_ms), max(p.last_ms), min(p.ref) FROM all_pairs p
       JOIN read_parquet(${quoted(enrichment.ips)}) e ON p.kind = 'ip' AND e.ip = p.value WHERE e.asn IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM all_pairs q WHERE q.kind = 'asn' AND q.account = p.account AND q.value = e.asn) GROUP BY p.account, e.asn`,
    );
    await addAsnUserAgents(connection, input, `read_parquet(${quoted(enrichment.ips)})`);
  }
  for (const name of ['activity', 'counts'] as const) await merge(connection, name, `merged_${name}`, input);
}

async function addAsnUserAgents(connection: DuckDBConnection, input: RollupInput, asns: string): Promise<void> {
  const { folder, dumps, memoryMb } = input;
  const exchanges = dumps.filter(({ entity }) => entity === 'exchange');
  if (exchanges.length === 0) return;
  await openViews(connection, 'one', recordViews(folder, numbered(dumps)));
  const slices = slicesOf(acceptedOf(exchanges), memoryMb);
  await eachSlice(connection, { schema: 'one', views: ['exchange'], slices }, async () => {
    await connection.run(`${INSERT_PAIRS} FROM (${asnUserAgents(asns)}) s`);
  });
}

const acceptedOf = (dumps: readonly ManifestDump[]): number => dumps.reduce((sum, { accepted }) => sum + accepted, 0);

/** One of the rollups of all groups, as a table. */
async function merge(
  connection: DuckDBConnection,
  name: keyof typeof ROLLUP_COLUMNS,
  table: string,
  { groups, memoryMb }: RollupInput,
): Promise<void> {
  const columns = ROLLUP_COLUMNS[name];
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} (${columns.join(', ')})`);
  const insert = `INSERT INTO ${table} SELECT ${columns.map(nameOf).join(', ')} FROM`;
  if (groups.length === 1) {
    // One group is merged already.
    await connection.run(`${insert} ${name}`);
    return;
  }
  const read = await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${name}`);
  const slices = slicesOf(read.getRowsJS()[0]?.[0] as number, memoryMb);
  const sql = LAKE_ROLLUPS.find((each) => each.name === `merged_${name}`)!.sql;
  await eachSlice(connection, { schema: 'main', views: [name], slices }, async () => {
    await connection.run(`${insert} (${sql})`);
  });
}

const nameOf = (column: string): string => column.split(' ')[0]!;

const INSERT_PAIRS = `INSERT INTO all_pairs SELECT ${ROLLUP_COLUMNS.pairs.map(nameOf).join(', ')}`;

const OF_PAIRS =
  'CAST(count(*) AS INTEGER) AS reach, CAST(sum(uses) AS DOUBLE) AS records, min(first_ms) AS first, max(last_ms) AS last';

/**
 * Numbers accounts and indicators by what was seen of them and not by their ids: detection goes through them in this order, and what they are called, or with which secret
 * a lake makes the ids of its templates, must not change what it finds. Only those of whom all of this is the same are told apart by their ids.
 */
async function number(connection: DuckDBConnection, { kinds }: RollupInput): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE kind_numbers (kind VARCHAR, k INTEGER)');
  for (const [at, { kind }] of kinds.entries())
    await connection.run('INSERT INTO kind_numbers VALUES ($kind, $at)', { kind, at });
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE numbered_accounts AS SELECT account, CAST(row_number() OVER (ORDER BY first NULLS LAST, last, reach, records, shape, account) - 1 AS INTEGER) AS n
     FROM (SELECT account FROM merged_counts UNION SELECT account FROM account WHERE account IS NOT NULL UNION SELECT account FROM payment WHERE account IS NOT NULL UNION SELECT account FROM all_pairs) a
     LEFT JOIN (SELECT account, ${OF_PAIRS}, sum(hash(kind, uses, first_ms, last_ms)) AS shape FROM all_pairs GROUP BY account) p USING (account)`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE numbered_indicators AS SELECT kind, value, reach, records, first, last, CAST(row_number() OVER (ORDER BY k, first NULLS LAST, last, reach, records, shape, value) - 1 AS INTEGER) AS n
     FROM (SELECT kind, value, ${OF_PAIRS}, sum(hash(uses, first_ms, last_ms)) AS shape FROM all_pairs GROUP BY kind, value) i JOIN kind_numbers USING (kind)`,
  );
}

async function write(connection: DuckDBConnection, folder: string): Promise<void> {
  const copy = (name: string, select: string): Promise<void> =>
    writeParquet(connection, select, `${folder}/${name}.parquet`);
  await copy(
    'accounts',
    `SELECT a.n, a.account AS id, d.created, coalesce(x.records, 0)::DOUBLE AS exchanges, coalesce(x.first_ms, p.first_ms) AS first, coalesce(x.last_ms, p.last_ms) AS last,
       d.organisation, d.verified, d.programme, d.status, d.banned AS banned, d.email_domain, d.country FROM numbered_accounts a
     LEFT JOIN (SELECT account, min(created) AS created, first(organisation ORDER BY dump, ordinal) FILTER (organisation IS NOT NULL) AS organisation, max(verified) AS verified,
       first(programme ORDER BY dump, ordinal) FILTER (programme IS NOT NULL) AS programme, last(status ORDER BY dump, ordinal) FILTER (status IS NOT NULL) AS status, max(banned_at) AS banned,
       first(email_domain ORDER BY dump, ordinal) FILTER (email_domain IS NOT NULL) AS email_domain, first(country ORDER BY dump, ordinal) FILTER (country IS NOT NULL) AS country FROM account GROUP BY account) d USING (account)
     LEFT JOIN (SELECT account, records, first_ms, last_ms FROM merged_counts WHERE entity = 'exchange') x USING (account)
     LEFT JOIN (SELECT account, min(first_ms) AS first_ms, max(last_ms) AS last_ms FROM all_pairs GROUP BY account) p USING (account) ORDER BY a.n`,
  );
  await copy(
    'pairs',
    `SELECT a.n AS account, i.n AS indicator, CAST(p.uses AS INTEGER) AS uses, p.first_ms, p.last_ms, CAST(p.ref // 4294967296 AS INTEGER) AS dump, CAST(p.ref % 4294967296 AS INTEGER) AS ordinal
     FROM all_pairs p JOIN numbered_accounts a USING (account) JOIN numbered_indicators i USING (kind, value) ORDER BY 1, 2`,
  );
  await copy(
    'activity',
    `SELECT a.n AS account, m.hour, CAST(m.uses AS INTEGER) AS uses FROM merged_activity m JOIN numbered_accounts a USING (account)
     WHERE m.entity = CASE WHEN EXISTS (SELECT 1 FROM merged_activity WHERE entity = 'exchange') THEN 'exchange' ELSE 'sighting' END ORDER BY 1, 2`,
  );
}

/** The classes that are written with commas between them, as the set of their bits. */
const CLASS_BITS = INDICATOR_CLASSES.map(
  ({ name, bit }) => `CASE WHEN list_contains(string_split(t.classes, ','), '${name}') THEN ${bit} ELSE 0 END`,
).join(' + ');

async function writeFacts(
  connection: DuckDBConnection,
  folder: string,
  input: RollupInput & { readonly of: string },
): Promise<void> {
  const texts = [
    ...(input.fingerprints
      ? [`SELECT kind, value, text, classes FROM read_parquet(${quoted(input.fingerprints.texts)})`]
      : []),
    ...(input.enrichment
      ? [
          `SELECT 'ip' AS kind, ip AS value, note AS text, classes FROM read_parquet(${quoted(input.enrichment.ips)}) WHERE note IS NOT NULL`,
          `SELECT 'asn' AS kind, asn AS value, min(organisation) AS text, NULL AS classes FROM read_parquet(${quoted(input.enrichment.ips)}) WHERE asn IS NOT NULL GROUP BY asn`,
          `SELECT 'bin' AS kind, bin AS value, note AS text, NULL AS classes FROM read_parquet(${quoted(input.enrichment.bins)}) WHERE note IS NOT NULL`,
        ]
      : []),
  ];
  const named =
    texts.length > 0
      ? texts.join(' UNION ALL ')
      : 'SELECT NULL AS kind, NULL AS value, NULL AS text, NULL AS classes WHERE false';
  await writeParquet(
    connection,
    `SELECT i.n, i.kind, i.value, t.text, ${CLASS_BITS} AS classes, i.reach, i.records, i.first, i.last FROM numbered_indicators i LEFT JOIN (${named}) t USING (kind, value) ORDER BY i.n`,
    `${folder}/indicators.parquet`,
  );
  const read = await connection.runAndReadAll(
    'SELECT (SELECT count(*) FROM numbered_accounts)::DOUBLE, (SELECT count(*) FROM numbered_indicators)::DOUBLE, (SELECT count(*) FROM all_pairs)::DOUBLE, (SELECT coalesce(sum(uses), 0) FROM all_pairs)::DOUBLE',
  );
  const [accounts = 0, indicators = 0, pairs = 0, sightings = 0] = read.getRowsJS()[0] as number[];
  const facts: RollupFacts = {
    id: input.of,
    dumps: input.dumps.map(({ sha256 }) => sha256),
    kinds: input.kinds,
    accounts,
    indicators,
    pairs,
    sightings,
  };
  await writeFile(`${folder}/rollup.json`, JSON.stringify(facts), { mode: 0o600 });
}

/** The id of a merged rollup: a digest of all that it is a function of. */
export function rollupId(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
