/** A run of words that both templates have, or one of them alone. */
export interface DifferencePart {
  readonly of: 'both' | 'one' | 'other';
  readonly text: string;
}

/** Words of each template that are compared; what follows is left out, and said. */
export const MOST_WORDS = 400;

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const plain = (word: string): string => word.toLowerCase().replace(/^[^\p{L}\p{N}‹]+|[^\p{L}\p{N}›]+$/gu, '');

/** How alike two templates are, 0–1: the share of their words and pairs of words that both have (Jaccard). */
export function likeness(one: string, other: string): number {
  const [a, b] = [itemsOf(one), itemsOf(other)];
  let both = 0;
  for (const item of a) if (b.has(item)) both++;
  const all = a.size + b.size - both;
  return all === 0 ? 0 : both / all;
}

function itemsOf(text: string): Set<string> {
  const words = wordsOf(text).map(plain);
  return new Set(words.flatMap((word, at) => (at === 0 ? [word] : [word, `${words[at - 1]!} ${word}`])));
}

/** The words of two templates in one line: what both have in order, and between it what one has alone, the one's before the other's (longest common subsequence). Case and marks make no difference. */
export function differenceOf(one: string, other: string): DifferencePart[] {
  const [a, b] = [one, other].map((text) => wordsOf(text).slice(0, MOST_WORDS)) as [string[], string[]];
  const lengths = commonLengths(a.map(plain), b.map(plain));
  const parts: { of: DifferencePart['of']; words: string[] }[] = [];
  const add = (of: DifferencePart['of'], word: string): void => {
    const last = parts.at(-1);
    if (last?.of === of) last.words.push(word);
    else parts.push({ of, words: [word] });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && plain(a[i]!) === plain(b[j]!)) {
      add('both', a[i++]!);
      j++;
    } else if (i < a.length && (j === b.length || lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) add('one', a[i++]!);
    else add('other', b[j++]!);
  }
  return parts.map(({ of, words }) => ({ of, text: words.join(' ') }));
}

/** Words that the rests from i and from j have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  return lengths;
}
