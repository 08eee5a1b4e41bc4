import { compilePath, type CompiledPath } from './formats/json-path.js';
import type { DeclaredIndicator, Mapping, MappedField } from './mapping.js';
import { valueReader, type Reading } from './read-value.js';

/** A field of a mapping with its paths parsed and its way to read chosen. */
export interface CompiledField {
  readonly target: string;
  readonly paths: readonly CompiledPath[];
  readonly isRequired: boolean;
  /** Whether blanks are no value: all who have them would be one. */
  readonly isName: boolean;
  readonly read: (text: string) => Reading;
}

/** A mapping made ready for many records; both readers of JSON lines use it, so that a value is read in one way. */
export interface CompiledMapping {
  /** Where a token stands for a card, and the number of one must not. */
  readonly guarded: readonly CompiledField[];
  readonly only: readonly { readonly path: CompiledPath; readonly values: ReadonlySet<string> }[];
  readonly fields: readonly CompiledField[];
  readonly indicators: readonly CompiledField[];
  readonly kept: readonly CompiledPath[];
  /** Whether card numbers in kept values are hidden: records of payments carry them where nobody looks for them. */
  readonly hidesCards: boolean;
}

const NAME = 'name';
const DEFAULT_PARSE: Readonly<Record<string, string>> = {
  account: NAME,
  request: NAME,
  time: 'rfc3339',
  created: 'rfc3339',
  banned_at: 'rfc3339',
  ip: 'ip',
  verified: 'boolean',
  input_tokens: 'integer',
  output_tokens: 'integer',
  amount: 'number',
  prompt: 'prompt',
  system_prompt: 'prompt',
};

/** How the mapping reads a target, or the way that the target is read when it does not say. */
export function parseOf(target: string, field: MappedField): string {
  return field.parse ?? DEFAULT_PARSE[target] ?? 'text';
}

/** Parses the paths of a mapping and chooses how its values are read. */
export function compileMapping(mapping: Mapping): CompiledMapping {
  const compiled = (target: string, paths: readonly string[], parse: string, isRequired = false): CompiledField => ({
    target,
    paths: paths.map(compilePath),
    isRequired,
    isName: parse === NAME,
    read: valueReader(parse),
  });
  const declared = (each: DeclaredIndicator): CompiledField => compiled(each.name, each.paths, each.parse);
  const cards = ['payment_method', 'bin'].flatMap((target) => {
    const field = mapping.fields[target];
    return field ? [compiled(target, field.paths, 'card-token')] : [];
  });
  return {
    guarded: [...cards, ...mapping.indicators.filter(({ parse }) => parse === 'card-token').map(declared)],
    only: Object.entries(mapping.only).map(([path, values]) => ({ path: compilePath(path), values: new Set(values) })),
    fields: Object.entries(mapping.fields).map(([target, field]) =>
      compiled(target, field.paths, parseOf(target, field), field.required),
    ),
    indicators: mapping.indicators.map(declared),
    kept: mapping.keep.map(compilePath),
    hidesCards: mapping.entity === 'payment',
  };
}

/** All paths of a mapping. */
export function pathsOf(compiled: CompiledMapping): CompiledPath[] {
  const fields = [...compiled.guarded, ...compiled.fields, ...compiled.indicators];
  return [...fields.flatMap(({ paths }) => paths), ...compiled.only.map(({ path }) => path), ...compiled.kept];
}
