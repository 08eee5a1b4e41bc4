import { HolderCounts } from './holder-counts.js';
import type { TemplateCore } from './template-core.js';
import type { PromptTokens } from './prompt-tokens.js';

/** A slot in a template's text: where samples differ. */
export const SLOT = '‹…›';

const SHARE_TO_SHOW = 0.8;
const MOST_SAMPLES = 12;

/**
 * One readable text for samples of a template: what at least four in five of them have in the same order, slots elsewhere. A lone token counts only inside
 * a run that the samples share. What a few samples have alone never shows, so that private text does not leak into the graph. Undefined without shared text.
 */
export function templateText(samples: readonly PromptTokens[], core: TemplateCore): string | undefined {
  const order = samples
    .map((_, at) => at)
    .toSorted((a, b) => samples[a]!.hashes.length - samples[b]!.hashes.length || a - b);
  const base = order[order.length >> 2];
  if (base === undefined) return undefined;
  const { hashes, bytes, starts, ends, gap } = samples[base]!;
  const { length } = hashes;
  const others = order.filter((at) => at !== base).slice(0, MOST_SAMPLES - 1);
  const lists = others.map((other) => samples[other]!.hashes);
  const isCommon = commonIn(lists);
  // Only tokens that enough samples have can be fixed: without the others, long fills cost little.
  const places = Array.from({ length }, (_, at) => at).filter((at) => isCommon(hashes[at]!));
  const own = Int32Array.from(places, (at) => hashes[at]!);
  const votes = new Uint16Array(length);
  for (const list of lists) for (const at of commonTokens(own, list.filter(isCommon))) votes[places[at]!]!++;
  const isFixed = Array.from(votes, (count) => count >= SHARE_TO_SHOW * others.length);
  const shown = isFixed.map(
    (fixed, at) => fixed && (isFixed[at - 1] === true || isFixed[at + 1] === true || core.covered[base]![at] === 1),
  );
  if (!shown.includes(true)) return undefined;
  return assemble(shown, gap, (from, to) => decoder.decode(bytes.subarray(starts[from], ends[to - 1])));
}

const decoder = new TextDecoder();

/** Fixed runs as they are written, blanks as one, with a slot between two runs and where text was left out. */
function assemble(shown: readonly boolean[], gap: number, textOf: (from: number, to: number) => string): string {
  const parts: string[] = [];
  for (let at = 0; at < shown.length;) {
    const from = at;
    const isCut = gap > 0 && from === gap && shown[from] === true && parts.at(-1) !== SLOT;
    while (at < shown.length && shown[at] === shown[from] && (at === from || at !== gap)) at++;
    if (isCut) parts.push(SLOT);
    if (shown[from] === true) parts.push(textOf(from, at));
    else if (parts.at(-1) !== SLOT) parts.push(SLOT);
  }
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}

/** Which tokens at least four in five of the lists have. */
function commonIn(lists: readonly Int32Array[]): (token: number) => boolean {
  const counts = new HolderCounts(lists.reduce((sum, { length }) => sum + length, 0));
  lists.forEach((list, at) => {
    for (const token of list) counts.add(token, at);
  });
  return (token) => counts.get(token) >= SHARE_TO_SHOW * lists.length;
}

/** Indices in `base` of a longest common subsequence with `list`. */
function commonTokens(base: Int32Array, list: Int32Array): number[] {
  const rows = base.length;
  const columns = list.length;
  const width = columns + 1;
  const best = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      best[i * width + j] =
        base[i] === list[j]
          ? best[(i + 1) * width + j + 1]! + 1
          : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  const indices: number[] = [];
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (base[i] === list[j]) {
      indices.push(i++);
      j++;
    } else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++;
    else j++;
  }
  return indices;
}
