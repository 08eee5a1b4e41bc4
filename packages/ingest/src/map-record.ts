import { hideCardNumbers } from './card-number.js';
import { compileMapping, pathsOf, type CompiledField, type CompiledMapping } from './compile-mapping.js';
import { compilePath, textAt, valuesAt, type CompiledPath, type PathStep } from './formats/json-path.js';
import { jsonScanner } from './formats/json-scan.js';
import type { Mapping } from './mapping.js';
import { isBad } from './read-value.js';
import { csvFields } from './split-records.js';

export { compileMapping, parseOf, pathsOf } from './compile-mapping.js';

/** A record as the lake keeps it. */
export interface MappedRecord {
  readonly kind: 'record';
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  readonly declared: readonly { readonly kind: string; readonly value: string }[];
  readonly kept: Readonly<Record<string, string>>;
}

/** Why a record was refused. */
export interface Reject {
  readonly kind: 'reject';
  readonly code: string;
  readonly field: string | undefined;
  readonly reason: string;
}

/** What became of one record. */
export type Outcome = MappedRecord | Reject;
/** Turns the text of one record into a mapped record or a refusal. */
export type RecordMapper = (text: string) => Outcome;
/** Turns the text of a line or element into the records that it holds; never none. */
export type RecordExpander = (text: string) => readonly Outcome[];

/** The text at a path of one record. */
export type Lookup = (path: CompiledPath) => string | undefined;

const BLANK = /^[\t-\r ]*$/;

/** Maps one record, given how its values are found. */
export function mapLookup(compiled: CompiledMapping, lookup: Lookup): Outcome {
  // Before all else: whatever else may be wrong with it, a record with a card number is not kept as it stands.
  for (const { target, paths, read } of compiled.guarded) {
    const reading = read(first(paths, lookup) ?? '');
    if (isBad(reading)) return reject(reading.code, target, `${target} ${reading.reason}`);
  }
  for (const { path, values } of compiled.only)
    if (!values.has(lookup(path) ?? ''))
      return reject('not-asked', undefined, `${path.text} is none that is asked for`);
  const fields: Record<string, string | number | boolean> = {};
  for (const { target, paths, isRequired, isName, read } of compiled.fields) {
    const found = first(paths, lookup);
    if (found === undefined || (isName && BLANK.test(found))) {
      if (isRequired) return reject('missing', target, `${target} is missing`);
      continue;
    }
    const reading = read(found);
    if (isBad(reading)) return reject(reading.code, target, `${target} ${reading.reason}`);
    fields[target] = reading;
  }
  const declared = compiled.indicators.flatMap((indicator) => declaredValue(indicator, lookup));
  const kept = Object.fromEntries(
    compiled.kept.flatMap((path) => {
      const value = lookup(path);
      return value === undefined ? [] : [[path.text, compiled.hidesCards ? hideCardNumbers(value) : value] as const];
    }),
  );
  return { kind: 'record', fields, declared, kept };
}

/** The mapper of JSON objects, one to a text; where the mapping expands lines into records, the first of each. */
export function jsonMapper(mapping: Mapping): RecordMapper {
  const expand = jsonExpander(mapping);
  return (text) => expand(text)[0]!;
}

/**
 * The mapper of JSON objects, or of the objects that `records` of the mapping finds in each. `above` are steps that the reader of the dump has already
 * gone (the key of a wrapper).
 */
export function jsonExpander(mapping: Mapping, above = 0): RecordExpander {
  const compiled = compileMapping(mapping);
  const steps = mapping.records === undefined ? [] : compilePath(mapping.records).steps;
  const records = steps.slice(above);
  const check = jsonScanner(pathsOf(compiled), records);
  return (text) => {
    const scanned = check(text);
    if (scanned.kind === 'fault') return [reject(scanned.code, undefined, scanned.reason)];
    const root = parsed(scanned.text);
    if (!root) return [reject('malformed', undefined, 'is not a JSON object')];
    const mayBeOdd = text.includes('\\u');
    if (records.length === 0) return [mapRecord(compiled, [root], mayBeOdd)];
    const chains = expanded([root], records);
    if (chains.length === 0) return [reject('no-records', undefined, `has nothing at ${mapping.records}`)];
    return chains.map((chain) => mapRecord(compiled, chain, mayBeOdd));
  };
}

/** What stands between the fields of a CSV or TSV record. */
export function separatorOf(mapping: Mapping): string {
  return mapping.format === 'tsv' || mapping.format === 'zeek' ? '\t' : ',';
}

/** The mapper of CSV or TSV records under the given header. */
export function csvMapper(mapping: Mapping, header: readonly string[]): RecordMapper {
  const separator = separatorOf(mapping);
  return columnMapper(mapping, header, {
    fieldsOf: (text) => csvFields(text, separator),
    fault: 'does not have the columns of the header',
  });
}

/** How the text of a record becomes the values of its columns; undefined where it does not. */
export interface ColumnReader {
  readonly fieldsOf: (text: string) => readonly (string | undefined)[] | undefined;
  /** What is wrong with a record that has other columns. */
  readonly fault: string;
}

/** The mapper of records with columns; paths are their names, or lead on from one of them into the JSON that it holds. An empty value is absent. */
export function columnMapper(mapping: Mapping, columns: readonly string[], reader: ColumnReader): RecordMapper {
  const compiled = compileMapping(mapping);
  const index = new Map(columns.map((name, at) => [name, at]));
  return (text) => {
    const fields = reader.fieldsOf(text);
    if (fields?.length !== columns.length) return reject('malformed', undefined, reader.fault);
    const lookup: Lookup = (path) => {
      const value = fields[index.get(path.text) ?? -1];
      if (value !== undefined) return value === '' ? undefined : value;
      const [head] = path.steps;
      const holder = head?.kind === 'key' ? fields[index.get(head.key) ?? -1] : undefined;
      return head?.kind === 'key' && holder ? textAt({ [head.key]: holder }, path) : undefined;
    };
    return text.includes('\0') || text.includes('\\x') ? storable(compiled, lookup) : mapLookup(compiled, lookup);
  };
}

/** A refusal. */
export const reject = (code: string, field: string | undefined, reason: string): Reject => ({
  kind: 'reject',
  code,
  field,
  reason,
});

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The objects of a line with those around them, innermost first. */
type Chain = readonly object[];

function expanded(chain: Chain, steps: readonly PathStep[]): Chain[] {
  const each = steps.findIndex(({ kind }) => kind === 'each');
  if (each < 0) return steps.length === 0 ? [chain] : [];
  const values = valuesAt(chain[0], steps.slice(0, each + 1));
  const inner = values.filter((value): value is object => typeof value === 'object' && value !== null);
  return inner.flatMap((value) => expanded([value, ...chain], steps.slice(each + 1)));
}

function mapRecord(compiled: CompiledMapping, chain: Chain, mayBeOdd: boolean): Outcome {
  const lookup: Lookup = (path) => {
    const root = chain[path.up];
    return root && textAt(root, path);
  };
  return mayBeOdd ? storable(compiled, lookup) : mapLookup(compiled, lookup);
}

/** Half a surrogate pair, or NUL: the lake and the graph would hold something else, and two texts could become one. */
const ODD = /[\0\p{Surrogate}]/u;

function storable(compiled: CompiledMapping, lookup: Lookup): Outcome {
  let odd: string | undefined;
  const outcome = mapLookup(compiled, (path) => {
    const text = lookup(path);
    if (text !== undefined && ODD.test(text)) odd ??= path.text;
    return text;
  });
  if (odd === undefined || (outcome.kind === 'reject' && outcome.code === 'card-number')) return outcome;
  return reject('bad-unicode', odd, `${odd} holds a NUL or half of a surrogate pair`);
}

function first(paths: readonly CompiledPath[], lookup: Lookup): string | undefined {
  for (const path of paths) {
    const value = lookup(path);
    if (value !== undefined) return value;
  }
  return undefined;
}

function declaredValue(indicator: CompiledField, lookup: Lookup): { kind: string; value: string }[] {
  const text = first(indicator.paths, lookup);
  if (text === undefined) return [];
  const reading = indicator.read(text);
  return isBad(reading) ? [] : [{ kind: indicator.target, value: String(reading) }];
}
