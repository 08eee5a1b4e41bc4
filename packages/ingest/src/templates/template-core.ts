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
/** What each mark weighs: a word. */
const MARK_WEIGHT = 4;
/** Different runs that may be shared, at most: of more, as where texts are long and alike, all runs are counted. */
const MOST_FEW = 2048;
const BEGINS = 4096;

/** What the samples of a group share. */
export interface TemplateCore {
  /** Per sample, which of its tokens lie in shared runs. */
  readonly covered: readonly Uint8Array[];
  /** Words in shared runs, the median over the samples. */
  readonly words: number;
}

/** The runs of three words of a text that is framed by a start and an end mark; `count` of them, those that may be shared. */
interface Runs {
  readonly hashes: Int32Array;
  /** The first token of each. */
  readonly firsts: Int32Array;
  /** The place that each begins at, where the start mark is the first, and the one after it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  count: number;
  /** Quarters of a word that each token of the text weighs. */
  weights: Uint8Array;
}

/**
 * Compares the samples of one group after the other: runs of three words (the start and the end of the prompt count as one). Samples are added one by one, so that a group
 * that cannot be a template is known before all of them are read. Keeps its memory from group to group.
 */
export class CoreReader {
  /** Of all runs, and of those that may be shared. */
  readonly #all: HolderCounts;
  readonly #few = new HolderCounts(MOST_FEW);
  /** 1 for the low bits of the tokens that the few begin with: most places of a text begin none. */
  readonly #begins = new Uint8Array(BEGINS);
  readonly #runs: Runs[];
  readonly #framed: Int32Array;
  readonly #framedWeights: Uint8Array;
  #counts: HolderCounts;
  #size = 0;

  /** For groups of at most so many samples, of at most so many tokens. */
  constructor(samples: number, tokens: number) {
    this.#all = new HolderCounts(samples * (tokens + 2));
    this.#counts = this.#all;
    this.#framed = new Int32Array(tokens + 2);
    this.#framedWeights = new Uint8Array(tokens + 2);
    this.#runs = Array.from({ length: samples }, () => ({
      hashes: new Int32Array(tokens + 2),
      firsts: new Int32Array(tokens + 2),
      starts: new Int32Array(tokens + 2),
      ends: new Int32Array(tokens + 2),
      count: 0,
      weights: new Uint8Array(),
    }));
  }

  /** Forgets all samples. */
  clear(): void {
    this.#all.clear();
    this.#counts = this.#all;
    this.#size = 0;
  }

  /** Adds a sample that is like none before. */
  add(tokens: PromptTokens): void {
    const sample = this.#runs[this.#size]!;
    this.#read(tokens, sample);
    const counts = this.#counts;
    for (let at = 0; at < sample.count; at++) counts.add(sample.hashes[at]!, this.#size);
    this.#size++;
  }

  /**
   * At most so many words can be in the core of samples of which these are a few, but for chance: runs that half of these have count, whether equally
   * often or not. What is too little by this measure need not be looked at further.
   */
  mostWords(): number {
    const counts = this.#counts;
    const fewest = this.#size / 2;
    return this.#middleWords((run) => counts.get(run) >= fewest);
  }

  /** Leaves the runs alone that so many samples can still share, of at most `samples` in all. */
  narrow(samples: number): void {
    const fewest = this.#size - Math.floor(samples - CORE_SHARE * samples);
    const kept = this.#samples();
    if (fewest < 1 || kept.reduce((sum, { count }) => sum + count, 0) / fewest > MOST_FEW) return;
    const few = this.#few;
    few.clear();
    this.#begins.fill(0);
    kept.forEach((runs, sample) => {
      keepRuns(runs, (run) => this.#all.get(run) >= fewest);
      for (let at = 0; at < runs.count; at++) {
        few.add(runs.hashes[at]!, sample);
        this.#begins[runs.firsts[at]! & (BEGINS - 1)] = 1;
      }
    });
    this.#counts = few;
  }

  /** The core: runs that at least four in five of the samples have, most of them equally often. Undefined when it has less than so many words. */
  core(fewestWords: number): TemplateCore | undefined {
    const samples = this.#samples();
    const shared = equallyOften(samples, this.#counts, CORE_SHARE * samples.length);
    for (const sample of samples) keepRuns(sample, (run) => shared.has(run));
    const words = this.#middleWords(() => true);
    return words < fewestWords ? undefined : { covered: samples.map(coveredBy), words };
  }

  #samples(): readonly Runs[] {
    return this.#runs.slice(0, this.#size);
  }

  /** Words of the middle sample that lie in runs that count. */
  #middleWords(counts: (run: number) => boolean): number {
    const words = this.#samples().map((sample) => wordsIn(sample, counts));
    return words.toSorted((a, b) => a - b)[words.length >> 1] ?? 0;
  }

  /** Reads the runs of a text into memory that is there. */
  #read({ hashes, weights }: PromptTokens, into: Runs): void {
    const framed = this.#framed;
    const framedWeights = this.#framedWeights;
    const length = hashes.length + 2;
    framed[0] = START;
    framed.set(hashes, 1);
    framed[length - 1] = END;
    framedWeights[0] = MARK_WEIGHT;
    framedWeights.set(weights, 1);
    framedWeights[length - 1] = MARK_WEIGHT;
    const few = this.#counts === this.#few ? this.#few : undefined;
    let count = 0;
    for (let from = 0, to = 0, weight = 0; from < length; weight -= framedWeights[from++]!) {
      while (to < length && weight < RUN_WEIGHT) weight += framedWeights[to++]!;
      if (weight < RUN_WEIGHT) break;
      if (few && this.#begins[framed[from]! & (BEGINS - 1)] === 0) continue;
      const run = hashRun(framed, from, to);
      if (few && few.get(run) === 0) continue;
      into.hashes[count] = run;
      into.firsts[count] = framed[from]!;
      into.starts[count] = from;
      into.ends[count++] = to;
    }
    into.count = count;
    into.weights = weights;
  }
}

/** Leaves out the runs that do not pass. */
function keepRuns(runs: Runs, passes: (run: number) => boolean): void {
  const { hashes, firsts, starts, ends, count } = runs;
  let kept = 0;
  for (let at = 0; at < count; at++) {
    if (!passes(hashes[at]!)) continue;
    hashes[kept] = hashes[at]!;
    firsts[kept] = firsts[at]!;
    starts[kept] = starts[at]!;
    ends[kept++] = ends[at]!;
  }
  runs.count = kept;
}

function wordsIn({ hashes, starts, ends, count, weights }: Runs, counts: (run: number) => boolean): number {
  let sum = 0;
  for (let run = 0, at = 0; run < count; run++) {
    if (!counts(hashes[run]!)) continue;
    const to = Math.min(weights.length, ends[run]! - 1);
    for (at = Math.max(at, starts[run]! - 1); at < to; at++) sum += weights[at]!;
  }
  return sum / 4;
}

function coveredBy({ starts, ends, count, weights }: Runs): Uint8Array {
  const inside = new Uint8Array(weights.length);
  for (let run = 0; run < count; run++) inside.fill(1, Math.max(0, starts[run]! - 1), ends[run]! - 1);
  return inside;
}

/** The runs that at least so many samples have, most of them equally often. */
function equallyOften(samples: readonly Runs[], holders: HolderCounts, fewest: number): ReadonlySet<number> {
  const perSample = new Map<number, Uint16Array>();
  samples.forEach(({ hashes, count }, sample) => {
    for (let at = 0; at < count; at++) {
      const run = hashes[at]!;
      if (holders.get(run) < fewest) continue;
      let counts = perSample.get(run);
      if (!counts) perSample.set(run, (counts = new Uint16Array(samples.length)));
      counts[sample]!++;
    }
  });
  return new Set(Array.from(perSample.keys()).filter((run) => isSteady(perSample.get(run)!)));
}

/** Whether most of those that have a run have it equally often. */
function isSteady(counts: Uint16Array): boolean {
  const having = counts.filter((count) => count > 0);
  return having.some((count) => having.filter((other) => other === count).length >= SAME_COUNT_SHARE * having.length);
}
