import { TIERS } from '@iolaus/contracts';
import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFound, readTriageFilter, type TriageFilter } from './triage-filter.js';

describe('the filter of Triage in its address', () => {
  it('comes back as it was written', () => {
    const filter: fc.Arbitrary<TriageFilter> = fc.record(
      {
        tier: fc.subarray([...TIERS], { minLength: 1 }),
        size: fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: 1 }),
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

  it('of a view that was saved before there were facets leaves the same networks', () => {
    expect(readTriageFilter({ off: ['benign', 'act', 'benign'] })).toEqual({ tier: ['review'] });
  });

  it('reads words that parsing turned into a number', () => {
    expect(readTriageFilter({ find: 7 })).toEqual({ find: '7' });
  });

  it.each([
    {},
    { off: 'act' },
    { off: [] },
    { tier: [] },
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

describe('words', () => {
  it.each([
    ['', true],
    ['NEM', true],
    ['n-0012', true],
    ['absent', false],
    ['.', false],
  ])('%j find a network as they are, not as a pattern', (find, isIt) => {
    expect(isFound({ id: 'N-0012', name: 'Nemea' }, find)).toBe(isIt);
  });
});
