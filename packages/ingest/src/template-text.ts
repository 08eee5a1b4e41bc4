/** A slot in a template's text: where samples differ. */
export const SLOT = '‹…›';

const SHARE_TO_SHOW = 0.9;
const MOST_WORDS = 160;

/**
 * One readable text for prompts of the same signature: the words that at least nine in ten samples have in the same order, slots elsewhere. Words of
 * a few samples alone never show, so that private text does not leak into the graph. Gives undefined when fewer than three words remain.
 */
export function templateText(samples: readonly string[]): string | undefined {
  const lists = samples.map((sample) => sample.replace(/\s+/g, ' ').trim().split(' ').slice(0, MOST_WORDS));
  const base = lists.toSorted((a, b) => a.length - b.length)[0];
  if (!base) return undefined;
  const votes = new Uint16Array(base.length);
  for (const list of lists) for (const at of commonWords(base, list)) votes[at]!++;
  const parts: string[] = [];
  let shown = 0;
  base.forEach((word, at) => {
    if (votes[at]! >= SHARE_TO_SHOW * lists.length) {
      parts.push(word);
      shown++;
    } else if (parts.at(-1) !== SLOT) parts.push(SLOT);
  });
  if (parts.at(-1) !== SLOT && lists.some((list) => list.at(-1) !== base.at(-1))) parts.push(SLOT);
  return shown < 3 ? undefined : parts.join(' ');
}

/** Indices in `base` of a longest common subsequence with `list`. */
function commonWords(base: readonly string[], list: readonly string[]): number[] {
  const width = list.length + 1;
  const best = new Uint16Array((base.length + 1) * width);
  for (let i = base.length - 1; i >= 0; i--) {
    for (let j = list.length - 1; j >= 0; j--) {
      best[i * width + j] =
        base[i] === list[j]
          ? best[(i + 1) * width + j + 1]! + 1
          : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  const indices: number[] = [];
  for (let i = 0, j = 0; i < base.length && j < list.length;) {
    if (base[i] === list[j]) {
      indices.push(i++);
      j++;
    } else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++;
    else j++;
  }
  return indices;
}
