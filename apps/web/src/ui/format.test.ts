import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAmount,
  formatBits,
  formatBytes,
  formatChance,
  formatCount,
  formatDay,
  formatDays,
  formatIndicator,
  formatRest,
  formatShare,
  formatTime,
  formatVolume,
} from './format.js';

describe('counts', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1204, '1,204'],
    [12_345_678, '12,345,678'],
  ])('%d is “%s”', (value, words) => {
    expect(formatCount(value)).toBe(words);
  });
});

describe('volumes', () => {
  it.each([
    [9204, '9,204'],
    [99_999, '99,999'],
    [100_000, '0.10 M'],
    [812_345, '0.81 M'],
    [12_410_000, '12.41 M'],
    [999_994_999, '999.99 M'],
    [999_999_999, '1.00 G'],
    [3_456_000_000, '3.46 G'],
  ])('%d is “%s”', (value, words) => {
    expect(formatVolume(value)).toBe(words);
  });

  it('are within half of their last digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e11 }), (value) => {
        const [figure, unit = ''] = formatVolume(value).split(' ');
        const scale = { '': 1, M: 1e6, G: 1e9 }[unit] ?? Number.NaN;
        expect(Math.abs(Number(figure?.replaceAll(',', '')) * scale - value)).toBeLessThanOrEqual(0.00501 * scale);
      }),
      { seed: 1 },
    );
  });
});

describe('bytes', () => {
  it.each([
    [0, '1 kB'],
    [1499, '1 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [874_000_000, '874 MB'],
    [999_600_000, '1.0 GB'],
    [20_400_000_000, '20.4 GB'],
  ])('%d are “%s”', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});

describe('bits', () => {
  it.each([
    [0, '0.0'],
    [31.44, '31.4'],
    [-2.55, '−2.5'],
  ])('%d are “%s”', (bits, words) => {
    expect(formatBits(bits)).toBe(words);
  });
});

describe('chances', () => {
  it.each([
    [1, '1'],
    [0.04999, '0.05'],
    [0.02, '0.02'],
    [0.001, '0.001'],
    [0.00099, '1×10⁻³'],
    [4.2e-12, '4×10⁻¹²'],
    [9.6e-12, '1×10⁻¹¹'],
    [1e-30, '1×10⁻³⁰'],
    [9e-31, '< 10⁻³⁰'],
    [0, '< 10⁻³⁰'],
  ])('%d is “%s”', (value, words) => {
    expect(formatChance(value)).toBe(words);
  });

  it('have one digit, and are within half of it', () => {
    const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 29.99, noNaN: true }), (exponent) => {
        const value = 10 ** -exponent;
        const shown = formatChance(value)
          .replace('×10⁻', 'e-')
          .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String(digits.indexOf(digit)));
        expect(shown).toMatch(/^(0\.0*[1-9]|[1-9]e-\d+|1)$/);
        expect(Math.abs(Math.log10(Number(shown) / value))).toBeLessThan(Math.log10(1.5) + 1e-9);
      }),
      { seed: 2 },
    );
  });
});

describe('shares', () => {
  it.each([
    [0, '0 %'],
    [0.0068, '0.7 %'],
    [0.00004, '0.004 %'],
    [0.04, '4 %'],
    [0.0999, '10 %'],
    [0.125, '13 %'],
    [0.97, '97 %'],
    [1, '100 %'],
  ])('%d is “%s”', (share, words) => {
    expect(formatShare(share)).toBe(words);
  });
});

describe('dates and times', () => {
  it('are in UTC, wherever the browser is', () => {
    const ms = Date.UTC(2026, 10, 22, 5, 58, 41);
    expect([formatDay(ms), formatTime(ms)]).toEqual(['22 Nov', '22 Nov 05:58:41']);
    expect(formatDays('2026-11-22', '2026-11-22')).toBe('22 Nov');
    expect(formatDays('2026-11-22', '2026-12-04')).toBe('22 Nov – 4 Dec');
  });

  it('fall on the day that they are in UTC at its very ends', () => {
    const day = Date.UTC(2026, 0, 1);
    expect([day - 1, day].map(formatTime)).toEqual(['31 Dec 23:59:59', '1 Jan 00:00:00']);
  });

  it('name every month by its own word', () => {
    const days = Array.from({ length: 12 }, (_, month) => formatDay(Date.UTC(2026, month, 15)));
    expect(new Set(days).size).toBe(12);
  });

  it('are said to be unknown where they were not recorded', () => {
    expect([formatDay(null), formatTime(null)]).toEqual(['unknown', 'unknown']);
  });
});

describe('indicators', () => {
  it('show a payment token by its last four characters alone', () => {
    expect(formatIndicator('payment-method', 'pm_4f9a07b2', 'never shown')).toBe('••07b2');
  });

  it('show a template by its words where they are known', () => {
    expect(formatIndicator('prompt-template', 'T-1', 'Score the answer')).toBe('Score the answer');
    expect(formatIndicator('prompt-template', 'T-1', null)).toBe('T-1');
  });

  it('show every other kind by its value', () => {
    expect(formatIndicator('ip', '203.0.113.47', 'never shown')).toBe('203.0.113.47');
  });
});

describe('amounts and what is left', () => {
  it.each([
    [84e6, 'bytes', '84 MB'],
    [1200, 'pairs', '1,200 pairs'],
    [3, '', '3'],
  ])('%d %s is "%s"', (value, unit, text) => {
    expect(formatAmount(value, unit)).toBe(text);
  });

  it.each([
    [0, '1 s left'],
    [6200, '7 s left'],
    [99_000, '99 s left'],
    [240_000, '4 min left'],
    [7_800_000, '2 h 10 min left'],
  ])('%d ms is "%s"', (ms, text) => {
    expect(formatRest(ms)).toBe(text);
  });
});
