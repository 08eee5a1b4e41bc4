import { IolausError } from '@iolaus/contracts';
import { compileLogPattern } from './formats/log-pattern.js';
import { compilePath } from './formats/json-path.js';
import { splitElements, type ElementBytes, type Wrapper } from './formats/json-elements.js';
import { parquetRows } from './formats/parquet.js';
import { textChunks } from './formats/text-chunks.js';
import { zeekDirective, zeekFields, ZEEK_DEFAULTS } from './formats/zeek.js';
import {
  columnMapper,
  csvMapper,
  jsonExpander,
  separatorOf,
  type Outcome,
  type RecordExpander,
  type RecordMapper,
} from './map-record.js';
import type { Format, Mapping } from './mapping.js';
import { csvFields, splitRecords, type RecordBytes, type RecordsEnd } from './split-records.js';

/** How many records are looked at before an import to see that required fields are there. */
export const PROBE_RECORDS = 1000;

/** How a format is cut into pieces, and what each piece becomes. */
export interface RecordReader {
  readonly pieces: AsyncGenerator<RecordBytes[], RecordsEnd>;
  /** The records of a piece; none of a header. `text` is undefined where the piece is not read (too long, cut, not UTF-8). */
  readonly open: (piece: RecordBytes, text: string | undefined) => readonly Outcome[] | undefined;
}

/** The reader of a dump with this mapping. */
export function recordReader(path: string, mapping: Mapping): RecordReader {
  return READERS[mapping.format](path, mapping);
}

const READERS: Readonly<Record<Format, (path: string, mapping: Mapping) => RecordReader>> = {
  jsonl: (path, mapping) => ({ pieces: splitRecords(textChunks(path), undefined), open: each(jsonExpander(mapping)) }),
  json: jsonReader,
  parquet: (path, mapping) => ({ pieces: parquetRows(path), open: each(jsonExpander(mapping)) }),
  csv: headed,
  tsv: headed,
  log: logReader,
  zeek: zeekReader,
};

/** Every piece holds records; one that is not read is a refusal of its own. */
const each =
  (expand: RecordExpander): RecordReader['open'] =>
  (_, text) =>
    text === undefined ? undefined : expand(text);

const one =
  (map: RecordMapper): RecordExpander =>
  (text) => [map(text)];

function jsonReader(path: string, mapping: Mapping): RecordReader {
  const wrapper = wrapperOf(mapping);
  const atTop = jsonExpander(mapping);
  const inner = typeof wrapper === 'object' ? jsonExpander(mapping, 2) : atTop;
  return {
    pieces: splitElements(textChunks(path), wrapper),
    open: (piece, text) => (text === undefined ? undefined : ((piece as ElementBytes).isInner ? inner : atTop)(text)),
  };
}

/** Where the mapping names the records of a list at the top of a document, that list is cut as it streams. */
function wrapperOf({ records }: Mapping): Wrapper {
  if (records === undefined) return 'any';
  const [key, list] = compilePath(records).steps;
  return key?.kind === 'key' && list?.kind === 'each' ? { key: key.key } : 'none';
}

function headed(path: string, mapping: Mapping): RecordReader {
  let expand: RecordExpander | undefined;
  return {
    pieces: splitRecords(textChunks(path), separatorOf(mapping)),
    open: (_, text) => {
      if (expand) return text === undefined ? undefined : expand(text);
      expand = one(csvMapper(mapping, headerOf(text, mapping, path)));
      return [];
    },
  };
}

function headerOf(text: string | undefined, mapping: Mapping, path: string): string[] {
  const fields = text === undefined ? undefined : csvFields(text, separatorOf(mapping));
  if (!fields) throw new IolausError('DUMP_UNREADABLE', { path, detail: 'its header is not a CSV record' });
  const columns = new Set(fields);
  if (columns.size < fields.length)
    throw new IolausError('DUMP_UNREADABLE', { path, detail: 'its header names a column twice' });
  for (const [target, field] of Object.entries(mapping.fields)) {
    if (field.required && !field.paths.some((name) => columns.has(name)))
      throw new IolausError('COLUMN_MISSING', { path, field: target, rows: PROBE_RECORDS });
  }
  return fields;
}

function logReader(path: string, mapping: Mapping): RecordReader {
  const pattern = compileLogPattern(mapping.pattern ?? '');
  if ('fault' in pattern)
    throw new IolausError('MAPPING_INVALID', { path: mapping.path, where: 'key pattern', detail: pattern.fault });
  const fault = 'does not have the form of the pattern';
  const map = columnMapper(mapping, pattern.columns, { fieldsOf: pattern.split, fault });
  return { pieces: splitRecords(textChunks(path), undefined), open: each(one(map)) };
}

function zeekReader(path: string, mapping: Mapping): RecordReader {
  let header = ZEEK_DEFAULTS;
  let expand: RecordExpander | undefined;
  return {
    pieces: splitRecords(textChunks(path), undefined),
    open: (_, text) => {
      if (text === undefined) return undefined;
      if (text.startsWith('#')) {
        header = zeekDirective(header, text);
        expand = undefined;
        return [];
      }
      if (header.fields.length === 0)
        throw new IolausError('DUMP_UNREADABLE', { path, detail: 'it has no #fields line before its first record' });
      const now = header;
      expand ??= one(
        columnMapper(mapping, now.fields, {
          fieldsOf: (line) => zeekFields(now, line),
          fault: 'does not have the columns of #fields',
        }),
      );
      return expand(text);
    },
  };
}
