import { describe, expect, it } from 'vitest';
import { orderByMs } from './order-by-ms.js';
import { Rng } from './rng.js';

/** The order by comparison: slow, and plainly right. */
const byComparison = (times: Float64Array): number[] =>
  Array.from(times.keys()).sort((a, b) => Math.floor(times[a]) - Math.floor(times[b]) || a - b);

describe('orderByMs', () => {
  it('orders by whole milliseconds', () => {
    expect([...orderByMs(Float64Array.of(3_888_000_000 - 1, 70_000, 65_536, 65_535, 0))]).toEqual([4, 3, 2, 1, 0]);
  });

  it('leaves times of one millisecond as they stand, whatever their fractions', () => {
    expect([...orderByMs(Float64Array.of(7.9, 7.1, 6.5, 7))]).toEqual([2, 0, 1, 3]);
  });

  it('orders drawn times as a comparison does', () => {
    const rng = new Rng(4);
    const times = Float64Array.from({ length: 20_000 }, () => rng.next() * (rng.chance(0.5) ? 3000 : 3_888_000_000));
    expect([...orderByMs(times)]).toEqual(byComparison(times));
  });

  it('has room for more positions than 21 bits hold', () => {
    const times = new Float64Array(2_200_000).fill(5);
    times[2_199_999] = 4;
    const order = orderByMs(times);
    expect([order[0], order[1], order[2_199_999]]).toEqual([2_199_999, 0, 2_199_998]);
  });

  it('orders nothing', () => {
    expect(orderByMs(new Float64Array(0))).toHaveLength(0);
  });
});
