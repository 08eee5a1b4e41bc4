import { describe, expect, it } from 'vitest';
import { accountQuery } from '@iolaus/contracts';
import type { AccountCell } from '@iolaus/ingest';
import { countCells } from './account-counts.js';

const cells: readonly AccountCell[] = [
  [0, 0b01, 2, 1, 0, 3, 0b001001, 10],
  [0, 0b11, 2, 2, 0, 3, 0b100000, 5],
  [3, 0, -1, 0, 3, 1, 0b010010, 100],
];
const counts = (query: object) => countCells(cells, cells, accountQuery.parse(query));
const valueOf = (of: ReturnType<typeof counts>, facet: string, value: string) =>
  of.facets.find(({ id }) => id === facet)?.values.find((each) => each.value === value)?.count;

describe('counts of accounts', () => {
  it('are those of each value among what the other facets leave', () => {
    const of = counts({ tier: ['act'] });
    expect([of.all, of.total]).toEqual([115, 15]);
    expect([valueOf(of, 'tier', 'none'), valueOf(of, 'volume', '0'), valueOf(of, 'volume', '100')]).toEqual([
      100, 0, 10,
    ]);
    expect([valueOf(of, 'held', 'payment'), valueOf(of, 'held', 'network')]).toEqual([15, 5]);
  });

  it('have an account under everything that became of it', () => {
    const of = counts({ changed: ['joined', 'banned'] });
    expect([of.total, of.without['changed']]).toEqual([110, 115]);
    const words = ['joined', 'left', 'moved', 'tier', 'banned', 'same'];
    expect(words.map((word) => valueOf(of, 'changed', word))).toEqual([10, 100, 0, 10, 100, 5]);
  });

  it('say what is shown without each facet that is chosen', () => {
    expect(counts({ tier: ['act'], verdict: ['cleared'] })).toMatchObject({
      total: 0,
      without: { tier: 100, verdict: 15 },
    });
  });

  it.each(['tier', 'held', 'size', 'volume', 'first', 'verdict', 'changed'])(
    'show nothing for a value that %s has not, as the table does',
    (facet) => {
      expect(counts({ [facet]: ['weather'] }).total).toBe(0);
    },
  );
});
