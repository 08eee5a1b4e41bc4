import type { Reliability, RiskModelView } from '@iolaus/contracts';
import { formatCount } from '../../ui/format.js';

/** What is said of the points: in one line, in several, and how far probabilities hold where those that are shown have some. */
export interface Sure {
  readonly summary: string;
  readonly lines: readonly string[];
  readonly reliability: Reliability | null;
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
      isLearnable
        ? 'Run iolaus learn to fit the points to the verdicts.'
        : `Points can be fitted to verdicts from ${leastToLearn} confirmed and ${leastToLearn} cleared networks on.`,
    ],
    reliability,
  };
}

function tooFewLines({ judged, leastToCalibrate, reliability }: RiskModelView): string[] {
  if (reliability) return [];
  const { confirmed, cleared } = judged;
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
