import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGE_BANDS, ageWords, bandOf, bandWords, SIZE_BANDS, VOLUME_BANDS } from './facets.js';

fc.configureGlobal({ seed: 20_260_301 });

describe('the band of a figure', () => {
  it('is the one whose ends it lies between, and there is one for every figure', () => {
    fc.assert(
      fc.property(fc.constantFrom(SIZE_BANDS, VOLUME_BANDS, AGE_BANDS), fc.nat(2_000_000), (bands, figure) => {
        const { least, below } = bandOf(bands, figure)!;
        expect(figure).toBeGreaterThanOrEqual(least);
        expect(figure).toBeLessThan(below ?? Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('begins with its first figure and ends before that of the next', () => {
    expect([9, 10, 99, 100].map((figure) => bandOf(SIZE_BANDS, figure)?.value)).toEqual(['0', '10', '10', '100']);
  });

  it.each([-1, Number.NaN])('is none for %d', (figure) => {
    expect(bandOf(SIZE_BANDS, figure)).toBeUndefined();
  });
});

describe('a band in words', () => {
  it('names the last figure that is in it', () => {
    expect(SIZE_BANDS.map(bandWords)).toEqual([
      'under 10',
      '10 to 99',
      '100 to 999',
      '1,000 to 9,999',
      '10,000 and more',
    ]);
  });

  it('of ages counts the days back from the end of the data', () => {
    expect(AGE_BANDS.map(ageWords)).toEqual([
      'last 7 days',
      '7 to 27 days before',
      '28 to 89 days before',
      '90 days before, or more',
    ]);
  });
});
