import type { RiskPoint, Tier } from '@iolaus/contracts';
import type { Features, Measured } from './features.js';
import { share } from './wording.js';

/** A term of the risk score: points step up at each bound, `below` the first one. */
interface Term {
  readonly feature: string;
  /** What the data must hold for the term to say anything. */
  readonly needs?: Measured;
  readonly value: (features: Features) => number;
  readonly words: (features: Features) => string;
  readonly below: number;
  readonly steps: readonly (readonly [bound: number, points: number])[];
}

/**
 * Points in bits, a monotone additive model fitted on synthetic families (research part 2, section 2.4); a missing kind gives nothing. Their sum with the intercept is the score:
 * above 0 is Act, above −3 Review.
 */
const TERMS: readonly Term[] = [
  {
    feature: 'Size',
    value: (f) => f.size,
    words: (f) => `${f.size} accounts`,
    below: -0.8,
    steps: [
      [16, 0],
      [40, 0.8],
      [404, 2.2],
    ],
  },
  {
    feature: 'Shared cards',
    needs: 'payment-method',
    value: (f) => f.cardBits,
    words: (f) => (f.cardFanOut === 0 ? 'no shared card' : `${f.cardFanOut.toFixed(0)} members a card`),
    below: -1.9,
    steps: [[0.1, 0]],
  },
  {
    feature: 'Shared rare prompts',
    needs: 'prompt-template',
    value: (f) => f.templateBits / liftScale(f.accounts),
    words: (f) => `${f.templateBits.toFixed(1)} bits a member`,
    below: -2.5,
    steps: [
      [9, 0],
      [11, 1.8],
      [11.6, 3.5],
    ],
  },
  {
    feature: 'Client software',
    needs: 'user-agent',
    value: (f) => f.agentBits,
    words: (f) => `${f.agentBits.toFixed(1)} bits a member`,
    below: -1.8,
    steps: [[1.4, 0]],
  },
  {
    feature: 'Address rotation',
    needs: 'ip',
    value: (f) => f.rotation,
    words: (f) => `${f.poolIps} addresses, the most used carries ${share(f.topIpShare01)}`,
    below: -0.9,
    steps: [
      [0.24, 0],
      [1.93, 1.3],
      [5.33, 3.4],
    ],
  },
  {
    feature: 'Synchrony',
    needs: 'activity',
    value: (f) => f.synchrony,
    words: (f) => `mean correlation ${f.synchrony.toFixed(2)}`,
    below: -0.9,
    steps: [
      [0.004, 0],
      [0.27, 1.4],
    ],
  },
  {
    feature: 'Sign-ups together',
    needs: 'sign-ups',
    value: (f) => f.signUpCoherence,
    words: (f) => `${f.signUpCoherence.toFixed(1)} nats closer than chance`,
    below: 0,
    steps: [
      [0.7, 1.8],
      [2.7, 2.9],
    ],
  },
  {
    feature: 'No single address',
    needs: 'ip',
    value: (f) => -f.topIpShare01,
    words: (f) => `most used address carries ${share(f.topIpShare01)}`,
    below: -0.3,
    steps: [
      [-0.73, 0.7],
      [-0.036, 2.5],
    ],
  },
  {
    feature: 'Grown back',
    value: (f) => (f.follows === 'likely' ? 2 : f.follows === 'possible' ? 1 : 0),
    words: (f) => (f.follows ? `${f.follows} follows a banned network` : 'follows no banned network'),
    below: 0,
    steps: [
      [1, 3],
      [2, 6],
    ],
  },
  {
    feature: 'Verified organisation',
    value: (f) => -f.organisationShare01,
    words: (f) => (f.organisation ? `${share(f.organisationShare01)} belong to one verified organisation` : 'none'),
    below: -4,
    steps: [
      [-0.5, -1],
      [-0.1, 0],
    ],
  },
];

const INTERCEPT = -7.3;
const FITTED_ACCOUNTS = 60_000;

/** Lifts cannot exceed about log2 of the population: their bounds were fitted on 60,000 accounts and shrink with fewer. */
function liftScale(accounts: number): number {
  return Math.min(1, Math.log2(Math.max(2, accounts)) / Math.log2(FITTED_ACCOUNTS));
}

/** The points of a network, each with its value in words. */
export function riskPoints(features: Features): RiskPoint[] {
  return TERMS.map((term) =>
    term.needs !== undefined && features.unmeasured.has(term.needs)
      ? { feature: term.feature, value: 'not in this data', points: 0 }
      : { feature: term.feature, value: term.words(features), points: pointsOf(term, term.value(features)) },
  );
}

/** The score: intercept and points together, to two decimals. */
export function riskScore(points: readonly RiskPoint[]): number {
  return Math.round((INTERCEPT + points.reduce((sum, each) => sum + each.points, 0)) * 100) / 100;
}

const MOST_UNMEASURED = 2;

/**
 * Act needs a score above 0 and 20 accounts; Review a score above −3. Where the data lacks most of what the score is read from, nobody is called benign or acted upon for it: a person looks.
 */
export function tierOf(score: number, { size, unmeasured }: Pick<Features, 'size' | 'unmeasured'>): Tier {
  if (unmeasured.size > MOST_UNMEASURED) return 'review';
  if (score > 0 && size >= 20) return 'act';
  return score > -3 ? 'review' : 'benign';
}

function pointsOf(term: Term, value: number): number {
  let points = term.below;
  for (const [bound, step] of term.steps) if (value >= bound) points = step;
  return points;
}
