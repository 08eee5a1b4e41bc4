import { isFixedText, type Occurrence, shinglesOf, type Tokens } from './fixed-passage.js';
import { KeyTable } from './key-table.js';
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
  const places = new Map<number, { from: number; to: number }>();
  for (const [from, to] of shinglesOf(weights, 0, weights.length)) {
    const shingle = hashRun(hashes, from, to);
    if (!places.has(shingle)) places.set(shingle, { from, to });
  }
  let chosen = Array.from(places.keys());
  for (let mask = 1; chosen.length > most; mask = mask * 2 + 1) chosen = chosen.filter((each) => (each & mask) === 0);
  return {
    row,
    account,
    tokens: { hashes, weights, isMark: whole.isMark.slice(0, MIDDLE_TOKENS) },
    shingles: Int32Array.from(chosen),
    from: Int32Array.from(chosen, (each) => places.get(each)!.from),
    to: Int32Array.from(chosen, (each) => places.get(each)!.to),
  };
}

/**
 * The shingle that each prompt is grouped by, or 0: the most frequent of its shingles that are a template's text. A phrase that merely is frequent stands
 * anywhere and has the same few words around it.
 */
export function mineMiddle(
  prompts: readonly MiddlePrompt[],
  { minUses, shared }: { minUses: number; shared: boolean },
): Int32Array {
  const uses = new KeyTable(prompts.length * 8);
  for (const { shingles, account } of prompts) for (const shingle of shingles) uses.add(shingle, account);
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
