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
  const isShared = sharedRuns(runs.map(({ hashes }) => hashes));
  const covered = samples.map(({ hashes }, sample) => {
    const inside = new Uint8Array(hashes.length);
    runs[sample]!.hashes.forEach((hash, from) => {
      if (isShared(hash)) inside.fill(1, Math.max(0, from - 1), runs[sample]!.ends[from]! - 1);
    });
    return inside;
  });
  const words = samples.map(
    ({ weights }, sample) => covered[sample]!.reduce((sum, inside, at) => sum + inside * weights[at]!, 0) / 4,
  );
  return { words: words.toSorted((a, b) => a - b)[words.length >> 1] ?? 0, covered };
}

/** Which runs enough samples have, most of them equally often. */
function sharedRuns(samples: readonly (readonly number[])[]): (run: number) => boolean {
  const perSample = new Map<number, number[]>();
  for (const runs of samples) {
    const counts = new Map<number, number>();
    for (const run of runs) counts.set(run, (counts.get(run) ?? 0) + 1);
    for (const [run, count] of counts) {
      const known = perSample.get(run);
      if (known) known.push(count);
      else perSample.set(run, [count]);
    }
  }
  return (run) => {
    const counts = perSample.get(run)!;
    if (counts.length < CORE_SHARE * samples.length) return false;
    return counts.some((count) => counts.filter((other) => other === count).length >= SAME_COUNT_SHARE * counts.length);
  };
}

/** Runs of a text framed by a start and an end mark: the run that begins at each place, and where it ends. */
function runsOf({ hashes, weights }: PromptTokens): { hashes: number[]; ends: number[] } {
  const framed = Int32Array.of(START, ...hashes, END);
  const weightAt = (at: number): number => weights[at - 1] ?? 4;
  const runs: number[] = [];
  const ends: number[] = [];
  for (let from = 0, to = 0, weight = 0; from < framed.length; weight -= weightAt(from++)) {
    while (to < framed.length && weight < RUN_WEIGHT) weight += weightAt(to++);
    if (weight < RUN_WEIGHT) break;
    runs.push(hashRun(framed, from, to));
    ends.push(to);
  }
  return { hashes: runs, ends };
}
