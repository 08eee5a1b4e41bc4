import { describe, expect, it } from 'vitest';
import { busiestHour, dayStart, formatHour, heatStep } from './heat.js';

describe('steps of the heat picture', () => {
  it('keeps the lowest step for hours without any exchange', () => {
    expect(heatStep(0, 24)).toBe(0);
    expect(heatStep(1, 10_000)).toBe(1);
  });

  it('gives the busiest hour the highest step, however quiet it is', () => {
    expect(heatStep(1, 1)).toBe(6);
    expect(heatStep(24, 24)).toBe(6);
  });

  it('never falls while counts rise', () => {
    const steps = Array.from({ length: 25 }, (_, count) => heatStep(count, 24));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });
});

describe('busiest hour', () => {
  it('is the first of the largest counts', () => {
    expect(
      busiestHour([
        [0, 2],
        [3, 3],
      ]),
    ).toEqual({ day: 1, hour: 0, count: 3 });
  });

  it('is undefined when nothing happened', () => {
    expect(busiestHour([[0, 0]])).toBeUndefined();
  });
});

it('names days and hours in UTC', () => {
  expect(new Date(dayStart(Date.UTC(2026, 1, 27), 2)).toISOString()).toBe('2026-03-01T00:00:00.000Z');
  expect(formatHour(7)).toBe('07:00');
});
