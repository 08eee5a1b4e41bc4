import { describe, expect, it } from 'vitest';
import { legendOf, legendWords, type LegendFacts } from './legend.js';
import { buildFrame } from './testing/build-frame.js';
import { verdictsOf } from './verdicts.js';

const facts: LegendFacts = {
  discs: [],
  frame: undefined,
  shade: undefined,
  verdicts: undefined,
  networkVerdict: 'none',
};

const marks = (focus: number, colourBy: Parameters<typeof legendOf>[0]['colourBy']): string[] =>
  legendOf({ focus, colourBy }, facts).map(({ mark }) => (typeof mark === 'string' ? mark : 'dot'));

describe('the legend', () => {
  it('tells of a far picture area, ring and line, of a near one the size of accounts', () => {
    expect([marks(-1, 'network'), marks(0, 'network')]).toEqual([['area', 'ring', 'line'], ['size']]);
  });

  it('tells of colour where that is more than the network', () => {
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
      legendOf({ focus: 0, colourBy }, { ...facts, shade: { steps: '', bounds } }).at(-1)?.fine;
    expect(fine('first-seen', [Date.UTC(2026, 8, 1), 0, Date.UTC(2026, 9, 15)])).toBe('1 Sep to 15 Oct');
    expect(fine('volume', [1, 40, 5_204])).toBe('1 to 5,204');
    expect(fine('volume', [])).toBe('not in this data');
    expect(legendOf({ focus: 0, colourBy: 'volume' }, facts).at(-1)?.fine).toBe('reading');
  });

  it('names the communities that have a hue with their accounts, counts the others, and says whose parts they are', () => {
    const discs = [900, 70, 60, 50, 40, 30, 20, 10].map((accounts, at) => ({ label: `A-0${at + 1}`, accounts }));
    const words = legendWords(legendOf({ focus: -1, colourBy: 'community' }, { ...facts, discs }));
    expect(words).toBe(
      'Legend: colour: community of this network; A-01 900; A-02 70; A-03 60; A-04 50; A-05 40; A-06 30; 2 others 30',
    );
  });

  it('counts accounts by verdict in what is open, and says what was said of the network', () => {
    const frame = buildFrame([{ community: 0 }, { community: 0 }, { community: 1 }]);
    const verdicts = verdictsOf(frame, { confirmed: [0, 2], cleared: [1], contested: [] });
    const words = (focus: number): string =>
      legendWords(legendOf({ focus, colourBy: 'verdict' }, { ...facts, frame, verdicts, networkVerdict: 'contested' }));
    expect(words(-1)).toBe(
      'Legend: colour: verdict network: contested; Not reviewed 0; Confirmed 2; Cleared 1; Contested 0',
    );
    expect(words(0)).toContain('Confirmed 1; Cleared 1');
  });

  it('is one sentence in words', () => {
    expect(legendWords(legendOf({ focus: 0, colourBy: 'network' }, facts))).toBe('Legend: size: exchanges in thirds');
  });
});
