import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDisc } from '../../graph/testing/build-frame.js';
import { nearestDisc, type Direction } from './nearest-disc.js';

const discsAt = (...places: readonly (readonly [number, number])[]) => places.map(([x, y]) => buildDisc({ x, y }));

describe('the nearest disc in a direction', () => {
  // y grows downwards.
  const cross = discsAt([0, 0], [-10, 0], [10, 0], [0, -10], [0, 10]);

  it.each([
    ['left', 1],
    ['right', 2],
    ['up', 3],
    ['down', 4],
  ] as const)('to the %s', (direction, index) => {
    expect(nearestDisc(cross, 0, direction)).toBe(index);
  });

  it('is the nearer of two that lie straight ahead', () => {
    expect(nearestDisc(discsAt([0, 0], [30, 0], [20, 0]), 0, 'right')).toBe(2);
  });

  it('is a farther one straight ahead before a nearer one aside', () => {
    expect(nearestDisc(discsAt([0, 0], [10, 10], [25, 0]), 0, 'right')).toBe(2);
  });

  it('is none that lies more aside than ahead by half', () => {
    expect(nearestDisc(discsAt([0, 0], [10, 15.1]), 0, 'right')).toBe(0);
    expect(nearestDisc(discsAt([0, 0], [10, 14.9]), 0, 'right')).toBe(1);
  });

  it('is no other at the very same place', () => {
    expect(nearestDisc(discsAt([0, 0], [0, 0]), 0, 'right')).toBe(0);
  });

  it('is the present one where there is no other', () => {
    expect(nearestDisc(cross, 2, 'right')).toBe(2);
    expect(nearestDisc(discsAt([0, 0]), 0, 'up')).toBe(0);
  });

  it.each([-1, 9])('is the first, which is the largest, from nowhere (%d)', (from) => {
    expect(nearestDisc(cross, from, 'left')).toBe(0);
  });

  it('is none in an empty picture', () => {
    expect(nearestDisc([], -1, 'left')).toBe(-1);
  });
});

it('every step goes ahead, so that a row of steps ends', () => {
  const place = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));
  const direction = fc.constantFrom<Direction>('left', 'right', 'up', 'down');
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), direction, fc.nat(), (places, towards, pick) => {
      const discs = discsAt(...places);
      const from = pick % discs.length;
      const to = nearestDisc(discs, from, towards);
      const [dx, dy] = [0, 1].map((axis) => (places[to]?.[axis] ?? 0) - (places[from]?.[axis] ?? 0)) as [
        number,
        number,
      ];
      const ahead = { left: -dx, right: dx, up: -dy, down: dy }[towards];
      expect(to === from || ahead > 0).toBe(true);
    }),
    { seed: 1 },
  );
});
