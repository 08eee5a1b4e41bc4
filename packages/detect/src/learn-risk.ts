import { adaptRisk, byFigures, logLossOf, scoreBy, type AdaptedModel, type JudgedNetwork } from './adapt-risk.js';
import type { RiskModel } from './risk-model.js';

/** Networks of each verdict that learning needs: with ten of the rarer kind for each degree of freedom, two are free then, the level of all scores and one contrast. */
export const LEAST_VERDICTS = 20;

/** How well two models foretell verdicts, each network by points that were learned without it. */
export interface CrossValidation {
  /** Mean of −ln of the probability that was given to what the investigator then said. */
  readonly shipped: number;
  readonly learned: number;
}

/** What was learned of verdicts, and whether it is any better. */
export interface LearnedModel extends AdaptedModel {
  readonly crossValidated: CrossValidation;
  /** Score of each network by points that were learned without it, in the order of {@link byFigures}, with what was said of it and the part that it was in. */
  readonly held: readonly HeldOut[];
}

/** A network's score by a model that has not seen it. */
export interface HeldOut {
  readonly shipped: number;
  readonly learned: number;
  readonly isAbusive: boolean;
  readonly part: number;
}

/** Parts of the verdicts, each held out once. */
export const PARTS = 5;

/** Learns from verdicts by {@link adaptRisk}, and foretells each part of them by what the other four teach. Throws a RangeError where there are fewer of a kind than parts. */
export function learnRisk(judged: readonly JudgedNetwork[], shipped: Pick<RiskModel, 'base' | 'terms'>): LearnedModel {
  const sorted = [...judged].sort(byFigures);
  const part = partsOf(sorted);
  const held: HeldOut[] = sorted.map((each, at) => ({
    shipped: scoreBy(shipped, each),
    learned: 0,
    isAbusive: each.isAbusive,
    part: part[at],
  }));
  for (let out = 0; out < PARTS; out++) {
    const { model } = adaptRisk(
      sorted.filter((_, at) => part[at] !== out),
      shipped,
    );
    sorted.forEach((each, at) => {
      if (part[at] === out) held[at] = { ...held[at], learned: scoreBy(model, each) };
    });
  }
  return {
    ...adaptRisk(sorted, shipped),
    held,
    crossValidated: { shipped: logLoss(held, 'shipped'), learned: logLoss(held, 'learned') },
  };
}

/** Which part each network is in: those of a kind are dealt in turn, so that every part has a like share of both, over the whole range of amounts. */
function partsOf(sorted: readonly JudgedNetwork[]): number[] {
  const dealt = { true: 0, false: 0 };
  const part = sorted.map(({ isAbusive }) => dealt[`${isAbusive}`]++ % PARTS);
  if (Math.min(dealt.true, dealt.false) < PARTS) throw new RangeError(`fewer than ${PARTS} verdicts of a kind`);
  return part;
}

function logLoss(held: readonly HeldOut[], by: 'shipped' | 'learned'): number {
  return held.reduce((sum, each) => sum + logLossOf(each[by], each.isAbusive), 0) / held.length;
}
