import { describe, expect, it } from 'vitest';
import type { CasebookView, NetworkRow, Tier } from '@iolaus/contracts';
import { countOf, filterQueue, queueOf, withMark, withRange } from './queue.js';
import { readTriageFilter } from './triage-filter.js';

const network = (id: string, tier: Tier = 'act') =>
  ({ id, name: `Name ${id}`, tier, accounts: 5, lineage: { event: 'kept' } }) as NetworkRow;
const take = (id: string, author: string) => ({
  step: 'S-0001',
  author,
  atMs: 1,
  subject: { on: 'network' as const, id, anchors: [] },
  network: id,
});
const book = {
  verdicts: [{ ...take('N-3', 'Ben'), verdict: 'cleared', text: null }],
  takes: [take('N-1', 'Mira'), take('N-2', 'Ben')],
  watched: [],
  names: [],
} as unknown as CasebookView;
const queue = queueOf(['N-1', 'N-2', 'N-3', 'N-4'].map((id) => network(id)).concat(network('N-5', 'benign')), {
  book,
  author: 'Mira',
  seen: { atMs: 0, snapshot: 'a', networks: ['N-1', 'N-2', 'N-3', 'N-5'].map((id) => ({ id, accounts: 5 })) },
});
const idsOf = (search: Record<string, unknown>): string[] =>
  filterQueue(queue, readTriageFilter(search)).map(({ row }) => row.id);

describe('the queue', () => {
  it('is shown whole, or a part of it', () => {
    expect([idsOf({}), idsOf({ show: 'mine' }), idsOf({ show: 'open' })]).toEqual([
      ['N-1', 'N-2', 'N-3', 'N-4', 'N-5'],
      ['N-1'],
      ['N-4'],
    ]);
    expect([idsOf({ show: 'closed' }), idsOf({ show: 'new' })]).toEqual([['N-3'], ['N-4']]);
  });

  it('is shown whole where the address says a part that there is not', () => {
    expect(idsOf({ show: 'somewhere' })).toHaveLength(5);
  });

  it('is filtered by words within a part', () => {
    expect([idsOf({ show: 'open', find: 'n-4' }), idsOf({ show: 'open', find: 'n-1' })]).toEqual([['N-4'], []]);
  });

  it('counts each part, whatever is shown', () => {
    expect((['all', 'new', 'mine', 'open', 'closed'] as const).map((show) => countOf(queue, show))).toEqual([
      5, 1, 1, 1, 1,
    ]);
  });
});

describe('marks', () => {
  const ids = ['a', 'b', 'c', 'd'];

  it('are set and taken away', () => {
    expect([withMark(['a'], 'b'), withMark(['a', 'b'], 'a')]).toEqual([['a', 'b'], ['b']]);
  });

  it('reach from the last one to here, in either direction', () => {
    expect([withRange(['b'], ids, 'd'), withRange(['d'], ids, 'b')]).toEqual([
      ['b', 'c', 'd'],
      ['d', 'c', 'b'],
    ]);
  });

  it('begin here where there is none, or where the last one is not shown', () => {
    expect([withRange([], ids, 'c'), withRange(['z'], ids, 'c')]).toEqual([['c'], ['z', 'c']]);
  });

  it('come from an address as they went into it, and nothing else does', () => {
    expect(readTriageFilter({ marks: ['a', 3, null], show: 'mine' })).toEqual({ marks: ['a'], show: 'mine' });
    expect(readTriageFilter({ marks: 'a', show: 'x' })).toEqual({});
  });
});
