import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discRadius, indicatorsOf, layOutCommunity, SPACING, type Sunflower } from './sunflower.js';
import { layoutInput, type TestCommunity } from './testing/layout-inputs.js';

fc.configureGlobal({ seed: 7 });

const community: fc.Arbitrary<TestCommunity> = fc.integer({ min: 1, max: 120 }).chain((accounts) =>
  fc.record({
    accounts: fc.constant(accounts),
    cards: fc.array(fc.uniqueArray(fc.nat(accounts - 1), { minLength: 1 }), { maxLength: 8 }),
    templates: fc.nat(6),
  }),
);

function lay(of: TestCommunity): Sunflower {
  const input = layoutInput([of]);
  const members = Array.from({ length: of.accounts }, (_, at) => at);
  return layOutCommunity(input, members, indicatorsOf(input.indicators, 0));
}

const pointsOf = ({ account }: Sunflower): { x: number; y: number }[] =>
  Array.from({ length: account.length / 2 }, (_, at) => ({ x: account[at * 2], y: account[at * 2 + 1] }));

function leastDistance(points: readonly { x: number; y: number }[]): number {
  let least = Number.POSITIVE_INFINITY;
  points.forEach((a, i) =>
    points.slice(i + 1).forEach((b) => (least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y)))),
  );
  return least;
}

describe('discRadius', () => {
  it('gives a disc inside its rim an area in proportion to its accounts', () => {
    const perAccount = (accounts: number): number => (discRadius(accounts) - 1.6 * SPACING) ** 2 / accounts;
    for (const accounts of [1, 3, 30, 1500, 60_000]) expect(perAccount(accounts)).toBeCloseTo(perAccount(100), 9);
  });

  it('doubles its area when a large community doubles', () => {
    expect((discRadius(20_000) / discRadius(10_000)) ** 2).toBeCloseTo(2, 1);
  });
});

describe('layOutCommunity', () => {
  it('places every account once, inside the disc', () => {
    fc.assert(
      fc.property(community, (of) => {
        const points = pointsOf(lay(of));
        expect(points).toHaveLength(of.accounts);
        for (const { x, y } of points) expect(Math.hypot(x, y)).toBeLessThan(discRadius(of.accounts));
      }),
    );
  });

  it('lets no two accounts stand on one another', () => {
    fc.assert(
      fc.property(community, (of) => {
        expect(leastDistance(pointsOf(lay(of)))).toBeGreaterThan(SPACING / 6);
      }),
    );
  });

  it('keeps everything that it draws of the indicators inside the disc, each once', () => {
    fc.assert(
      fc.property(community, (of) => {
        const { indicators, r } = lay(of);
        expect(new Set(indicators.map((each) => each.index)).size).toBe(indicators.length);
        for (const { x, y } of indicators) expect(Math.hypot(x, y)).toBeLessThan(r);
      }),
    );
  });

  it('gives the same places for the same community', () => {
    fc.assert(
      fc.property(community, (of) => {
        expect(lay(of)).toEqual(lay(of));
      }),
      { numRuns: 30 },
    );
  });

  it('stands accounts around the card that they hold', () => {
    const flower = lay({ accounts: 20, cards: [range(0, 10), range(10, 20)], templates: 2 });
    const seeds = flower.indicators.filter((each) => !each.isHeart);
    expect(seeds).toHaveLength(2);
    pointsOf(flower).forEach((point, member) => {
      const [own, other] = [seeds[member < 10 ? 0 : 1], seeds[member < 10 ? 1 : 0]].map((seed) =>
        Math.hypot(point.x - seed.x, point.y - seed.y),
      );
      expect(own).toBeLessThan(other);
    });
  });

  it('gives a holder of two cards to the rarer one', () => {
    const flower = lay({ accounts: 20, cards: [range(0, 15), range(14, 20)] });
    const rarer = flower.indicators.find((each) => each.index === 1);
    const common = flower.indicators.find((each) => each.index === 0);
    const point = pointsOf(flower)[14];
    expect(Math.hypot(point.x - (rarer?.x ?? 0), point.y - (rarer?.y ?? 0))).toBeLessThan(
      Math.hypot(point.x - (common?.x ?? 0), point.y - (common?.y ?? 0)),
    );
  });

  it('draws one sunflower with everything in its heart when there is one card', () => {
    const flower = lay({ accounts: 20, cards: [range(0, 20)], templates: 3 });
    expect(flower.indicators.map((each) => each.isHeart)).toEqual([true, true, true, true]);
  });

  it('puts who is most active in the middle of a sunflower', () => {
    const input = layoutInput([{ accounts: 30 }]);
    const members = range(0, 30);
    const points = pointsOf(layOutCommunity(input, members, []));
    const byActivity = members.toSorted((a, b) => input.exchanges[b] - input.exchanges[a]);
    const distances = byActivity.map((member) => Math.hypot(points[member].x, points[member].y));
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
  });
});

describe('indicatorsOf', () => {
  it('gives the own ones alone, most telling first', () => {
    const { indicators } = layoutInput(
      [
        { accounts: 4, cards: [[0], [0, 1, 2]] },
        { accounts: 2, cards: [[0, 1]] },
      ],
      [[0, 5]],
    );
    expect(indicatorsOf(indicators, 0).map((index) => indicators[index].value)).toEqual(['card_0_1', 'card_0_0']);
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
