import type { DeclaredIndicator, Mapping, MappedField } from './mapping.js';
import { isBad, readValue, type Reading } from './read-value.js';
import { csvFields } from './split-records.js';

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

/** Turns the text of one record into a mapped record or a refusal. */
export type RecordMapper = (text: string) => MappedRecord | Reject;

const DEFAULT_PARSE: Readonly<Record<string, string>> = {
  time: 'rfc3339',
  created: 'rfc3339',
  banned_at: 'rfc3339',
  ip: 'ip',
  verified: 'boolean',
  input_tokens: 'integer',
  output_tokens: 'integer',
  amount: 'number',
};

/** How the mapping reads a target, or the way that the target is read when it does not say. */
export function parseOf(target: string, field: MappedField): string {
  return field.parse ?? DEFAULT_PARSE[target] ?? 'text';
}

/** The mapper of JSON lines. */
export function jsonMapper(mapping: Mapping): RecordMapper {
  return mapWith(mapping, (text) => {
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? (path) => jsonPath(value, path)
        : undefined;
    } catch {
      return undefined;
    }
  });
}

/** What stands between the fields of a CSV or TSV record. */
export function separatorOf(mapping: Mapping): string {
  return mapping.format === 'tsv' ? '\t' : ',';
}

/** The mapper of CSV or TSV records under the given header. */
export function csvMapper(mapping: Mapping, header: readonly string[]): RecordMapper {
  const separator = separatorOf(mapping);
  const index = new Map(header.map((name, at) => [name, at]));
  return mapWith(mapping, (text) => {
    const fields = csvFields(text, separator);
    if (fields?.length !== header.length) return undefined;
    return (path) => {
      const at = index.get(path);
      const value = at === undefined ? undefined : fields[at];
      return value === undefined || value === '' ? undefined : value;
    };
  });
}

type Lookup = (path: string) => string | undefined;

function mapWith(mapping: Mapping, open: (text: string) => Lookup | undefined): RecordMapper {
  const targets = Object.entries(mapping.fields).map(([target, field]) => ({
    target,
    field,
    parse: parseOf(target, field),
  }));
  const guarded = cardPaths(mapping);
  return (text) => {
    const lookup = open(text);
    if (!lookup)
      return reject(
        'malformed',
        undefined,
        mapping.format === 'jsonl' ? 'is not a JSON object' : 'does not have the columns of the header',
      );
    // Before all else: whatever else may be wrong with it, a record with a card number is not kept as it stands.
    for (const { name, paths } of guarded) {
      const reading = readValue(first(paths, lookup) ?? '', 'card-token');
      if (isBad(reading)) return reject(reading.code, name, `${name} ${reading.reason}`);
    }
    const fields: Record<string, string | number | boolean> = {};
    for (const { target, field, parse } of targets) {
      const found = first(field.paths, lookup);
      if (found === undefined) {
        if (field.required) return reject('missing', target, `${target} is missing`);
        continue;
      }
      const reading: Reading = readValue(found, parse);
      if (isBad(reading)) return reject(reading.code, target, `${target} ${reading.reason}`);
      fields[target] = reading;
    }
    const declared = mapping.indicators.flatMap((indicator) => declaredValue(indicator, lookup));
    const kept = Object.fromEntries(
      mapping.keep.flatMap((path) => [[path, lookup(path)] as const]).filter(([, value]) => value !== undefined),
    ) as Record<string, string>;
    return { kind: 'record', fields, declared, kept };
  };
}

/** Where a token stands for a card, and the number of one must not. */
function cardPaths(mapping: Mapping): { readonly name: string; readonly paths: readonly string[] }[] {
  const method = mapping.fields['payment_method'];
  return [
    ...(method ? [{ name: 'payment_method', paths: method.paths }] : []),
    ...mapping.indicators.filter(({ parse }) => parse === 'card-token'),
  ];
}

const reject = (code: string, field: string | undefined, reason: string): Reject => ({
  kind: 'reject',
  code,
  field,
  reason,
});

function first(paths: readonly string[], lookup: Lookup): string | undefined {
  for (const path of paths) {
    const value = lookup(path);
    if (value !== undefined) return value;
  }
  return undefined;
}

function declaredValue(indicator: DeclaredIndicator, lookup: Lookup): { kind: string; value: string }[] {
  const text = first(indicator.paths, lookup);
  if (text === undefined) return [];
  const reading = readValue(text, indicator.parse);
  return isBad(reading) ? [] : [{ kind: indicator.name, value: String(reading) }];
}

/**
 * The text at a path: first of the key that is called so, dots and all; then dots go into objects, `[]` over arrays (texts joined by line ends).
 * Absent, null and empty give undefined.
 */
function jsonPath(root: object, path: string): string | undefined {
  const flat = Object.hasOwn(root, path) ? asText((root as Record<string, unknown>)[path]) : undefined;
  if (flat !== undefined || !/[.[]/.test(path)) return flat;
  let values: unknown[] = [root];
  for (const step of path.split('.')) {
    const isList = step.endsWith('[]');
    const key = isList ? step.slice(0, -2) : step;
    values = values.flatMap((value) => {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
      const next = (value as Record<string, unknown>)[key];
      return isList && Array.isArray(next) ? next : [next];
    });
  }
  const texts = values.map(asText).filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join('\n');
}

function asText(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
