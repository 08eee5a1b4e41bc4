import { IolausError } from '@iolaus/contracts';
import { parseJson } from '../formats/json-path.js';
import { textChunks } from '../formats/text-chunks.js';
import { OBJECT_FORMATS, parseMapping, type Format } from '../mapping.js';
import { readRecords } from '../read-records.js';
import { csvFields, splitRecords } from '../split-records.js';

/** A column or a path into objects, and what stands there in the first records. */
export interface SampledColumn {
  readonly path: string;
  /** Share of records with a value. */
  readonly filled01: number;
  readonly values: readonly string[];
}

const SAMPLED = 200;
/** What is looked at of one value. */
const LONGEST_VALUE = 2000;
const MOST_PATHS = 300;
const DEEPEST_PATH = 6;

/** What the first records of a dump hold, path by path, in the order of their first appearance. */
export async function sampleColumns(path: string, format: Format): Promise<SampledColumn[]> {
  const found = new Map<string, string[]>();
  let records = 0;
  const add = (name: string, value: string): void => {
    const values = found.get(name) ?? [];
    if (values.length < SAMPLED) values.push(value.slice(0, LONGEST_VALUE));
    if (found.size < MOST_PATHS || found.has(name)) found.set(name, values);
  };
  const columns = OBJECT_FORMATS.includes(format) ? undefined : await columnNames(path, format);
  for (const name of columns ?? []) found.set(name, []);
  if (columns?.length === 0) return [];
  const keep = (columns ?? []).map((name) => JSON.stringify(name)).join(', ');
  const mapping = parseMapping(
    `version: 1\nmatch: "*"\nformat: ${format}\nentity: exchange\nfields: {}\nkeep: [${keep}]`,
    path,
  );
  for await (const batch of readRecords(path, mapping)) {
    for (const { bytes, outcome } of batch.slice(0, SAMPLED - records)) {
      records++;
      if (outcome.kind !== 'record') continue;
      if (columns) for (const [name, value] of Object.entries(outcome.kept)) add(name, value);
      else flatten(parseJson(bytes.bytes.toString('utf8')), '', add);
    }
    if (records >= SAMPLED) break;
  }
  return [...found].map(([name, values]) => ({
    path: name,
    filled01: records === 0 ? 0 : Math.min(1, values.length / records),
    values,
  }));
}

async function columnNames(path: string, format: Format): Promise<string[]> {
  if (format === 'log') return [];
  const separator = format === 'csv' ? ',' : '\t';
  for await (const batch of splitRecords(textChunks(path), format === 'zeek' ? undefined : separator)) {
    for (const { bytes } of batch) {
      const text = bytes.toString('utf8');
      if (format === 'zeek' && text.startsWith('#fields')) return text.split(separator).slice(1);
      if (format !== 'zeek') return header(text, separator, path);
    }
  }
  return [];
}

function header(text: string, separator: string, path: string): string[] {
  const names = csvFields(text, separator);
  if (!names || new Set(names).size < names.length)
    throw new IolausError('DUMP_UNREADABLE', { path, detail: 'its header is not one of CSV with each column once' });
  return names.filter((name) => name !== '');
}

function flatten(value: unknown, path: string, add: (path: string, value: string) => void): void {
  if (value === null || value === undefined || value === '') return;
  if (typeof value === 'string') return add(path, value);
  if (typeof value !== 'object') return add(path, JSON.stringify(value));
  if (path.split('.').length >= DEEPEST_PATH) return;
  if (Array.isArray(value)) {
    // The last element of messages is what was asked; of other lists any will do.
    const last: unknown = value.at(-1);
    return flatten(last, `${path}[-1]`, add);
  }
  for (const [key, inner] of Object.entries(value)) {
    const step = /^[\w$-]+$/.test(key)
      ? `${path === '' ? '' : '.'}${key}`
      : path === ''
        ? key
        : `["${key.replaceAll(/["\\]/g, '\\$&')}"]`;
    flatten(inner, path + step, add);
  }
}
