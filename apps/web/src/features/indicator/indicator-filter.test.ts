import { describe, expect, it } from 'vitest';
import { findIndicators, readIndicatorFilter } from './indicator-filter.js';

describe('filter of the list of indicators', () => {
  it('reads kind and words from an address', () => {
    expect(readIndicatorFilter({ kind: 'ip', find: '192.0.2', other: 1 })).toEqual({ kind: 'ip', find: '192.0.2' });
  });

  it('reads words that parsing turned into a number', () => {
    expect(readIndicatorFilter({ find: 904137 })).toEqual({ find: '904137' });
  });

  it.each([undefined, null, 'ip', { kind: '', find: '' }, { kind: 7, find: [] }])('filters nothing by %j', (search) => {
    expect(readIndicatorFilter(search)).toEqual({});
  });
});

describe('finding indicators', () => {
  const rows = [
    { value: '192.0.2.1', text: null },
    { value: 'T-1', text: 'Score the answer from 1 to 9' },
  ];

  it('looks in values and in the words of templates, whatever their case', () => {
    expect(findIndicators(rows, '0.2')).toEqual([rows[0]]);
    expect(findIndicators(rows, 'score')).toEqual([rows[1]]);
  });

  it('gives all rows for no words, and none for words that nothing has', () => {
    expect(findIndicators(rows, '')).toBe(rows);
    expect(findIndicators(rows, 'absent')).toEqual([]);
  });
});
