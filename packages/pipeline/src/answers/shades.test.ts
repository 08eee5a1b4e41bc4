import { describe, expect, it } from 'vitest';
import { shadeBy } from './shades.js';

describe('shades', () => {
  it('are quarters of the values, in whatever order these are', () => {
    expect(shadeBy(Float64Array.of(80, 10, 1_000_000, 20, 30, 60, 40, 50))).toEqual({
      steps: '30301212',
      bounds: [10, 30, 50, 80, 1_000_000],
    });
  });

  it('give equal values one step', () => {
    expect(shadeBy(Float64Array.of(1, 1, 1, 1, 1, 2, 3, 9)).steps).toBe('22222233');
    expect(shadeBy(Float64Array.of(7, 7)).steps).toBe('33');
  });

  it('have no step for what is not known', () => {
    expect(shadeBy(Float64Array.of(Number.NaN, 5, 10)).steps).toBe('-13');
    expect(shadeBy(Float64Array.of(Number.NaN))).toEqual({ steps: '-', bounds: [] });
  });
});
