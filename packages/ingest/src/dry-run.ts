import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { IolausError, type DryRun, type RefusedRow } from '@iolaus/contracts';
import { findDumps } from './find-dumps.js';
import { keptBytes, readRecords, type ReadRecord } from './read-records.js';
import { excerptOf } from './lake-reader.js';
import { parseOf } from './map-record.js';
import { parseMapping, readMapping, type Mapping } from './mapping.js';
import { maskDeclared, maskField } from './mask.js';

/** What to try: a file, with a mapping by path, by text, or the one that fits its name. */
export interface DryRunQuery {
  readonly path: string;
  readonly mappingPath?: string;
  readonly mappingText?: string;
  readonly records?: number;
}

const SHOWN_ROWS = 100;
const SHOWN_REFUSED = 50;

/** Reads the first records of a file as an import would, and writes nothing. */
export async function dryRun(query: DryRunQuery): Promise<DryRun> {
  const mapping = chooseMapping(query);
  const most = query.records ?? 10_000;
  const read: ReadRecord[] = [];
  for await (const batch of readRecords(query.path, mapping)) {
    read.push(...batch.slice(0, most - read.length));
    if (read.length >= most) break;
  }
  const accepted = read.flatMap(({ outcome }) => (outcome.kind === 'record' ? [outcome.fields] : []));
  return {
    path: query.path,
    bytes: statSync(query.path).size,
    mapping: mapping.text,
    entity: mapping.entity,
    fields: Object.entries(mapping.fields).map(([target, field]) => {
      const filled = accepted.filter((fields) => fields[target] !== undefined);
      const sample = filled[0]?.[target];
      return {
        target,
        path: field.paths.join(', '),
        parse: parseOf(target, field),
        required: field.required,
        sample: sample === undefined ? '' : maskField(target, String(sample)),
        filled01: accepted.length === 0 ? 0 : filled.length / accepted.length,
      };
    }),
    rows: read.slice(0, SHOWN_ROWS).map((each) => rowOf(each, mapping)),
    read: read.length,
    accepted: accepted.length,
    refused: read.flatMap((each) => refusedOf(each, basename(query.path))).slice(0, SHOWN_REFUSED),
  };
}

function chooseMapping(query: DryRunQuery): Mapping {
  if (query.mappingText !== undefined) return parseMapping(query.mappingText, 'the mapping');
  if (query.mappingPath !== undefined) return readMapping(query.mappingPath);
  const [found] = findDumps([query.path]);
  if (!found) throw new IolausError('MAPPING_MISSING', { path: query.path });
  return found.mapping;
}

function rowOf({ bytes, outcome }: ReadRecord, { indicators }: Mapping): DryRun['rows'][number] {
  if (outcome.kind === 'reject') return { ordinal: bytes.ordinal, values: {}, refused: outcome.reason };
  const values = Object.entries(outcome.fields).map(([name, value]) => [name, maskField(name, String(value))] as const);
  const declared = outcome.declared.map(({ kind, value }) => {
    const indicator = indicators.find(({ name }) => name === kind);
    return [kind, maskDeclared(indicator?.parse, value)] as const;
  });
  return { ordinal: bytes.ordinal, values: Object.fromEntries([...values, ...declared]), refused: null };
}

function refusedOf({ bytes, outcome }: ReadRecord, name: string): RefusedRow[] {
  if (outcome.kind === 'record') return [];
  return [
    {
      dump: '',
      name,
      ordinal: bytes.ordinal,
      byteOffset: bytes.byteOffset,
      code: outcome.code,
      field: outcome.field ?? null,
      reason: outcome.reason,
      excerpt: excerptOf(keptBytes(bytes.bytes, outcome.code).toString('utf8', 0, 400)),
    },
  ];
}
