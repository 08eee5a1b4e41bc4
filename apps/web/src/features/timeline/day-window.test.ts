import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedWindows } from './compared-windows.js';
import { datesOf, movedWindow, windowAcross, windowBefore, windowBetween } from './day-window.js';
import { oneStep } from './use-play.js';

const span = { startMs: Date.parse('2026-09-01'), days: 45 };

describe('windowBetween', () => {
  it.each([
    ['2026-09-03', '2026-09-05', { from: 2, to: 4 }],
    ['2026-08-01', '2026-09-01', { from: 0, to: 0 }],
    ['2026-10-10', '2026-12-01', { from: 39, to: 44 }],
    ['2026-08-01', '2026-12-01', undefined],
    ['2026-12-01', '2026-12-02', undefined],
    ['2026-09-05', '2026-09-03', undefined],
  ])('from %s to %s', (from, to, window) => {
    expect(windowBetween(span, from, to)).toEqual(window);
  });

  it('comes back from the address as it went', () => {
    fc.assert(
      fc.property(fc.nat(44), fc.nat(44), (one, other) => {
        const window = windowAcross(one, other);
        const { from, to } = datesOf(span, window);
        const isWhole = window.to - window.from === 44;
        expect(windowBetween(span, from, to)).toEqual(isWhole ? undefined : window);
      }),
    );
  });
});

it('moves a window or an end of it within the days, never to nothing', () => {
  const parts = fc.constantFrom<'from' | 'to' | 'both'>('from', 'to', 'both');
  fc.assert(
    fc.property(fc.nat(44), fc.nat(44), fc.integer({ min: -60, max: 60 }), parts, (one, other, by, part) => {
      const before = windowAcross(one, other);
      const after = movedWindow(before, { part, by, days: 45 });
      expect(after.from).toBeGreaterThanOrEqual(0);
      expect(after.to).toBeLessThan(45);
      expect(after.to).toBeGreaterThanOrEqual(after.from);
      if (part === 'both') expect(after.to - after.from).toBe(before.to - before.from);
    }),
  );
});

it('finds as many days before a window as there are', () => {
  expect(windowBefore({ from: 10, to: 14 })).toEqual({ from: 5, to: 9 });
  expect(windowBefore({ from: 2, to: 9 })).toEqual({ from: 0, to: 1 });
  expect(windowBefore({ from: 0, to: 9 })).toBeUndefined();
});

describe('comparedWindows', () => {
  const none = { from: undefined, to: undefined };

  it('compares the second half with the first where nothing is chosen', () => {
    expect(comparedWindows(span, { later: undefined, earlier: none })).toEqual({
      earlier: { from: 0, to: 21 },
      later: { from: 22, to: 44 },
    });
  });

  it('takes the days just before those that are chosen, or those of the address', () => {
    const later = { from: 20, to: 24 };
    expect(comparedWindows(span, { later, earlier: none }).earlier).toEqual({ from: 15, to: 19 });
    const earlier = { from: '2026-09-01', to: '2026-09-02' };
    expect(comparedWindows(span, { later, earlier }).earlier).toEqual({ from: 0, to: 1 });
  });
});

it('steps through the days, growing from the first or moving on, and begins anew after the last', () => {
  expect(oneStep(undefined, 45)).toEqual({ from: 0, to: 0 });
  expect(oneStep({ from: 0, to: 3 }, 45)).toEqual({ from: 0, to: 4 });
  expect(oneStep({ from: 2, to: 4 }, 45)).toEqual({ from: 3, to: 5 });
  expect(oneStep({ from: 42, to: 44 }, 45)).toEqual({ from: 0, to: 2 });
  expect(oneStep({ from: 0, to: 44 }, 45)).toEqual({ from: 0, to: 0 });
});
