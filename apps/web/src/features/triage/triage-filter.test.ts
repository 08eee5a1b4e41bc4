import { TIERS, type NetworkRow } from '@iolaus/contracts';
import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterRows, readTriageFilter, type TriageFilter } from './triage-filter.js';

describe('the filter of Triage in its address', () => {
  it('comes back as it was written', () => {
    const filter: fc.Arbitrary<TriageFilter> = fc.record(
      {
        off: fc.subarray([...TIERS], { minLength: 1 }),
        find: fc.string({ unit: 'binary', minLength: 1 }),
        at: fc.string({ unit: 'binary' }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filter, (of) => {
        expect(readTriageFilter(defaultParseSearch(defaultStringifySearch(of)))).toEqual(of);
      }),
      { seed: 1 },
    );
  });

  it('names tiers in the order of their weight, each once', () => {
    expect(readTriageFilter({ off: ['benign', 'act', 'benign'] })).toEqual({ off: ['act', 'benign'] });
  });

  it('reads words that parsing turned into a number', () => {
    expect(readTriageFilter({ find: 7 })).toEqual({ find: '7' });
  });

  it.each([
    {},
    { off: 'act' },
    { off: [] },
    { off: ['weather', null, 7] },
    { find: '' },
    { find: ['x'] },
    { find: null },
    { at: 7 },
    { other: 'x' },
  ])('filters nothing by %j', (search) => {
    expect(readTriageFilter(search)).toEqual({});
  });
});

describe('rows that the filter leaves', () => {
  const row = (of: Pick<NetworkRow, 'id' | 'name' | 'tier'>): NetworkRow => of as NetworkRow;
  const rows = [
    row({ id: 'N-0001', name: 'Lerna', tier: 'act' }),
    row({ id: 'N-0002', name: 'Nemea', tier: 'benign' }),
    row({ id: 'N-0012', name: 'Stymphalos', tier: 'review' }),
  ];
  const left = (filter: TriageFilter): string[] => filterRows(rows, filter).map(({ id }) => id);

  it.each([
    [{}, ['N-0001', 'N-0002', 'N-0012']],
    [{ off: ['act', 'benign'] }, ['N-0012']],
    [{ off: ['act', 'review', 'benign'] }, []],
    [{ find: 'NEM' }, ['N-0002']],
    [{ find: 'n-001' }, ['N-0012']],
    [{ find: 'm', off: ['benign'] }, ['N-0012']],
    [{ find: 'absent' }, []],
    [{ at: 'N-0001' }, ['N-0001', 'N-0002', 'N-0012']],
  ] satisfies [TriageFilter, string[]][])('of %j are %j', (filter, ids) => {
    expect(left(filter)).toEqual(ids);
  });

  it('take the words as they are, not as a pattern', () => {
    expect(left({ find: '.' })).toEqual([]);
  });
});
