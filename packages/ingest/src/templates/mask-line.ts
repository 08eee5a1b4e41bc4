/** What stands for a variable in the signature of a machine-made line. */
export const LINE_SLOT = '*';

/** More of a line than this is not looked at: a stack trace or a payload behind it says nothing about the kind of line. */
const MOST_CHARACTERS = 4096;
const SEPARATORS = new Set('=:,;()[]{}"\'|');
/** One token: a separator, or what stands between separators. */
const TOKENS = /[=:,;()[\]{}"'|]|[^\s=:,;()[\]{}"'|]+/g;
const NAMES_OF_DAYS =
  /^(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december)$/i;
const PRODUCT_VERSION = /^([A-Za-z][A-Za-z._-]*\/)v?\d[\d._]*$/;
const HOST_AND_PORT = /^[A-Za-z][\w-]*(?:\.[\w-]+)+:\d+/;
const INNER_DOTS = /[\w$-]\.[\w$-]+\.[\w$-]/;
/** Units that follow a value, and words that are values. */
const UNIT = /^(?:[kKMGT]i?)?B$|^(?:ns|us|ms|sec|secs|s)$/;
const TRUTH = /^(?:true|false)$/i;
const HAS_DIGIT = /\d/;

/**
 * The signature of a machine-made line (a user agent, an error message, a tool's name): its constant words with `*` for what looks like a value: anything
 * with a digit (and its unit), paths, dotted names, hosts with a port, days and months, true and false. Lines of one kind mostly have one signature; `mineLines` does the rest.
 */
export function maskLine(text: string): string {
  const line = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) : text;
  const tokens: string[] = [];
  for (const chunk of line.split(/\s+/)) if (chunk !== '') maskChunk(chunk, tokens);
  return collapse(tokens).join(' ');
}

/** Whether a token of a signature is a word, which may turn out to be a value, rather than a separator or a slot. */
export const isLineWord = (token: string): boolean => token !== LINE_SLOT && !SEPARATORS.has(token);

/** Neighbouring slots are one, also with a separator between them: a list of values is a value, whatever its length. */
export function collapse(tokens: readonly string[]): string[] {
  const kept: string[] = [];
  for (const token of tokens) {
    kept.push(token);
    while (kept.at(-1) === LINE_SLOT) {
      if (kept.at(-2) === LINE_SLOT) kept.splice(-2, 1);
      else if (kept.at(-3) === LINE_SLOT && JOINERS.has(kept.at(-2)!)) kept.splice(-3, 2);
      else break;
    }
  }
  return kept;
}

const JOINERS = new Set([':', ',', ';', '=', '|', '-', '/', '.']);

function maskChunk(raw: string, tokens: string[]): void {
  const chunk = raw.includes('<') || raw.includes('>') ? raw.replace(/[<>]/g, '') : raw;
  if (chunk.includes('/') && !PRODUCT_VERSION.test(chunk) && /[\d?&]/.test(chunk)) {
    maskPath(chunk, tokens);
    return;
  }
  const host = HOST_AND_PORT.exec(chunk);
  if (host) tokens.push(LINE_SLOT);
  for (const token of (host ? chunk.slice(host[0].length) : chunk).match(TOKENS) ?? []) {
    if (tokens.at(-1) === LINE_SLOT && UNIT.test(token)) continue;
    tokens.push(maskToken(token));
    if (token === ')') dropGroup(tokens);
  }
}

/** A path or URL with values in it: a slot, but what encloses it stays. */
function maskPath(chunk: string, tokens: string[]): void {
  let from = 0;
  while (SEPARATORS.has(chunk.charAt(from))) tokens.push(chunk.charAt(from++));
  let to = chunk.length;
  while (to > from && (SEPARATORS.has(chunk.charAt(to - 1)) || chunk.charAt(to - 1) === '.')) to--;
  tokens.push(LINE_SLOT);
  for (const separator of chunk.slice(to)) {
    if (!SEPARATORS.has(separator)) continue;
    tokens.push(separator);
    if (separator === ')') dropGroup(tokens);
  }
}

function maskToken(token: string): string {
  if (token.length === 1) return token >= '0' && token <= '9' ? LINE_SLOT : token;
  const product = PRODUCT_VERSION.exec(token);
  if (product) return `${product[1]}${LINE_SLOT}`;
  if (
    HAS_DIGIT.test(token) ||
    INNER_DOTS.test(token) ||
    isPath(token) ||
    NAMES_OF_DAYS.test(token) ||
    TRUTH.test(token)
  )
    return LINE_SLOT;
  return token;
}

const isPath = (token: string): boolean =>
  token.length > 2 && (token[0] === '/' || /^[A-Za-z.~]*[\\/].*[\\/]/.test(token));

/** A closed pair of parentheses that holds nothing, or a value and at most its unit, is itself an optional value: it goes. */
function dropGroup(tokens: string[]): void {
  const open = tokens.lastIndexOf('(');
  if (open < 0) return;
  const inside = tokens.slice(open + 1, -1);
  const isValue = inside.length === 0 || (inside[0] === LINE_SLOT && collapse(inside).length <= 2);
  if (isValue) tokens.length = open;
}
