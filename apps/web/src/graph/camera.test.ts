import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSamePlace, toScreen, toWorld } from './camera.js';

it('a pixel stands for the world point that is drawn there', () => {
  const coordinate = fc.integer({ min: -10_000, max: 10_000 });
  fc.assert(
    fc.property(
      coordinate,
      coordinate,
      coordinate,
      coordinate,
      fc.integer({ min: 1, max: 400 }),
      (x, y, dx, dy, zoom) => {
        const projection = { scale: zoom / 40, x: dx, y: dy, width: 800, height: 600, points: 1 };
        const pixel = toScreen(projection, x, y);
        const world = toWorld(projection, pixel.x, pixel.y);
        expect(world.x).toBeCloseTo(x, 6);
        expect(world.y).toBeCloseTo(y, 6);
      },
    ),
    { seed: 1 },
  );
});

it('moves and scales the world', () => {
  expect(toScreen({ scale: 2, x: 100, y: 50, width: 800, height: 600, points: 1 }, 10, -5)).toEqual({ x: 120, y: 40 });
});

it('knows a projection again, whatever of it has moved', () => {
  const here = { scale: 2, x: 100, y: 50, width: 800, height: 600, points: 1 };
  expect(isSamePlace(here, { ...here })).toBe(true);
  for (const part of ['scale', 'x', 'y', 'width', 'height', 'points'] as const)
    expect(isSamePlace(here, { ...here, [part]: 7 })).toBe(false);
});
