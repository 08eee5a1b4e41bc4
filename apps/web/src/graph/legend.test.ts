import { describe, expect, it } from 'vitest';
import { legendOf, legendWords } from './legend.js';

const marks = (focus: number, colourBy: Parameters<typeof legendOf>[0]['colourBy']): string[] =>
  legendOf({ focus, colourBy }, undefined).map(({ mark }) => mark);

describe('the legend', () => {
  it('tells of a far picture area, ring and line, of a near one the size of accounts', () => {
    expect([marks(-1, 'campaign'), marks(0, 'campaign')]).toEqual([['area', 'ring', 'line'], ['size']]);
  });

  it('tells of colour where that is more than the campaign', () => {
    expect([marks(0, 'family'), marks(0, 'strength'), marks(0, 'volume')]).toEqual([
      ['size', 'families'],
      ['size', 'scale'],
      ['size', 'ramp'],
    ]);
  });

  it('has three items at most', () => {
    expect(marks(-1, 'first-seen')).toEqual(['area', 'ring', 'ramp']);
  });

  it('says from where to where a ramp goes', () => {
    const fine = (colourBy: 'first-seen' | 'volume', bounds: number[]): string | undefined =>
      legendOf({ focus: 0, colourBy }, { steps: '', bounds }).at(-1)?.fine;
    expect(fine('first-seen', [Date.UTC(2026, 8, 1), 0, Date.UTC(2026, 9, 15)])).toBe('1 Sep to 15 Oct');
    expect(fine('volume', [1, 40, 5_204])).toBe('1 to 5,204');
    expect(fine('volume', [])).toBe('not in this data');
    expect(legendOf({ focus: 0, colourBy: 'volume' }, undefined).at(-1)?.fine).toBe('reading');
  });

  it('is one sentence in words', () => {
    expect(legendWords(legendOf({ focus: 0, colourBy: 'campaign' }, undefined))).toBe(
      'Legend: size: exchanges in thirds',
    );
  });
});
