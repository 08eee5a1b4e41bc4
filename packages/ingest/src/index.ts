export { openLake, type Lake } from './lake.js';
export type { LakeImport } from './import-files.js';
export type { Page, RowsQuery } from './lake-reader.js';
export type { RawRecord } from './raw-records.js';
export type { DryRunQuery } from './dry-run.js';
export { mappingJsonSchema } from './mapping.js';
export { detectFormat, type DetectedFormat } from './presets/detect-format.js';
export { spoolStdin } from './source-paths.js';
