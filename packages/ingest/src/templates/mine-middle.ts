import { eachShingle, isFixedText, type Occurrence, type Tokens } from './fixed-passage.js';
import { KeySketch, KeyTable } from './key-table.js';
import { hashRun, type PromptTokens } from './prompt-tokens.js';

/** No more tokens of a prompt than this need be read. */
export const MIDDLE_TOKENS = 400;
/** A long run has this weight, in quarters of a word; more is asked of more prompts, as long runs that are chance grow with them. */
const RUN_WEIGHT = 32;
const RUN_WEIGHT_PER_DOUBLING = 2;
const FEW_PROMPTS = 1000;

/** A prompt that neither its opening nor its ending put into a group. */
export interface MiddlePrompt {
  readonly row: number;
  readonly account: number;
  readonly tokens: Tokens;
  /** Its shingles, each once, with the token that each begins at and the token after it. */
  readonly shingles: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** The shingles of a prompt: at most `most`, chosen by hash, so that the same passage is chosen in every prompt. */
export function middlePrompt(row: number, account: number, whole: PromptTokens, most: number): MiddlePrompt {
  const hashes = whole.hashes.slice(0, MIDDLE_TOKENS);
  const weights = whole.weights.slice(0, MIDDLE_TOKENS);
  const { shingles, from, to } = scratch;
  let count = distinctShingles(hashes, weights);
  for (let mask = 1; count > most; mask = mask * 2 + 1) {
    let kept = 0;
    for (let at = 0; at < count; at++) {
      if ((shingles[at]! & mask) !== 0) continue;
      shingles[kept] = shingles[at]!;
      from[kept] = from[at]!;
      to[kept++] = to[at]!;
    }
    count = kept;
  }
  return {
    row,
    account,
    tokens: { hashes, weights, isMark: whole.isMark.slice(0, MIDDLE_TOKENS) },
    shingles: shingles.slice(0, count),
    from: from.slice(0, count),
    to: to.slice(0, count),
  };
}

const SLOTS = 1024;
/** Where {@link distinctShingles} puts what it finds; memory that is used again, as there are tens of thousands of prompts. */
const scratch = {
  shingles: new Int32Array(MIDDLE_TOKENS),
  from: new Int32Array(MIDDLE_TOKENS),
  to: new Int32Array(MIDDLE_TOKENS),
  /** By hash the number of the shingle, from 1 on. */
  known: new Uint16Array(SLOTS),
};

/** Notes each shingle once, where it stands first; gives their number. */
function distinctShingles(hashes: Int32Array, weights: Uint8Array): number {
  const { shingles, from, to, known } = scratch;
  known.fill(0);
  let count = 0;
  eachShingle(weights, { first: 0, end: weights.length }, (start, stop) => {
    const shingle = hashRun(hashes, start, stop);
    let slot = shingle & (SLOTS - 1);
    while (known[slot] !== 0 && shingles[known[slot]! - 1] !== shingle) slot = (slot + 1) & (SLOTS - 1);
    if (known[slot] !== 0) return;
    shingles[count] = shingle;
    from[count] = start;
    to[count] = stop;
    known[slot] = ++count;
  });
  return count;
}

/**
 * The shingle that each prompt is grouped by, or 0: the most frequent of its shingles that are a template's text. A phrase that merely is frequent stands
 * anywhere and has the same few words around it.
 */
export function mineMiddle(
  prompts: readonly MiddlePrompt[],
  { minUses, shared }: { minUses: number; shared: boolean },
): Int32Array {
  const uses = countUses(prompts, minUses);
  const reach = (key: number): number => (shared ? uses.sharedCount(key) : uses.count(key));
  const runWeight = RUN_WEIGHT + RUN_WEIGHT_PER_DOUBLING * Math.max(0, Math.log2(prompts.length / FEW_PROMPTS));
  const fixed = new Set<number>();
  for (const [shingle, places] of occurrences(prompts, (key) => reach(key) >= minUses)) {
    if (isFixedText(places, runWeight, (key) => uses.count(key))) fixed.add(shingle);
  }
  return Int32Array.from(prompts, ({ shingles }) => {
    let best = 0;
    let most = 0;
    for (const shingle of shingles) {
      const count = fixed.has(shingle) ? reach(shingle) : 0;
      if (count > most || (count === most && count > 0 && shingle < best)) {
        best = shingle;
        most = count;
      }
    }
    return best;
  });
}

/** Uses of the shingles that may have so many; any other counts as none, which is as good as few. */
function countUses(prompts: readonly MiddlePrompt[], fewest: number): KeyTable {
  const sketch = new KeySketch(prompts.reduce((sum, { shingles }) => sum + shingles.length, 0));
  for (const { shingles } of prompts) for (let at = 0; at < shingles.length; at++) sketch.add(shingles[at]!);
  const uses = new KeyTable();
  for (const { shingles, account } of prompts)
    for (let at = 0; at < shingles.length; at++)
      if (sketch.mayReach(shingles[at]!, fewest)) uses.add(shingles[at]!, account);
  return uses;
}

function occurrences(prompts: readonly MiddlePrompt[], isWanted: (key: number) => boolean): Map<number, Occurrence[]> {
  const found = new Map<number, Occurrence[]>();
  for (const { tokens, shingles, from, to } of prompts) {
    shingles.forEach((shingle, at) => {
      if (!isWanted(shingle)) return;
      const places = found.get(shingle);
      const place = { tokens, from: from[at]!, to: to[at]! };
      if (places) places.push(place);
      else found.set(shingle, [place]);
    });
  }
  return found;
}
