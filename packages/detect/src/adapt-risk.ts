import { byAmounts, type RiskExample } from './fit-risk.js';
import { stepPoints, type RiskModel, type RiskSteps } from './risk-model.js';
import { mostBits, RISK_TERMS } from './risk-terms.js';
import { traceOfInverse } from './statistics.js';

/** A network that an investigator judged: its amounts, and the points that no verdict changes, since they are set by hand. */
export interface JudgedNetwork extends RiskExample {
  readonly fixed: number;
}

/** A model whose points were moved, and how far it was let. */
export interface AdaptedModel {
  readonly model: Pick<RiskModel, 'base' | 'terms'>;
  /** Weight λ of the penalty, per bit squared, and effective degrees of freedom at that weight. */
  readonly ridge: number;
  readonly freedom: number;
}

/** Bits of odds at a score of 0: Act, which begins there, asks for eight to one, so that learning does not put into Act what is as likely innocent. */
const ACT_BITS = 3;
/** Verdicts of the rarer kind for each effective degree of freedom (Peduzzi et al. 1996, of parameters; Harrell 2015, section 4.7, of effective ones). */
const VERDICTS_A_FREEDOM = 10;
/** λ is never below that of a prior with a standard deviation of two bits a level, however many verdicts there are, nor above one that leaves nothing free. */
const RIDGE_RANGE = [0.25, 1e6] as const;
const MOST_ROUNDS = 4000;
const STILL_BITS = 1e-5;

/**
 * Moves the points of a model towards verdicts: maximum a posteriori levels under log loss, with p(abusive) = 1/(1 + 2^−(score + 3)) and a normal prior around the given model (Chelba and Acero 2006), that
 * is, the least of Σ ln(1 + e^(−y·ln2·(score + 3))) + λ/2·Σ (level − prior level)². Bounds of the amounts stay; every term stays monotone and within its cap. λ is the least for which the fit has one effective degree of
 * freedom, tr(H(H + λI)⁻¹), for ten verdicts of the rarer kind. Networks are judged for the points that they show, so that verdicts are missing at random given the amounts, and need no weights
 * (Rubin 1976). Levels are in bits, to a tenth. The same verdicts in any order give the same model.
 */
export function adaptRisk(judged: readonly JudgedNetwork[], prior: Pick<RiskModel, 'base' | 'terms'>): AdaptedModel {
  const curves = RISK_TERMS.map(({ feature }) => curveOf(prior, feature));
  const { first, count } = placesOf(curves);
  const start = levelsOf(prior.base, curves, count);
  const sorted = [...judged].sort(byFigures);
  const rows = sorted.map((each) => activeLevels(each, curves, first));
  const information = informationOf(rows, count);
  const abusive = sorted.filter(({ isAbusive }) => isAbusive).length;
  const ridge = leastRidge(information, Math.min(abusive, sorted.length - abusive) / VERDICTS_A_FREEDOM);
  const levels = descend({ sorted, rows, start, ridge, curves, first });
  return {
    model: {
      base: tenth(levels[0]),
      terms: curves.map(({ feature, steps }, at) => ({
        feature,
        below: tenth(levels[first[at]]),
        steps: steps.map(([bound], k) => [bound, tenth(levels[first[at] + k + 1])] as const),
      })),
    },
    ridge,
    freedom: freedomOf(information, ridge),
  };
}

/** Score of a judged network by a model, in bits. */
export function scoreBy({ base, terms }: Pick<RiskModel, 'base' | 'terms'>, { amounts, fixed }: JudgedNetwork): number {
  const curve = new Map(terms.map((term) => [term.feature, term]));
  return RISK_TERMS.reduce((sum, { feature }, at) => {
    const [term, amount] = [curve.get(feature), amounts[at]];
    return term && amount !== null ? sum + stepPoints(term, amount) : sum;
  }, base + fixed);
}

/** −ln of the probability that a score gives to what was said of the network. */
export const logLossOf = (score: number, isAbusive: boolean): number =>
  Math.log1p(2 ** (isAbusive ? -score - ACT_BITS : score + ACT_BITS));

/** An order of verdicts that does not depend on the order in which they were given. */
export const byFigures = (x: JudgedNetwork, y: JudgedNetwork): number => byAmounts(x, y) || x.fixed - y.fixed;

const tenth = (value: number): number => Math.round(value * 10) / 10 + 0;

const curveOf = ({ terms }: Pick<RiskModel, 'terms'>, feature: string): RiskSteps =>
  terms.find((each) => each.feature === feature) ?? { feature, below: 0, steps: [] };

/** Place of each curve's first level among all, of which the base is number 0. */
function placesOf(curves: readonly RiskSteps[]): { readonly first: readonly number[]; readonly count: number } {
  const first: number[] = [];
  let count = 1;
  for (const { steps } of curves) {
    first.push(count);
    count += steps.length + 1;
  }
  return { first, count };
}

function levelsOf(base: number, curves: readonly RiskSteps[], count: number): Float64Array {
  const levels = new Float64Array(count);
  levels.set([base, ...curves.flatMap(({ below, steps }) => [below, ...steps.map(([, points]) => points)])]);
  return levels;
}

/** The levels that a network's score is the sum of. */
function activeLevels({ amounts }: RiskExample, curves: readonly RiskSteps[], first: readonly number[]): number[] {
  const active = [0];
  curves.forEach(({ steps }, at) => {
    const amount = amounts[at];
    if (amount !== null) active.push(first[at] + steps.filter(([bound]) => amount >= bound).length);
  });
  return active;
}

/** Upper bound of the information of the levels, in nats per bit squared: p(1 − p) ≤ ¼ (Böhning and Lindsay 1988), so that λ depends on which networks were judged and not on what was said of them. */
function informationOf(rows: readonly (readonly number[])[], count: number): Float64Array[] {
  const information = Array.from({ length: count }, () => new Float64Array(count));
  for (const row of rows) for (const i of row) for (const j of row) information[i][j] += Math.LN2 ** 2 / 4;
  return information;
}

/** Effective degrees of freedom, tr(H(H + λI)⁻¹) = n − λ·tr((H + λI)⁻¹). */
const freedomOf = (information: readonly Float64Array[], ridge: number): number =>
  information.length - ridge * traceOfInverse(information, ridge);

function leastRidge(information: readonly Float64Array[], mostFreedom: number): number {
  let [low, high] = RIDGE_RANGE.map(Math.log2);
  if (freedomOf(information, 2 ** low) <= mostFreedom) return RIDGE_RANGE[0];
  while (high - low > 0.01) {
    const middle = (low + high) / 2;
    if (freedomOf(information, 2 ** middle) <= mostFreedom) high = middle;
    else low = middle;
  }
  return 2 ** high;
}

/** Accelerated projected gradient descent (Nesterov 2004, section 2.2, for strongly convex functions). */
function descend(of: {
  readonly sorted: readonly JudgedNetwork[];
  readonly rows: readonly (readonly number[])[];
  readonly start: Float64Array;
  readonly ridge: number;
  readonly curves: readonly RiskSteps[];
  readonly first: readonly number[];
}): Float64Array {
  const { sorted, rows, start, ridge } = of;
  const steepest = ridge + (Math.LN2 ** 2 / 4) * rows.reduce((sum, row) => sum + row.length, 0);
  const momentum = (Math.sqrt(steepest) - Math.sqrt(ridge)) / (Math.sqrt(steepest) + Math.sqrt(ridge));
  let levels = start.slice();
  let ahead = start.slice();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const slope = ahead.map((level, at) => ridge * (level - start[at]));
    rows.forEach((row, k) => {
      const score = row.reduce((sum, at) => sum + ahead[at], sorted[k].fixed + ACT_BITS);
      const pull = Math.LN2 * (1 / (1 + 2 ** -score) - (sorted[k].isAbusive ? 1 : 0));
      for (const at of row) slope[at] += pull;
    });
    const next = allowed(
      ahead.map((level, at) => level - slope[at] / steepest),
      of,
    );
    ahead = next.map((level, at) => level + momentum * (level - levels[at]));
    const moved = next.reduce((most, level, at) => Math.max(most, Math.abs(level - levels[at])), 0);
    levels = next;
    if (moved < STILL_BITS) break;
  }
  return levels;
}

/** The nearest levels of which every curve goes its way and keeps to its cap: what pools adjacent violators, clipped. A curve that was beyond its cap already may stay where it was. */
function allowed(
  levels: Float64Array<ArrayBuffer>,
  { curves, first, start }: { curves: readonly RiskSteps[]; first: readonly number[]; start: Float64Array },
): Float64Array<ArrayBuffer> {
  const kept = levels.slice();
  curves.forEach(({ steps }, at) => {
    const [from, to] = [first[at], first[at] + steps.length + 1];
    const { sign, feature } = RISK_TERMS[at];
    const cap = start.subarray(from, to).reduce((most, each) => Math.max(most, Math.abs(each)), mostBits(feature));
    const risen = risingMeans(levels.subarray(from, to).map((each) => sign * each));
    risen.forEach((each, k) => (kept[from + k] = Math.min(cap, Math.max(-cap, sign * each))));
  });
  return kept;
}

/** The nearest values that never fall: neighbours that do are replaced by their mean (pool adjacent violators, Ayer et al. 1955). */
export function risingMeans(values: ArrayLike<number>): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (let k = 0; k < values.length; k++) {
    let pool = { sum: values[k], count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
}
