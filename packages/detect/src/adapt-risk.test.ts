import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adaptRisk, risingMeans, scoreBy } from './adapt-risk.js';
import { mostBits, RISK_TERMS } from './risk-terms.js';
import { SHIPPED_MODEL } from './shipped-risk-model.js';
import { judgedAtRandom, judgedNetworks } from './testing/judged.js';
import { randomOf } from './testing/worlds.js';

const levelsOf = ({ terms }: Pick<typeof SHIPPED_MODEL, 'terms'>): number[] =>
  terms.flatMap(({ below, steps }) => [below, ...steps.map(([, points]) => points)]);
const mostMoved = (model: Pick<typeof SHIPPED_MODEL, 'base' | 'terms'>): number =>
  Math.max(
    Math.abs(model.base - SHIPPED_MODEL.base),
    ...levelsOf(model).map((level, at) => Math.abs(level - levelsOf(SHIPPED_MODEL)[at])),
  );

describe('adaptRisk', () => {
  const { model, freedom } = adaptRisk(judgedNetworks(200, 1), SHIPPED_MODEL);

  it('keeps bounds, terms and their order, and steps each term its way, to a tenth of a bit within its cap', () => {
    expect(model.terms.map(({ feature }) => feature)).toEqual(RISK_TERMS.map(({ feature }) => feature));
    model.terms.forEach(({ below, steps, feature }, at) => {
      const own = SHIPPED_MODEL.terms.find((term) => term.feature === feature)!;
      expect(steps.map(([bound]) => bound)).toEqual(own.steps.map(([bound]) => bound));
      const levels = [below, ...steps.map(([, points]) => points)];
      expect(levels.toSorted((x, y) => RISK_TERMS[at].sign * (x - y))).toEqual(levels);
      for (const level of levels) {
        expect(Math.abs(level)).toBeLessThanOrEqual(
          Math.max(mostBits(feature), ...levelsOf({ terms: [own] }).map(Math.abs)),
        );
        expect(Math.round(level * 10) / 10).toBe(level);
      }
    });
  });

  it('raises what verdicts confirm below Act, and leaves what they clear below it', () => {
    const fresh = judgedNetworks(200, 2);
    const inAct = (by: Parameters<typeof scoreBy>[0], isAbusive: boolean): number =>
      fresh.filter((each) => each.isAbusive === isAbusive && scoreBy(by, each) > 0).length;
    expect(inAct(model, true)).toBeGreaterThan(inAct(SHIPPED_MODEL, true) + 20);
    expect(inAct(model, false)).toBeLessThanOrEqual(2);
  });

  it('is free in one way for ten verdicts of the rarer kind', () => {
    expect(freedom).toBeLessThanOrEqual(10);
    expect(freedom).toBeGreaterThan(9.5);
    expect(adaptRisk(judgedNetworks(40, 3), SHIPPED_MODEL).freedom).toBeLessThanOrEqual(2);
  });

  it('hardly moves for few verdicts, and not far for few that contradict each other', () => {
    expect(mostMoved(adaptRisk(judgedNetworks(40, 3), SHIPPED_MODEL).model)).toBeLessThanOrEqual(1);
    const noise = adaptRisk(judgedAtRandom(40, 4), SHIPPED_MODEL).model;
    expect(mostMoved(noise)).toBeLessThanOrEqual(1.5);
  });

  it('gives the shipped points back where there is nothing to learn', () => {
    const sure = judgedNetworks(60, 5).map((each) => ({ ...each, fixed: each.isAbusive ? 60 : -60 }));
    expect(mostMoved(adaptRisk(sure, SHIPPED_MODEL).model)).toBeCloseTo(0, 6);
  });

  it('does not depend on the order of verdicts', () => {
    const judged = judgedNetworks(60, 6);
    const backwards = judged.toReversed();
    expect(adaptRisk(backwards, SHIPPED_MODEL)).toEqual(adaptRisk(judged, SHIPPED_MODEL));
  });

  it('takes points that are set by hand for granted', () => {
    const judged = judgedNetworks(60, 7);
    const grown = judged.map((each) => (each.isAbusive ? { ...each, fixed: 6 } : each));
    const [plain, explained] = [judged, grown].map((each) => adaptRisk(each, SHIPPED_MODEL).model);
    expect(mostMoved(explained)).toBeLessThan(mostMoved(plain));
  });
});

describe('risingMeans', () => {
  it('gives the nearest values that never fall', () => {
    expect(risingMeans([1, 3, 2, 4])).toEqual([1, 2.5, 2.5, 4]);
    expect(risingMeans([3, 2, 1])).toEqual([2, 2, 2]);
    const random = randomOf(1);
    const distance = (x: readonly number[], y: readonly number[]): number =>
      x.reduce((sum, each, at) => sum + (each - y[at]) ** 2, 0);
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 8 }), (values) => {
        const best = distance(values, risingMeans(values));
        const rival = values.map(() => random() * 10 - 5).toSorted((x, y) => x - y);
        expect(best).toBeLessThanOrEqual(distance(values, rival) + 1e-9);
      }),
    );
  });
});
