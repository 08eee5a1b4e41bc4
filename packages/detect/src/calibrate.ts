import type { Reliability, ReliabilityBin } from '@iolaus/contracts';
import { shareOf } from './share.js';

/** Networks of each verdict that a probability needs: fewer cannot tell a calibrated one from another (Vergouwe et al. 2005; Collins et al. 2016: at least 100 events and 100 others). */
export const LEAST_TO_CALIBRATE = 100;

/** Beta calibration (Kull, Silva Filho and Flach 2017): ln odds = a·ln s − b·ln(1 − s) + c with s = 1/(1 + 2^−score), and a, b at least 0, so that more points never make a network less likely. */
export interface Calibration {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** A score and what was said of the network. */
export interface Scored {
  readonly score: number;
  readonly isAbusive: boolean;
}

/** Probability 0–1 that an investigator confirms a network of this score, judged like those that the calibration is from; to three decimals. */
export function probabilityOf({ a, b, c }: Calibration, score: number): number {
  const [above, below] = logsOf(score);
  return Math.round(1000 / (1 + Math.exp(-(a * above + b * below + c)))) / 1000;
}

/** Fits the calibration by maximum likelihood, towards the targets (n + 1)/(n + 2) and 1/(m + 2) of Platt (1999), which keep it finite where scores tell the verdicts apart. */
export function calibrate(scored: readonly Scored[]): Calibration {
  const abusive = scored.filter(({ isAbusive }) => isAbusive).length;
  const target = { true: (abusive + 1) / (abusive + 2), false: 1 / (scored.length - abusive + 2) };
  const rows = scored.map(({ score, isAbusive }) => ({ x: [...logsOf(score), 1], y: target[`${isAbusive}`] }));
  const both = newton(rows, [true, true, true]);
  if (both[0] >= 0 && both[1] >= 0) return named(both);
  // Of the two slopes the one that would go the wrong way is left out, as its authors do.
  const [only] = [both[0] < 0 ? newton(rows, [false, true, true]) : newton(rows, [true, false, true])];
  return named(only[0] >= 0 && only[1] >= 0 ? only : newton(rows, [false, false, true]));
}

/** Verdicts of a bin at least, and bins at most. */
const BIN_VERDICTS = 20;
const MOST_BINS = 10;

/**
 * How well the calibration holds: each score is given the probability by verdicts of the other parts, then as many verdicts to a bin as to another (Nguyen and O'Connor 2015) with the 95 % interval of
 * what was confirmed (Wilson), the Brier score, and the expected calibration error, the mean distance of a bin's two shares.
 */
export function reliabilityOf(held: readonly (Scored & { readonly part: number })[]): Reliability {
  const parts = [...new Set(held.map(({ part }) => part))];
  const said = parts.flatMap((part) => {
    const own = calibrate(held.filter((each) => each.part !== part));
    return held
      .filter((each) => each.part === part)
      .map(({ score, isAbusive }) => ({ p: probabilityOf(own, score), isAbusive }));
  });
  said.sort((x, y) => x.p - y.p || Number(x.isAbusive) - Number(y.isAbusive));
  const count = Math.max(1, Math.min(MOST_BINS, Math.floor(said.length / BIN_VERDICTS)));
  const bins = Array.from({ length: count }, (_, k): ReliabilityBin => {
    const own = said.slice(Math.floor((k * said.length) / count), Math.floor(((k + 1) * said.length) / count));
    const { share, shareLow, shareHigh } = shareOf(own.filter(({ isAbusive }) => isAbusive).length, own.length);
    const said01 = own.reduce((sum, { p }) => sum + p, 0) / own.length;
    return { said01, confirmed01: share!, low01: shareLow!, high01: shareHigh!, verdicts: own.length };
  });
  return {
    verdicts: said.length,
    brier: said.reduce((sum, { p, isAbusive }) => sum + (p - Number(isAbusive)) ** 2, 0) / said.length,
    calibrationError: bins.reduce(
      (sum, bin) => sum + (bin.verdicts / said.length) * Math.abs(bin.said01 - bin.confirmed01),
      0,
    ),
    bins,
  };
}

/** ln s and −ln(1 − s). */
const logsOf = (score: number): [number, number] => [-Math.log1p(2 ** -score), Math.log1p(2 ** score)];

const named = ([a, b, c]: readonly number[]): Calibration => ({ a, b, c });

const ROUNDS = 50;
const RIDGE = 1e-6;

/** Logistic regression on those columns that are used, by Newton's method; the others get 0. */
function newton(
  rows: readonly { readonly x: readonly number[]; readonly y: number }[],
  isUsed: readonly boolean[],
): number[] {
  const weight = isUsed.map(() => 0);
  const lossAt = (at: readonly number[]): number =>
    rows.reduce((sum, { x, y }) => {
      const logit = x.reduce((total, value, k) => total + value * at[k], 0);
      return sum + Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(logit, 0) - y * logit;
    }, 0);
  for (let round = 0; round < ROUNDS; round++) {
    const slope = isUsed.map((_, k) => RIDGE * weight[k]);
    const bend = isUsed.map((used, k) => isUsed.map((_, j) => (j === k ? (used ? RIDGE : 1) : 0)));
    for (const { x, y } of rows) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, k) => sum + value * weight[k], 0)));
      for (let k = 0; k < x.length; k++) {
        if (!isUsed[k]) continue;
        slope[k] += (p - y) * x[k];
        for (let j = 0; j < x.length; j++) if (isUsed[j]) bend[k][j] += p * (1 - p) * x[k] * x[j];
      }
    }
    const step = solve(bend, slope);
    // A full step may overshoot where most probabilities are near 0 or 1.
    let share = 1;
    const next = (): number[] => weight.map((each, k) => each - (isUsed[k] ? share * step[k] : 0));
    const before = lossAt(weight);
    while (share > 1e-4 && lossAt(next()) > before) share /= 2;
    next().forEach((each, k) => (weight[k] = each));
    if (Math.max(...step.map(Math.abs)) * share < 1e-9) break;
  }
  return weight;
}

/** Solves a small symmetric positive definite system by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, k) => [...row, right[k]]);
  for (let k = 0; k < rows.length; k++) {
    for (let i = k + 1; i < rows.length; i++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= rows.length; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  const found = right.map(() => 0);
  for (let k = rows.length - 1; k >= 0; k--) {
    const known = rows[k].slice(k + 1, -1).reduce((sum, value, at) => sum + value * found[k + 1 + at], 0);
    found[k] = (rows[k].at(-1)! - known) / rows[k][k];
  }
  return found;
}
