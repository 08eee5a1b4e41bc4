import type { Entity } from '@iolaus/contracts';
import { DECLARED_COLUMNS } from '../dump-writer.js';
import { LAKE_COLUMNS, SQL_TYPES } from '../lake-columns.js';
import { recordFiles, type NumberedDump } from '../lake-views.js';
import type { SparkView } from './spark-script.js';

/** The views of records that the rollups read (`exchange`, `account`, `payment`, `sighting`, `declared`), for Spark. */
export function sparkViews(folder: string, dumps: readonly NumberedDump[]): SparkView[] {
  const view = (
    name: string,
    columns: SparkView['columns'],
    parts: readonly NumberedDump[],
    of: FilesOf,
  ): SparkView => ({
    name,
    columns,
    hasSeen: true,
    parts: parts.map(({ at, dump }) => ({
      dump: at,
      files: of(dump),
      ...(dump.hasSeen ? { seen: `${folder}/${dump.sha256}.seen.parquet` } : {}),
    })),
  });
  return [
    ...(Object.keys(LAKE_COLUMNS) as Entity[]).map((entity) =>
      view(
        entity,
        LAKE_COLUMNS[entity].map(({ name, type }) => `${name} ${SQL_TYPES[type]}`),
        dumps.filter(({ dump }) => dump.entity === entity),
        (dump) => recordFiles(folder, dump),
      ),
    ),
    view(
      'declared',
      DECLARED_COLUMNS.map(({ name, type }) => `${name} ${SQL_TYPES[type]}`),
      dumps,
      (dump) => [`${folder}/${dump.sha256}.declared.parquet`],
    ),
  ];
}

type FilesOf = (dump: NumberedDump['dump']) => string[];
