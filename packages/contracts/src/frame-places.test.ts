import { describe, expect, it } from 'vitest';
import { encodePlaces, withPlaces } from './frame-places.js';
import type { Frame } from './frame.js';

const frame = {
  network: 'N-0001',
  extent: { minX: -100, minY: 0, maxX: 100, maxY: 400 },
  accountX: Float32Array.from([0, 1, 2]),
  accountY: Float32Array.from([0, 1, 2]),
  indicatorX: Float32Array.from([5]),
  indicatorY: Float32Array.from([6]),
  kinds: ['ip'],
} as unknown as Frame;
const places = {
  accountX: Float32Array.from([-100, 40, 100]),
  accountY: Float32Array.from([400, 0, 120]),
  indicatorX: Float32Array.from([-20]),
  indicatorY: Float32Array.from([300]),
};

describe('places of another layout', () => {
  it('come back within a step of the extent, on a frame that is otherwise the same', () => {
    const moved = withPlaces(frame, encodePlaces(places, frame.extent));
    for (const column of ['accountX', 'accountY', 'indicatorX', 'indicatorY'] as const)
      moved[column].forEach((value, at) => expect(Math.abs(value - places[column][at])).toBeLessThan(400 / 65535));
    expect({ ...moved, ...places }).toEqual({ ...frame, ...places });
  });

  it.each([
    ['of another frame', encodePlaces({ ...places, accountX: Float32Array.from([1]) }, frame.extent)],
    ['of which some is missing', encodePlaces(places, frame.extent).subarray(0, 20)],
  ])('%s are refused', (_, bytes) => {
    expect(() => withPlaces(frame, bytes)).toThrow(expect.objectContaining({ code: 'FRAME_DAMAGED' }) as Error);
  });
});
