import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeAdded } from './place-added.js';
import { buildDisc, buildFrame } from './testing/build-frame.js';

const disc = buildDisc({ x: 30, y: -20, r: 50 });
const frame = buildFrame(
  [],
  [
    { x: 60, y: -20 },
    { x: 30, y: -50 },
    { x: 30, y: -20 },
    { x: 30.5, y: -20 },
  ],
);
const from = ({ x, y }: { x: number; y: number }): number => Math.hypot(x - disc.x, y - disc.y);

describe('places of accounts from outside', () => {
  it('are as many as the accounts, also none', () => {
    expect(placeAdded(frame, { disc, indicator: 0, count: 0 })).toEqual([]);
    expect(placeAdded(frame, { disc, indicator: 0, count: 7 })).toHaveLength(7);
  });

  it('lie outside the rim of the community, whatever their number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(3), (count, indicator) => {
        expect(placeAdded(frame, { disc, indicator, count }).every((place) => from(place) > disc.r)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it('do not cover each other', () => {
    const places = placeAdded(frame, { disc, indicator: 0, count: 60 });
    const gaps = places.flatMap((a, at) => places.slice(at + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
    expect(Math.min(...gaps)).toBeGreaterThan(5);
  });

  it('lie on the side of the indicator', () => {
    expect(placeAdded(frame, { disc, indicator: 0, count: 20 }).every(({ x }) => x > disc.x + disc.r)).toBe(true);
    expect(placeAdded(frame, { disc, indicator: 1, count: 20 }).every(({ y }) => y < disc.y - disc.r)).toBe(true);
  });

  it('lie on different sides for two indicators in the very middle', () => {
    const [a] = placeAdded(frame, { disc, indicator: 2, count: 1 });
    const [b] = placeAdded(frame, { disc, indicator: 3, count: 1 });
    expect(Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))).toBeGreaterThan(disc.r);
  });

  it('are the same each time', () => {
    const of = { disc, indicator: 1, count: 40 };
    expect(placeAdded(frame, of)).toEqual(placeAdded(frame, of));
  });
});
