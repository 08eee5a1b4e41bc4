import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barBits, FAMILY_CAP, familySum, indicatorBits, totalsOf, WIDTH } from './membership.js';

const counts = { held: 10, members: 20, reach: 12, accounts: 10_000, reliability01: 1 };

describe('indicatorBits', () => {
  it('is the log ratio of how often members and others hold it', () => {
    expect(indicatorBits(counts)).toBeCloseTo(Math.log2(10.1 / 20 / (2.5 / 10_000)), 9);
  });

  it('is scaled by reliability and held between −1 and 14', () => {
    expect(indicatorBits({ ...counts, reliability01: 0.25 })).toBeCloseTo(indicatorBits(counts) / 4, 9);
    expect(indicatorBits({ held: 20, members: 20, reach: 20, accounts: 1e9, reliability01: 1 })).toBe(14);
    expect(indicatorBits({ held: 0, members: 20, reach: 9000, accounts: 10_000, reliability01: 1 })).toBe(-1);
  });

  it('falls when more outsiders hold it, and grows when more members do', () => {
    const sizes = fc.record({ held: fc.integer({ min: 1, max: 50 }), outside: fc.integer({ min: 0, max: 500 }) });
    fc.assert(
      fc.property(sizes, ({ held, outside }) => {
        const at = (inside: number, others: number): number =>
          indicatorBits({ held: inside, members: 60, reach: inside + others, accounts: 5000, reliability01: 0.8 });
        expect(at(held, outside + 1)).toBeLessThanOrEqual(at(held, outside));
        expect(at(held + 1, outside)).toBeGreaterThanOrEqual(at(held, outside));
      }),
    );
  });
});

describe('familySum', () => {
  it('counts the best fully, the rest by half, and stops at the cap', () => {
    expect(familySum(6, 6)).toBe(6);
    expect(familySum(6, 10)).toBe(8);
    expect(familySum(14, 40)).toBe(FAMILY_CAP);
  });
});

describe('barBits', () => {
  it('is what the evidence must outweigh: log2 of how rare members are, at least 6', () => {
    expect(barBits(8, 8 * 1024)).toBe(10);
    expect(barBits(500, 1000)).toBe(6);
    expect(Number.isFinite(barBits(0, 1000))).toBe(true);
  });
});

describe('totalsOf', () => {
  it('totals every row by itself', () => {
    expect([...totalsOf(Float32Array.from({ length: WIDTH * 2 }, (_, at) => (at < WIDTH ? 1 : 2)))]).toEqual([
      WIDTH,
      WIDTH * 2,
    ]);
  });
});
