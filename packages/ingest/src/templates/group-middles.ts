import { NO_GROUP } from './groups.js';
import { MIDDLE_TOKENS, middlePrompt, type MiddlePrompt, mineMiddle } from './mine-middle.js';
import { keepTemplates, type Mining } from './mining.js';

const FEWEST_WORDS = 8;
const FEWEST_USES = 4;
/** Shingles that are kept of each prompt. */
const SHINGLES = 96;
const BUCKETS = 4096;

/** How much of what neither end could group was read for the middle stage. */
export interface MiddleCoverage {
  readonly middleSampled: number;
  readonly middleTotal: number;
}

/** Groups rows without a group by a passage that they share, reading at most `most` of them: those with the smallest hashes, so the same ones in any order. */
export async function groupMiddles(mining: Mining, most: number): Promise<MiddleCoverage> {
  const { grouping, passes, tokenizer, shared } = mining;
  const phase = 'Comparing passages';
  const { hashes, accounts } = passes;
  const isLeft = (row: number): boolean => grouping.labels[row] === NO_GROUP && hashes[row] !== 0;
  const bucketOf = (row: number): number => hashes[row]! >>> 20;
  const histogram = new Int32Array(BUCKETS);
  let middleTotal = 0;
  for (let row = 0; row < hashes.length; row++) {
    if (!isLeft(row)) continue;
    histogram[bucketOf(row)]!++;
    middleTotal++;
  }
  const buckets = bucketsWithin(histogram, most);
  const read: number[] = [];
  for (let row = 0; row < hashes.length; row++) if (isLeft(row) && bucketOf(row) < buckets) read.push(row);
  const prompts: MiddlePrompt[] = [];
  for await (const { row, text } of passes.texts(phase, read)) {
    prompts.push(middlePrompt(row, accounts[row]!, tokenizer.tokens(text, MIDDLE_TOKENS), SHINGLES));
  }
  // The same passages are found in whatever order the texts come; what is equally frequent is decided by hash.
  const share = middleTotal === 0 ? 1 : prompts.length / middleTotal;
  const minUses = Math.max(Math.min(FEWEST_USES, mining.minUses), Math.ceil(mining.minUses * share));
  mineMiddle(prompts, { minUses, shared }).forEach((key, at) => {
    if (key !== 0) grouping.put(prompts[at]!.row, 'M', key);
  });
  await keepTemplates(mining, 'M', minUses, FEWEST_WORDS);
  return { middleSampled: prompts.length, middleTotal };
}

/** How many buckets hold at most `most` rows together. */
function bucketsWithin(histogram: Int32Array, most: number): number {
  let rows = 0;
  let buckets = 0;
  while (buckets < histogram.length && rows + histogram[buckets]! <= most) rows += histogram[buckets++]!;
  return buckets;
}
