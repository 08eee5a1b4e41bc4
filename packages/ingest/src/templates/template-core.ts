import { HolderCounts } from './holder-counts.js';
import { hashRun, type PromptTokens } from './prompt-tokens.js';

/** A run of this much text, in quarters of a word, that most samples share is part of the core: three words. */
const RUN_WEIGHT = 12;
/** Of so many samples a run of the core must be part. */
const CORE_SHARE = 0.8;
/** So many of the samples with a run must have it equally often: what is merely frequent in the language comes more or less often in long texts. */
const SAME_COUNT_SHARE = 0.6;
const START = 0x51ed270b;
const END = 0x2545f491;

/** What the samples of a group share. */
export interface TemplateCore {
  /** Words of the middle sample that lie in shared runs. */
  readonly words: number;
  /** Per sample, which of its tokens lie in shared runs. */
  readonly covered: readonly Uint8Array[];
}

/** The core of samples: runs of three words (the start and the end of the prompt count as one) that at least four in five of them have. */
export function templateCore(samples: readonly PromptTokens[]): TemplateCore {
  const runs = samples.map(runsOf);
  const counts = countHolders(runs);
  const isShared = equallyOften(runs, counts, CORE_SHARE * samples.length);
  return coverage(samples, runs, isShared);
}

/**
 * At most so many words can be in the core of samples of which these are a few, but for chance: runs that half of these have count, whether equally
 * often or not. What is too little by this measure need not be looked at further.
 */
export function mostCoreWords(samples: readonly PromptTokens[]): number {
  const runs = samples.map(runsOf);
  const counts = countHolders(runs);
  return coverage(samples, runs, (run) => counts.get(run) >= samples.length / 2).words;
}

function coverage(
  samples: readonly PromptTokens[],
  runs: readonly Runs[],
  isShared: (run: number) => boolean,
): TemplateCore {
  const covered = samples.map(({ hashes }, sample) => {
    const inside = new Uint8Array(hashes.length);
    const { hashes: own, ends } = runs[sample]!;
    for (let from = 0; from < own.length; from++) {
      if (isShared(own[from]!)) inside.fill(1, Math.max(0, from - 1), ends[from]! - 1);
    }
    return inside;
  });
  const words = samples.map(({ weights }, sample) => {
    const inside = covered[sample]!;
    let sum = 0;
    for (let at = 0; at < inside.length; at++) sum += inside[at]! * weights[at]!;
    return sum / 4;
  });
  return { words: words.toSorted((a, b) => a - b)[words.length >> 1] ?? 0, covered };
}

/** In how many samples each run is. */
function countHolders(samples: readonly Runs[]): HolderCounts {
  const counts = new HolderCounts(samples.reduce((sum, { hashes }) => sum + hashes.length, 0));
  samples.forEach(({ hashes }, sample) => {
    for (let at = 0; at < hashes.length; at++) counts.add(hashes[at]!, sample);
  });
  return counts;
}

/** Which runs at least so many samples have, most of them equally often. */
function equallyOften(samples: readonly Runs[], holders: HolderCounts, fewest: number): (run: number) => boolean {
  const perSample = new Map<number, Uint16Array>();
  samples.forEach(({ hashes }, sample) => {
    for (let at = 0; at < hashes.length; at++) {
      const run = hashes[at]!;
      let counts = perSample.get(run);
      if (!counts) {
        if (holders.get(run) < fewest) continue;
        perSample.set(run, (counts = new Uint16Array(samples.length)));
      }
      counts[sample]!++;
    }
  });
  const shared = new Set(Array.from(perSample.keys()).filter((run) => isSteady(perSample.get(run)!)));
  return (run) => shared.has(run);
}

/** Whether most of those that have a run have it equally often. */
function isSteady(counts: Uint16Array): boolean {
  const having = counts.filter((count) => count > 0);
  return having.some((count) => having.filter((other) => other === count).length >= SAME_COUNT_SHARE * having.length);
}

/** Runs of a text framed by a start and an end mark: the run that begins at each place, and where it ends. */
interface Runs {
  readonly hashes: Int32Array;
  readonly ends: Int32Array;
}

function runsOf({ hashes, weights }: PromptTokens): Runs {
  const length = hashes.length + 2;
  const framed = new Int32Array(length);
  framed[0] = START;
  framed.set(hashes, 1);
  framed[length - 1] = END;
  const weightAt = (at: number): number => (at === 0 || at === length - 1 ? 4 : weights[at - 1]!);
  const runs = new Int32Array(length);
  const ends = new Int32Array(length);
  let count = 0;
  for (let from = 0, to = 0, weight = 0; from < length; weight -= weightAt(from++)) {
    while (to < length && weight < RUN_WEIGHT) weight += weightAt(to++);
    if (weight < RUN_WEIGHT) break;
    runs[count] = hashRun(framed, from, to);
    ends[count++] = to;
  }
  return { hashes: runs.subarray(0, count), ends: ends.subarray(0, count) };
}
