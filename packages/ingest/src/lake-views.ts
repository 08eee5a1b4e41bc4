import type { DuckDBConnection } from '@duckdb/node-api';
import type { Entity } from '@iolaus/contracts';
import { DECLARED_COLUMNS, REFUSED_COLUMNS } from './dump-writer.js';
import { LAKE_COLUMNS, quoted, SQL_TYPES } from './lake-columns.js';
import type { DumpGroup, ManifestDump } from './manifest.js';
import type { ParquetType } from './parquet-file.js';

/** A dump with its place in the manifest, which stands for it in every rollup. */
export interface NumberedDump {
  readonly at: number;
  readonly dump: ManifestDump;
}

/** One view of the lake: its name and the SELECT behind it. */
export interface LakeView {
  readonly name: string;
  readonly sql: string;
}

type Columns = readonly { readonly name: string; readonly type: ParquetType }[];

/** Columns of the rollups of a group. */
export const ROLLUP_COLUMNS: Readonly<Record<'pairs' | 'activity' | 'counts', readonly string[]>> = {
  pairs: [
    'kind VARCHAR',
    'account VARCHAR',
    'value VARCHAR',
    'uses BIGINT',
    'first_ms DOUBLE',
    'last_ms DOUBLE',
    'ref BIGINT',
  ],
  activity: ['entity VARCHAR', 'account VARCHAR', 'hour INTEGER', 'uses BIGINT'],
  counts: ['entity VARCHAR', 'account VARCHAR', 'records BIGINT', 'first_ms DOUBLE', 'last_ms DOUBLE'],
};

/** Every dump with its place. */
export function numbered(dumps: readonly ManifestDump[]): NumberedDump[] {
  return dumps.map((dump, at) => ({ at, dump }));
}

/** Paths of the Parquet files that hold a dump's accepted records, in order. */
export function recordFiles(folder: string, dump: ManifestDump): string[] {
  return Array.from({ length: dump.parts }, (_, part) => `${folder}/${dump.sha256}.records-${part + 1}.parquet`);
}

/** Views of records: one an entity, and the declared and the prompt's traces; each row with the number of its dump and with what was seen of it before. */
export function recordViews(folder: string, dumps: readonly NumberedDump[]): LakeView[] {
  const entities = Object.keys(LAKE_COLUMNS) as Entity[];
  return [
    ...entities.map((entity) =>
      viewOf(
        entity,
        dumps.flatMap(({ at, dump }) =>
          dump.entity === entity ? [withSeen(at, { files: recordFiles(folder, dump), folder, dump })] : [],
        ),
        sqlColumns([...LAKE_COLUMNS[entity], { name: 'seen', type: 'integer' }]),
      ),
    ),
    viewOf(
      'declared',
      dumps.map(({ at, dump }) => withSeen(at, { files: [`${folder}/${dump.sha256}.declared.parquet`], folder, dump })),
      sqlColumns([...DECLARED_COLUMNS, { name: 'seen', type: 'integer' }]),
    ),
    viewOf(
      'refused',
      dumps.map(
        ({ at, dump }) => `SELECT ${at} AS dump, * FROM ${readAll([`${folder}/${dump.sha256}.refused.parquet`])}`,
      ),
      sqlColumns(REFUSED_COLUMNS),
    ),
  ];
}

/** Views of the rollups of each group; what refers to a dump by its place in the group refers to its place in the lake. */
export function rollupViews(folder: string, dumps: readonly ManifestDump[], groups: readonly DumpGroup[]): LakeView[] {
  const files = (name: string, { id }: DumpGroup): string => readAll([`${folder}/group-${id}.${name}.parquet`]);
  return (['pairs', 'activity', 'counts'] as const).map((name) =>
    viewOf(
      name,
      groups.map((group) =>
        name === 'pairs'
          ? `SELECT * REPLACE (${placeOf(dumps, group)} AS ref) FROM ${files(name, group)}`
          : `SELECT * FROM ${files(name, group)}`,
      ),
      ROLLUP_COLUMNS[name],
    ),
  );
}

function placeOf(dumps: readonly ManifestDump[], { members }: DumpGroup): string {
  const places = members.map((sha256) => dumps.findIndex((dump) => dump.sha256 === sha256));
  if (places.every((place, at) => place === at)) return 'ref';
  return `CAST([${places.join(', ')}][CAST(ref // 4294967296 AS INTEGER) + 1] AS BIGINT) * 4294967296 + ref % 4294967296`;
}

/** The view of which autonomous system each address belongs to, as the files of a folder of the lake say; without one it is empty. */
export function enrichedView(folder: string, enriched: string | undefined): LakeView {
  const parts = enriched === undefined ? [] : [`SELECT ip, asn FROM ${readAll([`${folder}/${enriched}/ips.parquet`])}`];
  return viewOf('enriched_ips', parts, ['ip VARCHAR', 'asn VARCHAR']);
}

/** The view `fingerprint` over labels that were written: dump, ordinal, kind, value. */
export function fingerprintView(folder: string, labelled: readonly NumberedDump[]): LakeView {
  const templates = `read_parquet(${quoted(`${folder}/templates.parquet`)})`;
  const parts = labelled.flatMap(({ at, dump }) => {
    const labels = `read_parquet(${quoted(`${folder}/${dump.sha256}.labels.parquet`)})`;
    return [
      `SELECT ${at} AS dump, ordinal, 'prompt-template' AS kind, id AS value FROM ${labels} JOIN ${templates} USING (label)`,
      `SELECT ${at} AS dump, ordinal, 'output-contract' AS kind, contract AS value FROM ${labels} JOIN ${templates} USING (label) WHERE contract IS NOT NULL`,
    ];
  });
  const empty = 'SELECT NULL::INTEGER AS dump, NULL::INTEGER AS ordinal, NULL AS kind, NULL AS value WHERE false';
  return { name: 'fingerprint', sql: parts.length > 0 ? parts.join(' UNION ALL ') : empty };
}

/** Makes the views in a schema, in place of those of the same names. */
export async function openViews(
  connection: DuckDBConnection,
  schema: string,
  views: readonly LakeView[],
): Promise<void> {
  await connection.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  for (const { name, sql } of views) await connection.run(`CREATE OR REPLACE VIEW ${schema}.${name} AS ${sql}`);
}

function withSeen(
  at: number,
  { files, folder, dump }: { readonly files: readonly string[]; readonly folder: string; readonly dump: ManifestDump },
): string {
  if (!dump.hasSeen) return `SELECT ${at} AS dump, *, 0 AS seen FROM ${readAll(files)}`;
  const seen = readAll([`${folder}/${dump.sha256}.seen.parquet`]);
  return `SELECT ${at} AS dump, r.*, coalesce(s.mask, 0) AS seen FROM ${readAll(files)} r LEFT JOIN ${seen} s USING (ordinal)`;
}

const readAll = (files: readonly string[]): string => `read_parquet([${files.map(quoted).join(', ')}])`;

const sqlColumns = (columns: Columns): string[] => columns.map(({ name, type }) => `${name} ${SQL_TYPES[type]}`);

function viewOf(name: string, parts: readonly string[], columns: readonly string[]): LakeView {
  const empty = columns.map((column) => `NULL::${column.split(' ').at(-1)} AS ${column.split(' ')[0]}`).join(', ');
  return {
    name,
    sql: parts.length > 0 ? parts.join(' UNION ALL ') : `SELECT NULL::INTEGER AS dump, ${empty} WHERE false`,
  };
}
