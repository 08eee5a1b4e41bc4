import type { LearnReport, Reliability, RiskModelView } from '@iolaus/contracts';
import { formatCount } from '../../ui/format.js';

/** What is said of the points: in one line, in several, and how far probabilities hold where those that are shown have some. */
export interface Sure {
  readonly summary: string;
  readonly lines: readonly string[];
  readonly reliability: Reliability | null;
  /** Whether there are verdicts enough to learn from. */
  readonly isLearnable: boolean;
  /** Whether there is anything learned to forget. */
  readonly isLearned: boolean;
}

/** What there is to say of the model that gives the points, and of the one that the next detection uses. */
export function sureOf(model: RiskModelView): Sure {
  const { source, inUse, leastToLearn, judged } = model;
  const isInUse = inUse === null || source === inUse;
  const reliability = isInUse ? model.reliability : null;
  const isLearnable = Math.min(judged.confirmed, judged.cleared) >= leastToLearn;
  return {
    summary: reliability
      ? `Points ${source}, with probabilities.`
      : `Points ${inUse ?? source}, no probabilities${isInUse ? ' yet' : ''}.`,
    lines: [
      ...(isInUse ? [] : [`From the next detection on, points are ${source}.`]),
      ...(reliability ? reliabilityLines(reliability) : tooFewLines(model)),
      ...(isLearnable
        ? []
        : [`Points can be fitted to verdicts from ${leastToLearn} confirmed and ${leastToLearn} cleared networks on.`]),
    ],
    reliability,
    isLearnable,
    isLearned: model.learnedMs !== null,
  };
}

/** What was learned, as sentences: from which verdicts, and how much better it foretells them. */
export function learnLines({ verdicts, logLoss, inAct, isBetter, reliability }: LearnReport): string[] {
  const { confirmed, cleared, contested, gone } = verdicts;
  return [
    `From ${formatCount(confirmed)} confirmed and ${formatCount(cleared)} cleared networks; ${formatCount(contested)} contested are left out, ${formatCount(gone)} no network now.`,
    `Each verdict foretold without it: log loss ${logLoss.shipped.toFixed(3)} by the shipped points, ${logLoss.learned.toFixed(3)} by the learned ones${isBetter ? '' : ', which are no better'}.`,
    `In Act: ${formatCount(inAct.confirmed.shipped)} of the confirmed now, ${formatCount(inAct.confirmed.learned)} then; ${formatCount(inAct.cleared.shipped)} of the cleared now, ${formatCount(inAct.cleared.learned)} then.`,
    ...(reliability ? [`Probabilities come with it: Brier score ${reliability.brier.toFixed(3)}.`] : []),
  ];
}

/** Points with their sign, to a tenth of a bit. */
export const signed = (points: number): string => `${points > 0 ? '+' : ''}${points.toFixed(1).replace('-', '\u2212')}`;

function tooFewLines({ judged, leastToCalibrate, reliability }: RiskModelView): string[] {
  if (reliability) return [];
  const { confirmed, cleared } = judged;
  if (Math.min(confirmed, cleared) >= leastToCalibrate)
    return [
      `${formatCount(confirmed)} confirmed and ${formatCount(cleared)} cleared networks are enough for probabilities: they come with points that are learned from them. Until then bits and tiers stand alone.`,
    ];
  return [
    `A probability needs ${leastToCalibrate} confirmed and ${leastToCalibrate} cleared networks; there are ${formatCount(confirmed)} and ${formatCount(cleared)}. Until then bits and tiers stand alone.`,
  ];
}

function reliabilityLines({ verdicts, brier, calibrationError, bins }: Reliability): string[] {
  const held = bins.filter(({ said01, low01, high01 }) => said01 >= low01 && said01 <= high01).length;
  return [
    `Each of ${formatCount(verdicts)} verdicts was foretold without it. Of ${bins.length} groups by probability, ${held} have it inside the 95 % interval of what was confirmed.`,
    `Brier score ${brier.toFixed(3)}; expected calibration error ${calibrationError.toFixed(3)}.`,
    'A probability speaks of networks like those that were judged.',
  ];
}
