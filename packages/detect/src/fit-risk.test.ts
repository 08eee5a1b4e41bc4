import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitRisk, type RiskExample } from './fit-risk.js';
import { stepPoints } from './risk-model.js';
import { RISK_TERMS } from './risk-terms.js';
import { randomOf } from './testing/worlds.js';

const OPTIONS = { seed: 5, rounds: 120, fittedOn: 'a test' };
const at = (feature: string): number => RISK_TERMS.findIndex((term) => term.feature === feature);

/** Networks of which abusive ones rotate addresses and are in step more, with some noise; nothing else tells them apart. */
function examples(count: number, seed: number): RiskExample[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, k) => {
    const isAbusive = k % 4 === 0;
    const amounts = RISK_TERMS.map(() => random());
    amounts[at('Address rotation')] = random() * 2 + (isAbusive ? 1.5 : 0);
    amounts[at('Synchrony')] = random() * 0.3 + (isAbusive ? 0.2 : 0);
    return { amounts, isAbusive };
  });
}

const scoreOf = (model: ReturnType<typeof fitRisk>, { amounts }: RiskExample): number =>
  model.terms.reduce((sum, term, k) => sum + (amounts[k] === null ? 0 : stepPoints(term, amounts[k])), model.base);

const learned = examples(400, 1);
const model = fitRisk(learned, OPTIONS);

describe('fitRisk', () => {
  it('tells networks apart that it has not seen', () => {
    const fresh = examples(400, 2);
    const [abusive, innocent] = [true, false].map((is) =>
      fresh.filter((each) => each.isAbusive === is).map((each) => scoreOf(model, each)),
    );
    const pairs = abusive.flatMap((x) => innocent.map((y) => (x > y ? 1 : x === y ? 0.5 : 0)));
    expect(pairs.reduce<number>((a, b) => a + b, 0) / pairs.length).toBeGreaterThan(0.97);
  });

  it('sets the base so that no innocent network that it learned from reaches Act', () => {
    const scores = learned.filter((each) => !each.isAbusive).map((each) => scoreOf(model, each));
    expect(Math.max(...scores)).toBeLessThan(0);
    expect(Math.max(...scores)).toBeGreaterThan(-1.5);
  });

  it('steps every term the way that it should go, in at most eight steps to a tenth of a bit within its cap', () => {
    model.terms.forEach(({ below, steps }, k) => {
      const levels = [below, ...steps.map(([, points]) => points)];
      expect(steps.length).toBeLessThanOrEqual(8);
      expect(levels.toSorted((x, y) => RISK_TERMS[k].sign * (x - y))).toEqual(levels);
      for (const level of levels) {
        expect(Math.abs(level)).toBeLessThanOrEqual(4.5);
        expect(Math.round(level * 10) / 10).toBe(level);
      }
      const bounds = steps.map(([bound]) => bound);
      expect(bounds.toSorted((x, y) => x - y)).toEqual(bounds);
    });
  });

  it('gives the same model for the same examples in any order', () => {
    const few = learned.slice(0, 60);
    const shuffled = fc.shuffledSubarray(few, { minLength: few.length, maxLength: few.length });
    const quick = { ...OPTIONS, rounds: 20 };
    const expected = fitRisk(few, quick);
    fc.assert(
      fc.property(shuffled, (order) => {
        expect(fitRisk(order, quick)).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  it('takes examples in which a kind was never measured', () => {
    const blind = learned.map((each) => ({
      ...each,
      amounts: each.amounts.map((amount, k) => (RISK_TERMS[k].needs === 'payment-method' ? null : amount)),
    }));
    const cards = fitRisk(blind, { ...OPTIONS, rounds: 20 }).terms.filter(
      (_, k) => RISK_TERMS[k].needs === 'payment-method',
    );
    for (const { below, steps } of cards) expect([below, steps]).toEqual([0, []]);
  });

  it('refuses one class alone', () => {
    expect(() => fitRisk([], OPTIONS)).toThrow(RangeError);
    expect(() =>
      fitRisk(
        learned.filter((each) => each.isAbusive),
        OPTIONS,
      ),
    ).toThrow(/both classes/);
  });
});
