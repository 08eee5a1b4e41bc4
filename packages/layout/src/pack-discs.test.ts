import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packDiscs, type Disc, type Pull } from './pack-discs.js';

fc.configureGlobal({ seed: 7 });

const GAP = 18;
/** What the last push may leave of a gap. */
const SLACK = 0.05;

/** The least distance between the rims of two discs. */
function leastGap(discs: readonly Disc[]): number {
  let least = Number.POSITIVE_INFINITY;
  discs.forEach((a, i) =>
    discs.slice(i + 1).forEach((b) => {
      least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y) - a.r - b.r);
    }),
  );
  return least;
}

const distance = (a?: Disc, b?: Disc): number => Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0));
const shape = fc.constantFrom('wide' as const, 'round' as const);
const spot = fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }) });
const world = fc.array(fc.integer({ min: 10, max: 200 }), { minLength: 1, maxLength: 40 }).chain((radii) =>
  fc.record({
    radii: fc.constant(radii),
    pulls: fc
      .array(fc.tuple(fc.nat(radii.length - 1), fc.nat(radii.length - 1)), { maxLength: 30 })
      .map((pairs) => pairs.filter(([a, b]) => a !== b).map(([from, to]): Pull => ({ from, to, weight: 1 }))),
    previous: fc.array(fc.option(spot, { nil: undefined }), { minLength: radii.length, maxLength: radii.length }),
    shape,
  }),
);

describe('packDiscs', () => {
  it('lets no two discs come nearer than the gap, whatever pulls and wherever they stood', () => {
    fc.assert(
      fc.property(world, ({ radii, pulls, ...options }) => {
        expect(leastGap(packDiscs(radii, pulls, { gap: GAP, ...options }))).toBeGreaterThan(GAP - SLACK);
      }),
    );
  });

  it.each(['wide', 'round'] as const)('keeps the gap among 300 discs of very different sizes (%s)', (shape) => {
    const radii = Array.from({ length: 300 }, (_, at) => 12 + 160 * ((at * 37) % 101) ** 4 * 1e-8);
    expect(leastGap(packDiscs(radii, [], { gap: GAP, shape }))).toBeGreaterThan(GAP - SLACK);
  });

  it('keeps the gap when every disc stood at one place', () => {
    const radii = Array.from({ length: 30 }, () => 20);
    const previous = radii.map(() => ({ x: 5, y: 5 }));
    expect(leastGap(packDiscs(radii, [], { gap: GAP, shape: 'round', previous }))).toBeGreaterThan(GAP - SLACK);
  });

  it('keeps radii and order', () => {
    fc.assert(
      fc.property(world, ({ radii, pulls, ...options }) => {
        expect(packDiscs(radii, pulls, { gap: GAP, ...options }).map((disc) => disc.r)).toEqual(radii);
      }),
      { numRuns: 20 },
    );
  });

  it('gives the same places for the same discs', () => {
    fc.assert(
      fc.property(world, ({ radii, pulls, ...options }) => {
        const first = packDiscs(radii, pulls, { gap: GAP, ...options });
        expect(packDiscs(radii, pulls, { gap: GAP, ...options })).toEqual(first);
      }),
      { numRuns: 20 },
    );
  });

  it('brings discs nearer that share more', () => {
    const radii = Array.from({ length: 24 }, () => 20);
    const pairs = radii.flatMap((_, from) => radii.map((_, to) => ({ from, to })).filter(({ to }) => to > from));
    const isLinked = ({ from, to }: { from: number; to: number }): boolean => from % 2 === to % 2;
    const pulls = pairs.filter(isLinked).map((pair): Pull => ({ ...pair, weight: 1 }));
    const discs = packDiscs(radii, pulls, { gap: GAP, shape: 'round' });
    const mean = (of: readonly { from: number; to: number }[]): number =>
      of.reduce((sum, { from, to }) => sum + distance(discs[from], discs[to]), 0) / of.length;
    expect(mean(pulls)).toBeLessThan(mean(pairs.filter((pair) => !isLinked(pair))) * 0.8);
  });

  it('makes a wide picture wider than high, and a round one neither', () => {
    const radii = Array.from({ length: 60 }, () => 20);
    const ratio = (shape: 'wide' | 'round'): number => {
      const discs = packDiscs(radii, [], { gap: GAP, shape });
      const span = (of: (disc: Disc) => number): number => Math.max(...discs.map(of)) - Math.min(...discs.map(of));
      return span((disc) => disc.x) / span((disc) => disc.y);
    };
    expect(ratio('wide')).toBeGreaterThan(1.3);
    expect(ratio('round')).toBeGreaterThan(0.8);
    expect(ratio('round')).toBeLessThan(1.25);
  });

  it('keeps a picture nearly as it was when a disc is added', () => {
    const radii = Array.from({ length: 20 }, (_, at) => 60 - at * 2);
    const before = packDiscs(radii, [], { gap: GAP, shape: 'wide' });
    const after = packDiscs([...radii, 20], [], { gap: GAP, shape: 'wide', previous: [...before, undefined] });
    const moved = before.map((disc, at) => distance(disc, after[at])).sort((a, b) => a - b);
    expect(moved[10]).toBeLessThan(40);
  });

  it('places nothing when there is nothing', () => {
    expect(packDiscs([], [], { gap: GAP, shape: 'wide' })).toEqual([]);
  });
});
