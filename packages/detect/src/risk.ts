import { ANY_NETWORK, type RiskPoint, type Tier } from '@iolaus/contracts';
import type { Features } from './features.js';
import { stepPoints, type RiskModel } from './risk-model.js';
import { RISK_TERMS } from './risk-terms.js';

/** Points for following a banned network, possibly or likely: no world that the model is fitted on has bans, so these are set by hand, as those for turns are. */
const GROWN_BACK = { possible: 3, likely: 6 } as const;

/**
 * The points of a network, each with its value in words: a monotone additive model (research part 2, section 2); what the data says nothing about gives nothing. The first one is what any
 * network has; the sum is the score, above 0 for Act, above −4 for Review.
 */
export function riskPoints(features: Features, model: RiskModel): RiskPoint[] {
  const stepsOf = new Map(model.terms.map((each) => [each.feature, each]));
  const learned = RISK_TERMS.map((term): RiskPoint => {
    const { feature, needs } = term;
    if (needs !== undefined && features.unmeasured.has(needs))
      return { feature, value: 'not in this data', amount: null, points: 0 };
    const amount = Math.round(term.amount(features) * 10_000) / 10_000;
    const steps = stepsOf.get(feature);
    return { feature, value: term.words(features), amount, points: steps ? stepPoints(steps, amount) : 0 };
  });
  const { follows, turns } = features;
  return [
    { feature: ANY_NETWORK, value: 'before anything is known of it', amount: null, points: model.base },
    ...learned,
    {
      feature: 'Grown back',
      value: follows ? `${follows} follows a banned network` : 'follows no banned network',
      amount: null,
      points: follows ? GROWN_BACK[follows] : 0,
    },
    {
      feature: 'Taking turns',
      value: turns ? `${turns.accounts} accounts, as behind a load balancer` : 'not seen, or not needed',
      amount: null,
      points: turns ? Math.round(turns.bits * 10) / 10 : 0,
    },
  ];
}

/** The score: all points together, to two decimals. */
export function riskScore(points: readonly RiskPoint[]): number {
  return Math.round(points.reduce((sum, each) => sum + each.points, 0) * 100) / 100;
}

const MOST_UNMEASURED = 2;
const REVIEW_ABOVE = -4;

/**
 * Act needs a score above 0 and 20 accounts; Review a score above −4, which one innocent look-alike in a hundred reaches. Where the data lacks most of what the score is read from, nobody is called benign or acted upon for it: a person looks.
 * Kinds that a mapping declares are a gift, and none of them is missed.
 */
export function tierOf(score: number, { size, unmeasured }: Pick<Features, 'size' | 'unmeasured'>): Tier {
  if (unmeasured.size - (unmeasured.has('declared') ? 1 : 0) > MOST_UNMEASURED) return 'review';
  if (score > 0 && size >= 20) return 'act';
  return score > REVIEW_ABOVE ? 'review' : 'benign';
}
