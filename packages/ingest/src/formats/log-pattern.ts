/** A pattern of an access log, ready to take lines apart. */
export interface LogPattern {
  /** Names of the variables in order: nginx's without `$`, Envoy's as they stand between the percent signs. */
  readonly columns: readonly string[];
  /** The values of a line, or undefined where it does not have the form. Absent ones (`-`) are undefined. */
  readonly split: (line: string) => readonly (string | undefined)[] | undefined;
}

interface Part {
  readonly column: string;
  /** The text up to the next variable. */
  readonly behind: string;
}

const NGINX = /\$\{([a-z0-9_]+)\}|\$([a-z0-9_]+)/gy;
const ENVOY = /%([A-Z0-9_]+(?:\([^)]*\))?(?::\d+)?)%/gy;

/**
 * Compiles a pattern, written as nginx's `log_format` or Envoy's access log format. Each variable ends where the text behind it is next found, so a line is
 * read once, however hostile it is. Gives a fault where the pattern cannot tell its variables apart.
 */
export function compileLogPattern(pattern: string): LogPattern | { readonly fault: string } {
  const isEnvoy = /%[A-Z0-9_]+(\([^)]*\))?(:\d+)?%/.test(pattern);
  const { start, parts } = partsOf(pattern, isEnvoy ? ENVOY : NGINX);
  if (parts.length === 0) return { fault: 'names no variable ($remote_addr, %START_TIME%)' };
  const close = parts.find(({ behind }, at) => behind === '' && at < parts.length - 1);
  if (close) return { fault: `has nothing between ${close.column} and the next variable` };
  const columns = parts.map(({ column }) => column);
  const twice = columns.find((column, at) => columns.indexOf(column) !== at);
  if (twice !== undefined) return { fault: `has ${twice} twice` };
  return { columns, split: (line) => splitLine(line, start, parts) };
}

function partsOf(pattern: string, variable: RegExp): { start: string; parts: Part[] } {
  const found: { column: string; behind: string }[] = [];
  let start = '';
  for (let at = 0; at < pattern.length;) {
    variable.lastIndex = at;
    const match = variable.exec(pattern);
    const last = found.at(-1);
    if (match) {
      found.push({ column: match[1] ?? match[2] ?? '', behind: '' });
      at += match[0].length;
    } else {
      const character = pattern[at++] ?? '';
      if (last) last.behind += character;
      else start += character;
    }
  }
  return { start, parts: found };
}

function splitLine(line: string, start: string, parts: readonly Part[]): (string | undefined)[] | undefined {
  if (!line.startsWith(start)) return undefined;
  const values: (string | undefined)[] = [];
  let at = start.length;
  for (const { behind } of parts) {
    const end = behind === '' ? line.length : unescapedIndex(line, behind, at);
    if (end < 0) return undefined;
    values.push(valueOf(line.slice(at, end)));
    at = end + behind.length;
  }
  // A line that goes on has more fields than the pattern, and the last one would take them all.
  return at === line.length ? values : undefined;
}

/** Where the text next stands; where it begins with a quote, not behind a backslash, which is how a value holds one. */
function unescapedIndex(line: string, text: string, from: number): number {
  let at = line.indexOf(text, from);
  while (at > 0 && text.startsWith('"') && isEscaped(line, at, from)) at = line.indexOf(text, at + 1);
  return at;
}

function isEscaped(line: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - 1 - slashes >= from && line[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

function valueOf(text: string): string | undefined {
  if (text === '-' || text === '') return undefined;
  return text.includes('\\') ? unescaped(text) : text;
}

/** A value as it was before nginx (`\x22`, `\"`) or Zeek (`\x09`) wrote it; escaped bytes are UTF-8. */
export function unescaped(text: string): string {
  if (!/\\(x[0-9a-fA-F]{2}|["\\])/.test(text)) return text;
  const parts = text.split(/\\(x[0-9a-fA-F]{2}|["\\])/);
  return Buffer.concat(
    parts.map((part, at) =>
      at % 2 === 0 || part.length === 1 ? Buffer.from(part) : Buffer.of(Number.parseInt(part.slice(1), 16)),
    ),
  ).toString('utf8');
}
