import type { CompiledPath, PathStep } from './path-step.js';
import { jsonScanner } from './json-scan.js';

export type { CompiledPath, PathStep } from './path-step.js';

/**
 * Parses a path: `a.b` goes into objects, `[]` over arrays, `[2]` and `[-1]` to one element, `["a.b"]` to a key as it stands, `[a.b]` to the entry of an
 * attribute list (`[{key, value}]`) or to a key, `[role=user]` to the elements that say so; `^.` first climbs to the object around an expanded record. A text
 * on the way that is itself JSON is gone into. Gives a fault where it cannot be read.
 */
export function parsePath(text: string): CompiledPath | { readonly fault: string } {
  const climb = /^(?:\^\.?)*/.exec(text)?.[0] ?? '';
  const up = climb.split('^').length - 1;
  const steps: PathStep[] = [];
  let at = climb.length;
  while (at < text.length) {
    if (text[at] === '[') {
      const bracket = bracketAt(text, at);
      if (!bracket) return { fault: `has a bracket that cannot be read at "${text.slice(at)}"` };
      steps.push(bracket.step);
      at = bracket.end;
    } else {
      if (text[at] === '.') at++;
      const end = at + (/^[^.[]*/.exec(text.slice(at))?.[0].length ?? 0);
      if (end === at) return { fault: 'has an empty step' };
      steps.push({ kind: 'key', key: text.slice(at, end) });
      at = end;
    }
  }
  return { text, steps, up };
}

/** The path, parsed; one that cannot be read is a key as it stands, as the names of CSV columns are. */
export function compilePath(text: string): CompiledPath {
  const parsed = parsePath(text);
  return 'fault' in parsed ? { text, steps: [{ kind: 'key', key: text }], up: 0 } : parsed;
}

function bracketAt(text: string, at: number): { readonly step: PathStep; readonly end: number } | undefined {
  const quoted = /^\["((?:[^"\\]|\\.)*)"\]/.exec(text.slice(at));
  if (quoted) {
    const key = (quoted[1] ?? '').replaceAll(/\\(.)/g, '$1');
    return { step: { kind: 'key', key }, end: at + quoted[0].length };
  }
  const plain = /^\[([^\]"]*)\]/.exec(text.slice(at));
  if (!plain) return undefined;
  const inner = plain[1] ?? '';
  const end = at + plain[0].length;
  if (inner === '') return { step: { kind: 'each' }, end };
  if (/^-?\d+$/.test(inner)) return { step: { kind: 'at', index: Number(inner) }, end };
  const where = /^([^=]+)=(.+)$/.exec(inner);
  if (where) return { step: { kind: 'where', key: where[1] ?? '', value: where[2] ?? '' }, end };
  return { step: { kind: 'attribute', key: inner }, end };
}

/** The values that a path leads to; several where it goes over arrays. */
export function valuesAt(root: unknown, steps: readonly PathStep[]): unknown[] {
  let values: unknown[] = [root];
  for (const step of steps) values = values.flatMap((value) => stepInto(value, step));
  return values;
}

/** The text at a path: several are joined by line ends. Absent, null and empty give undefined; what is no text is written as JSON. */
export function textAt(root: object, path: CompiledPath): string | undefined {
  const flat = path.up === 0 && Object.hasOwn(root, path.text) ? asText((root as Keyed)[path.text]) : undefined;
  if (flat !== undefined || (path.steps.length === 1 && path.steps[0]?.kind === 'key'))
    return flat ?? single(root, path);
  const texts = valuesAt(root, path.steps)
    .map(asText)
    .filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join('\n');
}

type Keyed = Readonly<Record<string, unknown>>;

function single(root: object, path: CompiledPath): string | undefined {
  const [step] = path.steps;
  return step?.kind === 'key' && Object.hasOwn(root, step.key) ? asText((root as Keyed)[step.key]) : undefined;
}

function stepInto(from: unknown, step: PathStep): unknown[] {
  const value = typeof from === 'string' ? embedded(from) : from;
  if (step.kind === 'each') return Array.isArray(value) ? value : [from];
  if (typeof value !== 'object' || value === null) return [];
  if (step.kind === 'at') {
    const found: unknown = Array.isArray(value) ? value.at(step.index) : undefined;
    return found === undefined ? [] : [found];
  }
  if (step.kind === 'where') return Array.isArray(value) ? value.filter((each) => saysSo(each, step)) : [];
  if (step.kind === 'attribute' && Array.isArray(value)) return attributeOf(value, step.key);
  return Object.hasOwn(value, step.key) ? [(value as Keyed)[step.key]] : [];
}

const saysSo = (value: unknown, { key, value: wanted }: { readonly key: string; readonly value: string }): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) && (value as Keyed)[key] === wanted;

/** A text that holds JSON, as attributes and columns of messages do; undefined when it is only a text. */
const embedded = (text: string): unknown => (/^\s*[[{]/.test(text) ? parseJson(text) : undefined);

const scanDepth = jsonScanner([]);

/** The value of a JSON text; undefined when it is none, or nested too deep. */
export function parseJson(text: string): unknown {
  const scanned = scanDepth(text);
  if (scanned.kind === 'fault') return undefined;
  try {
    return JSON.parse(scanned.text);
  } catch {
    return undefined;
  }
}

/** The value of a name in a list of attributes, as OpenTelemetry (`key`, `value`) and others (`name`, `Value`) write them. */
function attributeOf(list: readonly unknown[], key: string): unknown[] {
  for (const entry of list) {
    if (typeof entry !== 'object' || entry === null) continue;
    const fields = entry as Keyed;
    if ((fields['key'] ?? fields['Key'] ?? fields['name'] ?? fields['Name']) === key)
      return [unwrapped(fields['value'] ?? fields['Value'])];
  }
  return [];
}

const WRAPPERS = ['stringValue', 'intValue', 'doubleValue', 'boolValue', 'bytesValue'];

/** A value of OpenTelemetry's JSON without what says its type. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Keyed;
  const wrapper = WRAPPERS.find((name) => Object.hasOwn(fields, name));
  if (wrapper !== undefined) return fields[wrapper];
  const list = valuesIn(fields['arrayValue']);
  if (list) return list.map(unwrapped);
  const pairs = valuesIn(fields['kvlistValue']);
  if (pairs) return Object.fromEntries(pairs.map((pair) => [String(pair['key']), unwrapped(pair['value'])]));
  return value;
}

function valuesIn(value: unknown): readonly Keyed[] | undefined {
  const values = typeof value === 'object' && value !== null ? (value as Keyed)['values'] : undefined;
  return Array.isArray(values) ? (values as Keyed[]) : undefined;
}

function asText(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
