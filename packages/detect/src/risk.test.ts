import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Features, Measured } from './features.js';
import { riskPoints, riskScore, tierOf } from './risk.js';
import { featuresOf } from './testing/features.js';

const pointsOf = (feature: string, otherwise: Partial<Features>): number | undefined =>
  riskPoints(featuresOf(otherwise)).find((point) => point.feature === feature)?.points;

const scoreOf = (otherwise: Partial<Features>): number => riskScore(riskPoints(featuresOf(otherwise)));

describe('riskPoints', () => {
  it.each([
    ['Size', 'size', [15, -0.8], [16, 0], [39, 0], [40, 0.8], [403, 0.8], [404, 2.2]],
    ['Shared cards', 'cardBits', [0.09, -1.9], [0.1, 0], [12, 0]],
    ['Shared rare prompts', 'templateBits', [8.9, -2.5], [9, 0], [10.9, 0], [11, 1.8], [11.6, 3.5]],
    ['Client software', 'agentBits', [1.3, -1.8], [1.4, 0]],
    ['Address rotation', 'rotation', [0.23, -0.9], [0.24, 0], [1.93, 1.3], [5.33, 3.4]],
    ['Synchrony', 'synchrony', [0.003, -0.9], [0.004, 0], [0.27, 1.4]],
    ['Sign-ups together', 'signUpCoherence', [0.6, 0], [0.7, 1.8], [2.7, 2.9]],
    ['No single address', 'topIpShare01', [0.74, -0.3], [0.73, 0.7], [0.037, 0.7], [0.036, 2.5]],
    ['Verified organisation', 'organisationShare01', [0.51, -4], [0.5, -1], [0.11, -1], [0.1, 0], [0, 0]],
  ] as const)('steps %s up at its bounds', (feature, key, ...steps) => {
    expect(steps.map(([value]) => [value, pointsOf(feature, { [key]: value })])).toEqual(steps);
  });

  it('asks for fewer bits of shared prompts where fewer accounts allow for fewer', () => {
    expect(pointsOf('Shared rare prompts', { templateBits: 9, accounts: 60_000 })).toBe(0);
    expect(pointsOf('Shared rare prompts', { templateBits: 9, accounts: 1000 })).toBe(3.5);
    expect(pointsOf('Shared rare prompts', { templateBits: 9, accounts: 5_000_000 })).toBe(0);
  });

  it.each([
    ['payment-method', ['Shared cards']],
    ['prompt-template', ['Shared rare prompts']],
    ['user-agent', ['Client software']],
    ['ip', ['Address rotation', 'No single address']],
    ['activity', ['Synchrony']],
    ['sign-ups', ['Sign-ups together']],
  ] as const)('gives and takes nothing for what the data says nothing about: %s', (measured, silent) => {
    const points = riskPoints(featuresOf({ unmeasured: new Set<Measured>([measured]) }));
    const without = points.filter((point) => point.value === 'not in this data');
    expect(without).toEqual(silent.map((feature) => ({ feature, value: 'not in this data', points: 0 })));
  });

  it('says every value in words', () => {
    const values = riskPoints(featuresOf({ organisation: 'Northwold College', organisationShare01: 0.3 }));
    expect(Object.fromEntries(values.map((point) => [point.feature, point.value]))).toEqual({
      Size: '60 accounts',
      'Shared cards': '5 members a card',
      'Shared rare prompts': '11.8 bits a member',
      'Client software': '4.0 bits a member',
      'Address rotation': '40 addresses, the most used carries 10 %',
      Synchrony: 'mean correlation 0.30',
      'Sign-ups together': '2.0 nats closer than chance',
      'No single address': 'most used address carries 10 %',
      'Grown back': 'follows no banned network',
      'Verified organisation': '30 % belong to one verified organisation',
    });
    const bare = riskPoints(featuresOf({ cardFanOut: 0 }));
    expect(bare.map((point) => point.value)).toEqual(expect.arrayContaining(['no shared card', 'none']));
  });
});

describe('riskScore', () => {
  it('is the intercept with the sum of the points, to two decimals', () => {
    expect(riskScore([])).toBe(-7.3);
    expect(riskScore([1.111, 2.222].map((points) => ({ feature: 'f', value: 'v', points })))).toBe(-3.97);
  });

  it('never falls with more evidence, and never rises with more of an innocent sign', () => {
    const guilty = [
      'size',
      'cardBits',
      'templateBits',
      'agentBits',
      'rotation',
      'synchrony',
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
    const course = { rotation: 0, topIpShare01: 0.9, cardBits: 0, signUpCoherence: 0, organisationShare01: 1 };
    expect(scoreOf(course)).toBeLessThan(-3);
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

  it('says review above −3 and benign from there down', () => {
    expect(tierOf(-2.99, { size: 50, unmeasured: all })).toBe('review');
    expect(tierOf(-3, { size: 50, unmeasured: all })).toBe('benign');
  });

  it('lets a person look where the data lacks three things or more, whatever the score', () => {
    const three = lacking('activity', 'sign-ups', 'payment-method');
    expect(tierOf(9, { size: 500, unmeasured: three })).toBe('review');
    expect(tierOf(-9, { size: 500, unmeasured: three })).toBe('review');
    expect(tierOf(9, { size: 500, unmeasured: lacking('activity', 'sign-ups') })).toBe('act');
  });
});
