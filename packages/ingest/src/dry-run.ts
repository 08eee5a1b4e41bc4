import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { IolausError, type DryRun, type FormatGuess, type RefusedRow } from '@iolaus/contracts';
import type { Incomplete } from './formats/incomplete.js';
import { findDumps, mappingBeside } from './find-dumps.js';
import { keptBytes, readRecords, type ReadRecord } from './read-records.js';
import { excerptOf } from './quarantine.js';
import { parseOf } from './map-record.js';
import { parseMapping, readMapping, type Mapping } from './mapping.js';
import { maskField } from './mask.js';
import { detectFormat, type DetectedFormat } from './presets/detect-format.js';
import { showRow } from './show-row.js';

/** What to try: a file, with a mapping by path, by text, or the one that fits its name. */
export interface DryRunQuery {
  readonly path: string;
  readonly mappingPath?: string;
  readonly mappingText?: string;
  readonly records?: number;
}

const SHOWN_ROWS = 100;
const SHOWN_REFUSED = 50;

/**
 * Reads the first records of a file as an import would, and writes nothing. A file that no mapping fits is read by the preset that it surely is of; else the
 * answer holds a draft, without an account, and what the draft reads.
 */
export async function dryRun(query: DryRunQuery): Promise<DryRun> {
  const named = namedMapping(query) ?? mappingBeside(query.path, dirname(query.path));
  if (named) return tried(query, named);
  const detected = await detectFormat(query.path, basename(query.path));
  const guess = guessOf(detected);
  if (detected.chosen) {
    const mapping = parseMapping(detected.chosen.mapping, `preset:${detected.chosen.preset}`);
    return { ...(await tried(query, mapping)), guess };
  }
  return { ...drafted(query.path, detected), guess };
}

/** The mapping that a query names, or the one that fits the file: by its name, or by what its records look like (MAPPING_MISSING). */
export async function chooseMapping(query: DryRunQuery): Promise<Mapping> {
  const named = namedMapping(query);
  if (named) return named;
  const [found] = await findDumps([query.path]);
  if (!found) throw new IolausError('MAPPING_MISSING', { path: query.path, candidates: 'it is none' });
  return found.mapping;
}

function namedMapping(query: DryRunQuery): Mapping | undefined {
  if (query.mappingText !== undefined) return parseMapping(query.mappingText, 'as written');
  return query.mappingPath === undefined ? undefined : readMapping(query.mappingPath);
}

async function tried(query: DryRunQuery, mapping: Mapping): Promise<DryRun> {
  const { read, incomplete } = await firstRecords(query, mapping);
  const accepted = read.flatMap(({ outcome }) => (outcome.kind === 'record' ? [outcome] : []));
  const fields = Object.entries(mapping.fields).map(([target, field]) => {
    const filled = accepted.filter((each) => each.fields[target] !== undefined);
    const sample = filled[0]?.fields[target];
    return {
      target,
      path: field.paths.join(', '),
      parse: parseOf(target, field),
      required: field.required,
      sample: sample === undefined ? '' : maskField(target, String(sample)),
      filled01: accepted.length === 0 ? 0 : filled.length / accepted.length,
    };
  });
  const declared = mapping.indicators.map(({ name }) => name);
  const seen = new Set(accepted.flatMap((each) => each.declared.map(({ kind }) => kind)));
  return {
    path: query.path,
    bytes: statSync(query.path).size,
    mapping: mapping.text,
    entity: mapping.entity,
    fields,
    rows: read.slice(0, SHOWN_ROWS).map((each) => showRow(each, mapping)),
    read: read.length,
    accepted: accepted.length,
    refused: read.flatMap((each) => refusedOf(each, basename(query.path))).slice(0, SHOWN_REFUSED),
    empty: [
      ...fields.filter(({ filled01 }) => filled01 === 0).map(({ target }) => target),
      ...declared.filter((name) => !seen.has(name)),
    ],
    ...(incomplete ? { incomplete: { atByte: incomplete.atByte, detail: incomplete.detail } } : {}),
  };
}

async function firstRecords(
  query: DryRunQuery,
  mapping: Mapping,
): Promise<{ read: ReadRecord[]; incomplete: Incomplete | undefined }> {
  const most = query.records ?? 10_000;
  const read: ReadRecord[] = [];
  const batches = readRecords(query.path, mapping);
  for (;;) {
    const { value, done } = await batches.next();
    if (done) return { read, incomplete: value.incomplete };
    read.push(...value.slice(0, most - read.length));
    if (read.length < most) continue;
    await batches.return({ blankLines: 0 });
    return { read, incomplete: undefined };
  }
}

function drafted(path: string, { draft, rows }: DetectedFormat): DryRun {
  const fields = (draft?.fields ?? []).map(({ target, path: place, sample, filled01 }) => ({
    target,
    path: place,
    parse: parseOf(target, { paths: [place], required: false }),
    required: false,
    sample,
    filled01,
  }));
  return {
    path,
    bytes: statSync(path).size,
    mapping: draft?.mapping ?? null,
    entity: null,
    fields,
    rows: [...rows],
    read: rows.length,
    accepted: rows.filter(({ refused }) => refused === null).length,
    refused: [],
  };
}

function guessOf({ compression, candidates, chosen, draft }: DetectedFormat): FormatGuess {
  return {
    compression,
    preset: chosen?.preset ?? null,
    label: chosen?.label ?? null,
    candidates: candidates.map(({ preset, label, score01, why }) => ({ preset, label, score01, why })),
    accounts: (draft?.accounts ?? []).map(({ path, filled01, sample }) => ({ path, filled01, sample })),
  };
}

const SHOWN_BYTES = 400;

/** The row of a refused record, none of an accepted one. */
export function refusedOf({ bytes, outcome }: ReadRecord, name: string): RefusedRow[] {
  if (outcome.kind === 'record') return [];
  const kept = keptBytes(bytes.bytes, { code: outcome.code });
  return [
    {
      dump: '',
      name,
      ordinal: bytes.ordinal,
      byteOffset: bytes.byteOffset,
      byteLength: bytes.byteLength,
      code: outcome.code,
      field: outcome.field ?? null,
      reason: outcome.reason,
      excerpt: excerptOf(kept.toString('utf8', 0, SHOWN_BYTES), { isCut: kept.length > SHOWN_BYTES }),
    },
  ];
}
