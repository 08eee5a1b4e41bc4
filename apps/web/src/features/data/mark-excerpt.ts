/** A stretch of an excerpt; the marked one is what was refused. */
export interface Stretch {
  readonly text: string;
  readonly isMarked: boolean;
}

/**
 * The excerpt of a refused row with the value of the refused field marked, and cut so that the mark can be seen. `paths` are where the mapping looks for the
 * field. For JSON that is the value after the last key of a path; where nothing is found, nothing is marked. A row that ends too early is marked at its end.
 */
export function markExcerpt(
  excerpt: string,
  { code, paths }: { readonly code: string; readonly paths: readonly string[] },
): readonly Stretch[] {
  const range = code === 'malformed' ? endOf(excerpt) : rangeOf(excerpt, paths);
  if (!range) return [{ text: excerpt, isMarked: false }];
  const [from, to] = range;
  const begin = from > LEAD ? from - LEAD : 0;
  return [
    { text: `${begin > 0 ? '…' : ''}${excerpt.slice(begin, from)}`, isMarked: false },
    { text: excerpt.slice(from, to), isMarked: true },
    { text: excerpt.slice(to), isMarked: false },
  ].filter(({ text }) => text !== '');
}

/** Characters that stay before the mark. */
const LEAD = 16;
const TAIL = 8;

function rangeOf(excerpt: string, paths: readonly string[]): readonly [number, number] | undefined {
  for (const path of paths) {
    const key = path
      .split(/[.[\]"]+/)
      .filter(Boolean)
      .at(-1);
    if (key === undefined) continue;
    const found = new RegExp(`"${escaped(key)}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*"?|[^,}\\]\\s]+)`).exec(excerpt);
    if (!found) continue;
    const from = found.index + found[0].length - found[1]!.length;
    return [from, from + found[1]!.length];
  }
  return undefined;
}

function endOf(excerpt: string): readonly [number, number] | undefined {
  const text = excerpt.trimEnd();
  const isCut = text.startsWith('{') && !/[}…]$/.test(text);
  return isCut ? [Math.max(0, text.length - TAIL), text.length] : undefined;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
