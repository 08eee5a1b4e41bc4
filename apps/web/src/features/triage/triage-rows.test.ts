import { INDICATOR_KINDS, type NetworkRow, type Tier } from '@iolaus/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queueOf } from './queue.js';
import type { TriageFilter } from './triage-filter.js';
import { triageRows, type TriageRows } from './triage-rows.js';

fc.configureGlobal({ seed: 20_260_301 });

const DAY_MS = 86_400_000;
const END_MS = Date.UTC(2026, 2, 31);
const network = (id: string, of: Partial<NetworkRow> = {}): NetworkRow =>
  ({
    id,
    name: `Name ${id}`,
    tier: 'act',
    accounts: 5,
    exchanges: 50,
    firstMs: END_MS - DAY_MS,
    lastMs: END_MS,
    kinds: [],
    lineage: { event: 'kept' },
    ...of,
  }) as NetworkRow;
/** What Triage shows to somebody who looked last when these networks were as they are now. */
const show = (
  rows: readonly NetworkRow[],
  filter: TriageFilter,
  { author = 'Mira', known = '' }: { readonly author?: string; readonly known?: string } = {},
): TriageRows => {
  const seen = { atMs: 0, snapshot: 's', networks: rows.filter(({ id }) => known.includes(id)) };
  const queue = queueOf(rows, { book: undefined, author, seen: author === '' ? undefined : seen });
  return triageRows(queue, filter, INDICATOR_KINDS);
};
const idsOf = ({ rows }: TriageRows): string => rows.map(({ row }) => row.id).join('');
const valuesOf = ({ facets }: TriageRows, id: string) =>
  facets.find((each) => each.id === id)?.values.map(({ value, count }) => [value, count]);

const ROWS = [
  network('a', { tier: 'act', accounts: 9, kinds: [{ kind: 'ip', count: 2 }] }),
  network('b', { tier: 'review', accounts: 10, firstMs: END_MS - 7 * DAY_MS, lastMs: END_MS - 5 * DAY_MS }),
  network('c', { tier: 'act', accounts: 1000, exchanges: 1e6, firstMs: null, kinds: [{ kind: 'bin', count: 1 }] }),
];

describe('what Triage shows', () => {
  it('passes every facet of which something is chosen, the part and the words', () => {
    expect(idsOf(show(ROWS, {}))).toBe('abc');
    expect(idsOf(show(ROWS, { tier: ['act'] }))).toBe('ac');
    expect(idsOf(show(ROWS, { tier: ['act'], size: ['1000', '10'] }))).toBe('c');
    expect(idsOf(show(ROWS, { kind: ['ip', 'bin'], find: 'NAME C' }))).toBe('c');
    expect(idsOf(show(ROWS, { show: 'new' }, { known: 'ac' }))).toBe('b');
  });

  it('counts the days since the first sight from the end of the data; what was never dated is of no age', () => {
    expect(valuesOf(show(ROWS, {}), 'first')).toEqual([
      ['0', 1],
      ['7', 1],
      ['28', 0],
      ['90', 0],
    ]);
  });

  it('names the kinds that some network has, in the order of all kinds', () => {
    expect(valuesOf(show(ROWS, {}), 'kind')).toEqual([
      ['bin', 1],
      ['ip', 1],
    ]);
  });

  it('has no facet of changes for who gave no name', () => {
    expect(valuesOf(show(ROWS, {}, { author: '' }), 'change')).toBeUndefined();
    expect(valuesOf(show(ROWS, {}, { known: 'a' }), 'change')).toEqual([
      ['new', 2],
      ['regrown', 0],
      ['more', 0],
      ['fewer', 0],
      ['same', 1],
    ]);
  });

  it('says before the click what the click shows, whatever is chosen besides', () => {
    const filters = fc.record(
      {
        tier: fc.subarray<Tier>(['act', 'review', 'benign']),
        size: fc.subarray(['0', '10', '1000']),
        first: fc.subarray(['0', '7']),
        find: fc.constantFrom('name', 'b', 'none'),
        show: fc.constantFrom('new' as const, 'open' as const, 'closed' as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, (filter) => {
        for (const { id, values } of show(ROWS, filter).facets)
          for (const { value, count } of values)
            expect(show(ROWS, { ...filter, [id]: [value] }).rows).toHaveLength(count);
      }),
    );
  });

  it('names what takes rows away by how many are shown without it, that which takes most first', () => {
    const { excluders } = show(ROWS, { tier: ['benign'], find: 'b', show: 'open' });
    expect(excluders.map(({ id, words, without }) => [id, words, without])).toEqual([
      ['tier', 'Tier Benign', 1],
      ['show', 'The part “Open”', 0],
      ['find', 'The text “b”', 0],
    ]);
    expect(show(ROWS, {}).excluders).toEqual([]);
  });
});
