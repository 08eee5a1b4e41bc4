import type { Calibration } from './calibrate.js';

/** Points that step up, or down where more of the amount speaks against, at each bound of the amount; `below` the first one. */
export interface RiskSteps {
  readonly feature: string;
  readonly below: number;
  readonly steps: readonly (readonly [bound: number, points: number])[];
}

/** A monotone additive model: a step curve for each feature, in bits, on top of what any network has before it is looked at. */
export interface RiskModel {
  readonly base: number;
  readonly terms: readonly RiskSteps[];
  /** What it was fitted on, in words. */
  readonly fittedOn: string;
  /** Where it is from, where it is not the one that ships. */
  readonly source?: string | undefined;
  /** From score to probability, where verdicts allow for one. */
  readonly calibration?: Calibration | undefined;
}

/** What the result of a run calls its model. */
export const sourceOf = ({ source }: Pick<RiskModel, 'source'>): string => source ?? 'shipped';

/** Points of an amount. */
export function stepPoints({ below, steps }: Pick<RiskSteps, 'below' | 'steps'>, amount: number): number {
  let points = below;
  for (const [bound, step] of steps) if (amount >= bound) points = step;
  return points;
}
