import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANY_NETWORK } from '@iolaus/contracts';
import type { Features, Measured } from './features.js';
import { stepPoints, type RiskModel } from './risk-model.js';
import { riskPoints, riskScore, tierOf } from './risk.js';
import { RISK_TERMS } from './risk-terms.js';
import { SHIPPED_MODEL } from './shipped-risk-model.js';
import { featuresOf } from './testing/features.js';

const scoreOf = (otherwise: Partial<Features>): number => riskScore(riskPoints(featuresOf(otherwise), SHIPPED_MODEL));

const model: RiskModel = {
  base: -5,
  fittedOn: 'a test',
  terms: [
    {
      feature: 'Synchrony',
      below: -1,
      steps: [
        [0.1, 0.5],
        [0.3, 2],
      ],
    },
    { feature: 'Shared rare prompts', below: -2, steps: [[9, 1]] },
  ],
};
const pointsOf = (feature: string, otherwise: Partial<Features>): number | undefined =>
  riskPoints(featuresOf(otherwise), model).find((point) => point.feature === feature)?.points;

describe('stepPoints', () => {
  it('steps at its bounds, from there on', () => {
    expect([0, 0.0999, 0.1, 0.2999, 0.3, 9].map((amount) => stepPoints(model.terms[0], amount))).toEqual([
      -1, -1, 0.5, 0.5, 2, 2,
    ]);
  });
});

describe('riskPoints', () => {
  it('reads the model, and gives nothing for a term that the model lacks', () => {
    expect(pointsOf('Synchrony', { synchrony: 0.2 })).toBe(0.5);
    expect(pointsOf('Size', { size: 5000 })).toBe(0);
    expect(pointsOf(ANY_NETWORK, {})).toBe(-5);
  });

  it('asks for fewer bits of shared prompts where fewer accounts allow for fewer', () => {
    expect(pointsOf('Shared rare prompts', { templateBits: 8.9, accounts: 100_000 })).toBe(-2);
    expect(pointsOf('Shared rare prompts', { templateBits: 8.9, accounts: 1000 })).toBe(1);
    expect(pointsOf('Shared rare prompts', { templateBits: 8.9, accounts: 5_000_000 })).toBe(-2);
  });

  it.each([
    ['payment-method', ['Shared cards', 'Many cards']],
    ['prompt-template', ['Shared rare prompts']],
    ['user-agent', ['Client software']],
    ['declared', ['Devices and other declared kinds']],
    ['ip', ['Address rotation', 'One address']],
    ['activity', ['Synchrony', 'Days in step']],
    ['sign-ups', ['Sign-ups together']],
  ] as const)('gives and takes nothing for what the data says nothing about: %s', (measured, silent) => {
    const points = riskPoints(featuresOf({ unmeasured: new Set<Measured>([measured]) }), SHIPPED_MODEL);
    const without = points.filter((point) => point.value === 'not in this data');
    expect(without).toEqual(silent.map((feature) => ({ feature, value: 'not in this data', amount: null, points: 0 })));
  });

  it('says every value in words', () => {
    const values = riskPoints(featuresOf({ organisation: 'Northwold College', organisationShare01: 0.3 }), model);
    expect(Object.fromEntries(values.map((point) => [point.feature, point.value]))).toEqual({
      [ANY_NETWORK]: 'before anything is known of it',
      Size: '60 accounts',
      'Shared cards': '5 members a card',
      'Many cards': 'log2 of its own cards, by members: 3.0',
      'Devices and other declared kinds': '6.0 bits a member',
      'Shared rare prompts': '11.8 bits a member',
      'Client software': '4.0 bits a member',
      'Address rotation': '40 addresses, the most used carries 10 %',
      'One address': 'most used address carries 10 %',
      Synchrony: 'mean correlation 0.30',
      'Days in step': 'common busy hours on 8.0 days',
      'Sign-ups together': '2.0 nats closer than chance',
      'Verified organisation': '30 % belong to one verified organisation',
      'Grown back': 'follows no banned network',
      'Taking turns': 'not seen, or not needed',
    });
    const bare = riskPoints(featuresOf({ cardFanOut: 0, cardSpread: 0, daysInStep: 0 }), model);
    expect(bare.map((point) => point.value)).toEqual(
      expect.arrayContaining(['no shared card', 'no card of its own', 'no busy hours in common', 'none']),
    );
  });

  it('gives the amount that points are read from, so that anybody can read them again', () => {
    for (const { feature, amount, points } of riskPoints(featuresOf(), SHIPPED_MODEL)) {
      const term = SHIPPED_MODEL.terms.find((each) => each.feature === feature);
      if (amount !== null && term) expect(stepPoints(term, amount)).toBe(points);
    }
  });

  it('adds points for growing back, and for taking turns', () => {
    const added = (otherwise: Partial<Features>): number => scoreOf(otherwise) - scoreOf({});
    expect(added({ follows: 'possible' })).toBeCloseTo(3, 9);
    expect(added({ follows: 'likely' })).toBeCloseTo(6, 9);
    expect(added({ turns: { accounts: 48, bits: 5.26 } })).toBeCloseTo(5.3, 9);
  });
});

describe('the shipped model', () => {
  it('has a curve for every term and no other', () => {
    expect(SHIPPED_MODEL.terms.map(({ feature }) => feature)).toEqual(RISK_TERMS.map(({ feature }) => feature));
  });

  it('never falls with more evidence, and never rises with more of an innocent sign', () => {
    const guilty = [
      'size',
      'cardBits',
      'cardSpread',
      'declaredBits',
      'templateBits',
      'agentBits',
      'rotation',
      'synchrony',
      'daysInStep',
      'signUpCoherence',
    ] as const;
    const innocent = ['topIpShare01', 'organisationShare01'] as const;
    const amounts = fc.tuple(
      fc.double({ min: 0, max: 500, noNaN: true }),
      fc.double({ min: 0, max: 500, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...guilty), amounts, (key, [x, y]) => {
        expect(scoreOf({ [key]: Math.max(x, y) })).toBeGreaterThanOrEqual(scoreOf({ [key]: Math.min(x, y) }));
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...innocent), amounts, (key, [x, y]) => {
        expect(scoreOf({ [key]: Math.max(x, y) / 500 })).toBeLessThanOrEqual(scoreOf({ [key]: Math.min(x, y) / 500 }));
      }),
    );
  });

  it('puts a campaign above 0, and the same behind one address of one verified organisation far below', () => {
    expect(scoreOf({})).toBeGreaterThan(0);
    const course = {
      rotation: 0,
      topIpShare01: 0.9,
      cardBits: 0,
      cardSpread: 0,
      declaredBits: 0,
      organisationShare01: 1,
    };
    expect(scoreOf(course)).toBeLessThan(-3);
  });
});

describe('riskScore', () => {
  it('is the sum of the points, to two decimals', () => {
    expect(riskScore([])).toBe(0);
    const points = [1.111, -2.222].map((each) => ({ feature: 'f', value: 'v', amount: null, points: each }));
    expect(riskScore(points)).toBe(-1.11);
  });
});

describe('tierOf', () => {
  const all: ReadonlySet<Measured> = new Set();
  const lacking = (...what: Measured[]): ReadonlySet<Measured> => new Set(what);

  it('says act above 0 with at least 20 accounts, and review for fewer', () => {
    expect(tierOf(0.01, { size: 20, unmeasured: all })).toBe('act');
    expect(tierOf(0.01, { size: 19, unmeasured: all })).toBe('review');
    expect(tierOf(0, { size: 500, unmeasured: all })).toBe('review');
  });

  it('says review above −4 and benign from there down', () => {
    expect(tierOf(-3.99, { size: 50, unmeasured: all })).toBe('review');
    expect(tierOf(-4, { size: 50, unmeasured: all })).toBe('benign');
  });

  it('lets a person look where the data lacks three things or more, whatever the score', () => {
    const three = lacking('activity', 'sign-ups', 'payment-method');
    expect(tierOf(9, { size: 500, unmeasured: three })).toBe('review');
    expect(tierOf(-9, { size: 500, unmeasured: three })).toBe('review');
    expect(tierOf(9, { size: 500, unmeasured: lacking('activity', 'sign-ups') })).toBe('act');
    expect(tierOf(9, { size: 500, unmeasured: lacking('activity', 'sign-ups', 'declared') })).toBe('act');
  });
});
