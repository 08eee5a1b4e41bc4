import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countFacets,
  emptyWords,
  excludersOf,
  facetRows,
  readChosen,
  withValue,
  type Chosen,
  type Facet,
} from './facets.js';

interface Pebble {
  readonly colour: string;
  readonly marks: readonly string[];
}
const words = (...values: string[]) => values.map((value) => ({ value, word: value.toUpperCase() }));
const facets: readonly Facet<Pebble>[] = [
  { id: 'colour', label: 'Colour', values: words('grey', 'red', 'blue'), of: ({ colour }) => [colour] },
  { id: 'mark', label: 'Mark', values: words('spot', 'vein'), of: ({ marks }) => marks },
];
const pebbles: readonly Pebble[] = [
  { colour: 'grey', marks: ['spot', 'vein'] },
  { colour: 'grey', marks: [] },
  { colour: 'red', marks: ['vein'] },
];
const countsOf = (chosen: Chosen) =>
  countFacets(pebbles, facets, chosen).map(({ values }) => values.map(({ count }) => count));

describe('facets', () => {
  it('show rows that have one of the chosen values of each', () => {
    expect(facetRows(pebbles, facets, { colour: ['grey', 'red'], mark: ['vein'] })).toEqual([pebbles[0], pebbles[2]]);
    expect(facetRows(pebbles, facets, { colour: [] })).toHaveLength(3);
  });

  it('count each value by what the other facets leave, and not by what is chosen of its own', () => {
    expect(countsOf({})).toEqual([
      [2, 1, 0],
      [1, 2],
    ]);
    expect(countsOf({ colour: ['grey'] })).toEqual([
      [2, 1, 0],
      [1, 1],
    ]);
  });

  it('say before the click what the click shows', () => {
    const pick = fc.record({ colour: fc.subarray(['grey', 'red', 'blue']), mark: fc.subarray(['spot', 'vein']) });
    fc.assert(
      fc.property(pick, (chosen) => {
        for (const { id, values } of countFacets(pebbles, facets, chosen))
          for (const { value, count } of values)
            expect(facetRows(pebbles, facets, { ...chosen, [id]: [value] })).toHaveLength(count);
      }),
      { seed: 1 },
    );
  });

  it('are chosen and taken back one value at a time', () => {
    const once = withValue({ mark: ['spot'] }, 'mark', 'vein');
    expect([once, withValue(withValue(once, 'mark', 'spot'), 'mark', 'vein')]).toEqual([
      { mark: ['spot', 'vein'] },
      { mark: undefined },
    ]);
  });

  it('come back from an address as they went into it', () => {
    const values = fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.record({ colour: values, mark: values }, { requiredKeys: [] }), (chosen) => {
        expect(readChosen(defaultParseSearch(defaultStringifySearch(chosen)), ['colour', 'mark'])).toEqual(chosen);
      }),
      { seed: 1 },
    );
  });

  it('are read from what a person may type, and from nothing else', () => {
    expect(readChosen({ colour: 'grey', mark: 7, other: ['x'] }, ['colour', 'mark'])).toEqual({
      colour: ['grey'],
      mark: ['7'],
    });
    expect(readChosen({ colour: [], mark: [null, {}] }, ['colour', 'mark'])).toEqual({});
  });
});

describe('an empty table', () => {
  const excluders = (chosen: Chosen) =>
    excludersOf(
      countFacets(pebbles, facets, chosen),
      chosen,
      (id) => facetRows(pebbles, facets, { ...chosen, [id]: undefined }).length,
    );

  it('names the facet that takes most away', () => {
    const found = excluders({ colour: ['blue'], mark: ['vein'] });
    expect(found.map(({ id, without }) => [id, without])).toEqual([
      ['colour', 2],
      ['mark', 0],
    ]);
    expect(emptyWords(found, 'pebble')).toBe('Colour BLUE removes all 2 pebbles that would be shown without it.');
  });

  it('names all where no single one is enough', () => {
    expect(
      emptyWords(
        [
          { id: 'a', words: 'A x', without: 0 },
          { id: 'b', words: 'B y', without: 0 },
        ],
        'pebble',
      ),
    ).toBe('No pebble passes even without one of them: A x; B y.');
  });
});
