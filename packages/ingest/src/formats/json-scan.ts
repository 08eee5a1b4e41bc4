import type { CompiledPath, PathStep } from './path-step.js';

/** Deepest nesting of a record that is read. */
export const DEEPEST = 64;

/** What `JSON.parse` does not tell of a record: either it must not be read, or the text of it that loses no digit. */
export type Scan =
  | { readonly kind: 'fault'; readonly code: 'too-deep' | 'duplicate-key'; readonly reason: string }
  | { readonly kind: 'text'; readonly text: string };

/** The keys that a mapping asks for, level by level; arrays are passed through. */
interface KeyNode {
  readonly children: Map<string, KeyNode>;
}

const [QUOTE, COMMA, COLON, MINUS, BACKSLASH] = [34, 44, 58, 45, 92];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

/**
 * A scanner for records of a mapping: it refuses nesting beyond 64 and a mapped key that stands twice in one object (JSON.parse takes the last), and
 * puts quotes around integers that a double would round and numbers that it cannot hold, so that an id keeps its digits. It steps over strings and does
 * not check the rest: what is no JSON is left to JSON.parse.
 */
export function jsonScanner(paths: readonly CompiledPath[], records: readonly PathStep[] = []): (text: string) => Scan {
  const root = keysOf(paths, records);
  return (text) => scan(text, root);
}

function keysOf(paths: readonly CompiledPath[], records: readonly PathStep[]): KeyNode {
  const root: KeyNode = { children: new Map() };
  const levels = levelsOf(records);
  for (const path of paths) {
    const above = levels.slice(0, Math.max(0, levels.length - path.up)).flat();
    add(root, [...above, path.text]);
    add(root, [...above, ...keysAlone(path.steps)]);
  }
  return root;
}

/** The keys up to the first attribute list: inside one the same names stand in every entry. */
function keysAlone(steps: readonly PathStep[]): string[] {
  const cut = steps.findIndex((step) => step.kind === 'attribute');
  return (cut < 0 ? steps : steps.slice(0, cut)).flatMap((step) => (step.kind === 'key' ? [step.key] : []));
}

function levelsOf(records: readonly PathStep[]): string[][] {
  const levels: string[][] = [];
  let level: string[] = [];
  for (const step of records) {
    if (step.kind === 'key') level.push(step.key);
    if (step.kind !== 'each') continue;
    levels.push(level);
    level = [];
  }
  return levels;
}

function add(root: KeyNode, keys: readonly string[]): void {
  let node = root;
  for (const key of keys) {
    const next = node.children.get(key) ?? { children: new Map() };
    node.children.set(key, next);
    node = next;
  }
}

interface Level {
  readonly node: KeyNode | undefined;
  readonly isObject: boolean;
  readonly seen: KeyNode[];
}

function scan(text: string, root: KeyNode): Scan {
  const levels: Level[] = [];
  let level: Level | undefined;
  let next: KeyNode | undefined = root;
  let isKey = false;
  const wide: { from: number; to: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = stringEnd(text, at);
      if (isKey && level) {
        const key = keyText(text, at, end);
        next = level.node?.children.get(key);
        if (next && level.seen.includes(next)) return duplicate(key);
        if (next) level.seen.push(next);
        isKey = false;
      }
      at = end;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      if (levels.length === DEEPEST) return TOO_DEEP;
      level = { node: next, isObject: code === OPEN_OBJECT, seen: [] };
      levels.push(level);
      isKey = level.isObject;
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      levels.pop();
      level = levels.at(-1);
      isKey = false;
      next = level?.isObject === false ? level.node : undefined;
    } else if (code === COMMA) {
      isKey = level?.isObject === true;
      next = isKey ? undefined : level?.node;
    } else if (code === MINUS || (code >= 48 && code <= 57)) {
      const end = numberEnd(text, at);
      if (end - at > 15 && !isExact(text.slice(at, end))) wide.push({ from: at, to: end });
      else if (end - at > 3 && !Number.isFinite(Number(text.slice(at, end)))) wide.push({ from: at, to: end });
      at = end - 1;
    } else if (code === COLON) isKey = false;
  }
  return { kind: 'text', text: wide.length === 0 ? text : quoteAll(text, wide) };
}

const TOO_DEEP: Scan = { kind: 'fault', code: 'too-deep', reason: `is nested deeper than ${DEEPEST} levels` };

// A key that the mapping names: no content of the dump.
const duplicate = (key: string): Scan => ({ kind: 'fault', code: 'duplicate-key', reason: `has the key ${key} twice` });

/** The index of the closing quote; the end of the text when there is none. */
function stringEnd(text: string, open: number): number {
  for (let close = text.indexOf('"', open + 1); close >= 0; close = text.indexOf('"', close + 1)) {
    let slashes = 0;
    while (text.charCodeAt(close - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return close;
  }
  return text.length;
}

function keyText(text: string, open: number, close: number): string {
  const raw = text.slice(open + 1, close);
  if (!raw.includes('\\')) return raw;
  return raw.replaceAll(/\\u([0-9a-fA-F]{4})|\\(.)/g, (_, hex: string | undefined, plain: string) =>
    hex === undefined ? (ESCAPES[plain] ?? plain) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function numberEnd(text: string, from: number): number {
  let at = from + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isPart =
      (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46 || code === 69 || code === 101;
    if (!isPart) return at;
  }
  return at;
}

/** Whether a double holds the number, digit for digit where it is an integer. Fractions are measures, never ids. */
const isExact = (number: string): boolean =>
  /^-?\d+$/.test(number) ? Number.isSafeInteger(Number(number)) : Number.isFinite(Number(number));

function quoteAll(text: string, parts: readonly { from: number; to: number }[]): string {
  let quoted = '';
  let at = 0;
  for (const { from, to } of parts) {
    const number = text.slice(from, to);
    // What is no number of JSON stays as it is, for JSON.parse to refuse.
    quoted += text.slice(at, from) + (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(number) ? `"${number}"` : number);
    at = to;
  }
  return quoted + text.slice(at);
}
