import { commonTokens } from './common-tokens.js';
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
  const holders = countHolders(lists);
  // Only tokens that enough samples have can be fixed: without the others, long fills cost little.
  const isCommon = (token: number): boolean => holders.get(token) >= SHARE_TO_SHOW * lists.length;
  const places = placesOf(hashes, isCommon);
  const own = tokensAt(hashes, places);
  const votes = new Uint16Array(length);
  for (const list of lists)
    for (const at of commonTokens(own, tokensAt(list, placesOf(list, isCommon)))) votes[places[at]!]!++;
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

/** In how many of the lists each token is. */
function countHolders(lists: readonly Int32Array[]): HolderCounts {
  const counts = new HolderCounts(lists.reduce((sum, { length }) => sum + length, 0));
  lists.forEach((list, sample) => {
    for (let at = 0; at < list.length; at++) counts.add(list[at]!, sample);
  });
  return counts;
}

/** Where the tokens of a list stand that pass. */
function placesOf(list: Int32Array, passes: (token: number) => boolean): Int32Array {
  const places = new Int32Array(list.length);
  let count = 0;
  for (let at = 0; at < list.length; at++) if (passes(list[at]!)) places[count++] = at;
  return places.subarray(0, count);
}

function tokensAt(list: Int32Array, places: Int32Array): Int32Array {
  const tokens = new Int32Array(places.length);
  for (let at = 0; at < places.length; at++) tokens[at] = list[places[at]!]!;
  return tokens;
}
