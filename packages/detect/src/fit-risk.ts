import type { RiskModel, RiskSteps } from './risk-model.js';
import { stepPoints } from './risk-model.js';
import { mostBits, RISK_TERMS } from './risk-terms.js';

/** A network that is known to be abusive or not: the amounts of RISK_TERMS in their order, null where the data cannot tell. */
export interface RiskExample {
  readonly amounts: readonly (number | null)[];
  readonly isAbusive: boolean;
}

/** How a model is fitted. */
export interface FitOptions {
  readonly seed: number;
  /** Rounds of boosting, and the share of each step that is taken. */
  readonly rounds?: number;
  readonly rate?: number;
  /** What the model was fitted on, for its readers. */
  readonly fittedOn: string;
}

/** Most candidate bounds of a feature, and most steps of its curve in the end. */
const MOST_BOUNDS = 40;
const MOST_STEPS = 8;
/** Copies of every example in which kinds of evidence are hidden, so that no kind carries the model alone; how often one is hidden from a copy (research part 2, section 2.4). */
const COPIES = 6;
const MASKED = 0.3;
/** Curves are the mean of this many fits. Each weighs the examples anew by draws of Exp(1) (the Bayesian bootstrap, Rubin 1981), so that no bound hangs on a handful of them. */
const BAGS = 8;
/** Share of the features, and of the bounds of each, that a round may choose from: points spread over all that tell the classes apart, and curves rise gently where one bound would do. */
const SHOWN = 0.5;
/** Weight of the penalty on large steps. */
const RIDGE = 4;
/** Bits by which every innocent example must stay below Act. */
const MARGIN_BITS = 0.5;

/**
 * Fits the monotone additive model by boosting of single steps with logistic loss (research part 2, section 2): both classes weigh the same, every term is monotone in the direction that
 * RISK_TERMS gives it, curves are the mean of several fits, then reduced to at most eight steps, and the base is set so that no innocent example of these reaches Act. The same examples in any order give the same
 * model. Throws a RangeError when one of the classes is missing.
 */
export function fitRisk(examples: readonly RiskExample[], options: FitOptions): RiskModel {
  const abusive = examples.filter((each) => each.isAbusive).length;
  if (abusive === 0 || abusive === examples.length) throw new RangeError('a risk model needs networks of both classes');
  const sorted = [...examples].sort(byAmounts);
  const features = RISK_TERMS.map((_, at) => binned(sorted, at));
  const random = randomOf(options.seed);
  const rows = masked(sorted, random);
  const curves = meanOfCurves(
    Array.from({ length: BAGS }, () => boost(reweighed(rows, sorted.length, random), features, { ...options, random })),
  );
  const terms = features.map((feature, at) =>
    compress(RISK_TERMS[at].feature, feature, { curve: curves[at], rows, at }),
  );
  const raw = (example: RiskExample): number =>
    terms.reduce((sum, term, at) => {
      const amount = example.amounts[at];
      return amount === null ? sum : sum + stepPoints(term, amount);
    }, 0);
  const highest = Math.max(...sorted.filter((each) => !each.isAbusive).map(raw));
  return { base: tenth(-highest - MARGIN_BITS), fittedOn: options.fittedOn, terms };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** An order of examples that does not depend on the order in which they are given. */
export function byAmounts(x: RiskExample, y: RiskExample): number {
  for (let at = 0; at < x.amounts.length; at++) {
    const [a, b] = [x.amounts[at] ?? Number.NEGATIVE_INFINITY, y.amounts[at] ?? Number.NEGATIVE_INFINITY];
    if (a !== b) return a < b ? -1 : 1;
  }
  return Number(x.isAbusive) - Number(y.isAbusive);
}

/** A feature's candidate bounds: quantiles of each class, so that the rare one is seen as finely. */
interface Binned {
  readonly bounds: readonly number[];
}

function binned(examples: readonly RiskExample[], at: number): Binned {
  const quantiles = (isAbusive: boolean): number[] => {
    const values = examples
      .filter((each) => each.isAbusive === isAbusive)
      .flatMap((each) => each.amounts[at] ?? [])
      .sort((x, y) => x - y);
    const count = MOST_BOUNDS / 2;
    return Array.from(
      { length: count },
      (_, k) => values[Math.floor(((k + 0.5) / count) * values.length)] ?? [],
    ).flat();
  };
  return { bounds: [...new Set([...quantiles(true), ...quantiles(false)])].sort((x, y) => x - y) };
}

interface Rows {
  /** Example of each row, and which of its terms are hidden. */
  readonly example: readonly RiskExample[];
  readonly hidden: readonly ReadonlySet<string>[];
  readonly weight: Float64Array;
}

function masked(examples: readonly RiskExample[], random: () => number): Rows {
  const kinds = [...new Set(RISK_TERMS.flatMap(({ needs }) => needs ?? []))];
  const example: RiskExample[] = [];
  const hidden: Set<string>[] = [];
  for (let copy = 0; copy < COPIES; copy++) {
    for (const each of examples) {
      example.push(each);
      const isMasked = copy > 0 && random() < MASKED;
      hidden.push(new Set(isMasked ? kinds.filter(() => random() < MASKED) : []));
    }
  }
  return { example, hidden, weight: balanced(example, new Float64Array(example.length).fill(1)) };
}

/** The rows with a drawn weight for each example, which its copies share. */
function reweighed(rows: Rows, examples: number, random: () => number): Rows {
  const drawn = Float64Array.from({ length: examples }, () => -Math.log(1 - random()));
  const weight = Float64Array.from(rows.example, (_, row) => drawn[row % examples]);
  return { ...rows, weight: balanced(rows.example, weight) };
}

/** Weights of which either class has half. */
function balanced(example: readonly RiskExample[], weight: Float64Array): Float64Array {
  const total = (isAbusive: boolean): number =>
    weight.reduce((sum, each, row) => (example[row].isAbusive === isAbusive ? sum + each : sum), 0);
  const [abusive, innocent] = [total(true), total(false)];
  return weight.map((each, row) => (0.5 * each) / (example[row].isAbusive ? abusive : innocent));
}

const meanOfCurves = (bags: readonly Float64Array[][]): Float64Array[] =>
  bags[0].map((curve, at) => curve.map((_, k) => sumOf(bags.map((bag) => bag[at][k])) / bags.length));

/** Curves over the bins of every feature, in bits: `curve[k]` holds for amounts below bound k, the last one above all. */
function boost(
  rows: Rows,
  features: readonly Binned[],
  { rounds = 400, rate = 0.1, random }: FitOptions & { readonly random: () => number },
): Float64Array[] {
  const bins = features.map(({ bounds }, at) => binsOf(rows, bounds, at));
  const curves = features.map(({ bounds }) => new Float64Array(bounds.length + 1));
  const score = new Float64Array(rows.example.length);
  const mass = rows.example.length;
  for (let round = 0; round < rounds; round++) {
    const pull = score.map((each, row) => {
      const p = 1 / (1 + Math.exp(-each));
      return rows.weight[row] * mass * (p - (rows.example[row].isAbusive ? 1 : 0));
    });
    const curvature = score.map((each, row) => {
      const p = 1 / (1 + Math.exp(-each));
      return rows.weight[row] * mass * p * (1 - p);
    });
    let best: Step | undefined;
    features.forEach((_, at) => {
      if (random() >= SHOWN) return;
      const step = bestStep({ bin: bins[at], curve: curves[at], pull, curvature, at, random });
      if (step && (!best || step.gain > best.gain)) best = step;
    });
    if (!best) continue;
    const { at, split, low, high } = best;
    const curve = curves[at];
    for (let k = 0; k < curve.length; k++) curve[k] += (rate * (k < split ? low : high)) / Math.LN2;
    bins[at].forEach((bin, row) => {
      if (bin >= 0) score[row] += rate * (bin < split ? low : high);
    });
  }
  return curves;
}

/** Bin of each row: how many bounds its amount reaches; −1 where it is hidden or unknown. */
function binsOf({ example, hidden }: Rows, bounds: readonly number[], at: number): Int16Array {
  const { needs } = RISK_TERMS[at];
  return Int16Array.from(example, (each, row) => {
    const amount = each.amounts[at];
    if (amount === null || (needs !== undefined && hidden[row].has(needs))) return -1;
    let bin = 0;
    while (bin < bounds.length && amount >= bounds[bin]) bin++;
    return bin;
  });
}

interface Step {
  readonly at: number;
  /** Bins below get `low`, the others `high`. */
  readonly split: number;
  readonly low: number;
  readonly high: number;
  readonly gain: number;
}

/** The split of a feature that lowers the loss most, goes the right way, and keeps its curve within its cap. */
function bestStep(of: {
  readonly bin: Int16Array;
  readonly curve: Float64Array;
  readonly pull: Float64Array;
  readonly curvature: Float64Array;
  readonly at: number;
  readonly random: () => number;
}): Step | undefined {
  const { bin, curve, at, random } = of;
  const pull = new Float64Array(curve.length);
  const curvature = new Float64Array(curve.length);
  bin.forEach((each, row) => {
    if (each < 0) return;
    pull[each] += of.pull[row];
    curvature[each] += of.curvature[row];
  });
  const all = { pull: sumOf(pull), curvature: sumOf(curvature) };
  const below = { pull: 0, curvature: 0 };
  const cap = mostBits(RISK_TERMS[at].feature);
  let best: Step | undefined;
  for (let split = 1; split < curve.length; split++) {
    below.pull += pull[split - 1];
    below.curvature += curvature[split - 1];
    if (random() >= SHOWN) continue;
    const low = -below.pull / (below.curvature + RIDGE);
    const high = -(all.pull - below.pull) / (all.curvature - below.curvature + RIDGE);
    if (RISK_TERMS[at].sign * (high - low) <= 0) continue;
    if (isBeyond(curve[0], low, cap) || isBeyond(curve.at(-1)!, high, cap)) continue;
    const gain = below.pull * -low + (all.pull - below.pull) * -high;
    if (gain > (best?.gain ?? 1e-9)) best = { at, split, low, high, gain };
  }
  return best;
}

const isBeyond = (bits: number, step: number, cap: number): boolean => Math.abs(bits) >= cap && bits * step > 0;

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k];
  return sum;
}

/** The curve in at most eight steps with the least weighted squared error, to a tenth of a bit. */
function compress(
  feature: string,
  { bounds }: Binned,
  { curve, rows, at }: { readonly curve: Float64Array; readonly rows: Rows; readonly at: number },
): RiskSteps {
  const weight = new Float64Array(curve.length).fill(1e-9);
  binsOf(rows, bounds, at).forEach((bin, row) => {
    if (bin >= 0) weight[bin] += rows.weight[row];
  });
  const starts = segments(curve, weight, MOST_STEPS + 1);
  const levels = starts.map((from, k) => tenth(meanOf(curve, weight, [from, starts[k + 1] ?? curve.length])));
  return {
    feature,
    below: levels[0],
    steps: starts.flatMap((from, k) =>
      k === 0 || levels[k] === levels[k - 1] ? [] : [[significant(bounds[from - 1]), levels[k]] as const],
    ),
  };
}

const significant = (value: number): number => Math.round(value * 1000) / 1000;

function meanOf(curve: Float64Array, weight: Float64Array, [from, to]: readonly [number, number]): number {
  let sum = 0;
  let total = 0;
  for (let k = from; k < to; k++) {
    sum += weight[k] * curve[k];
    total += weight[k];
  }
  return sum / total;
}

/** First bins of at most `most` segments that keep closest to the curve: dynamic programming over all cuts. */
function segments(curve: Float64Array, weight: Float64Array, most: number): number[] {
  const n = curve.length;
  const error = (from: number, to: number): number => {
    const mean = meanOf(curve, weight, [from, to]);
    let sum = 0;
    for (let k = from; k < to; k++) sum += weight[k] * (curve[k] - mean) ** 2;
    return sum;
  };
  let row = Array.from({ length: n + 1 }, (_, to) => ({ error: to === 0 ? 0 : error(0, to), starts: [0] }));
  for (let count = 2; count <= Math.min(most, n); count++) {
    const before = row;
    row = before.map((single, to) => {
      let best = single;
      for (let from = count - 1; from < to; from++) {
        const sum = before[from].error + error(from, to);
        if (sum < best.error - 1e-12) best = { error: sum, starts: [...before[from].starts, from] };
      }
      return best;
    });
  }
  return row[n].starts;
}

/** A small linear congruential generator (Numerical Recipes): masks need no more than an even spread. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
