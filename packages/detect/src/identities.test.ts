import type { Baseline } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { changesOf, identify } from './identities.js';

const ids = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => `a${String(from + at).padStart(4, '0')}`);
const found = (...members: string[][]) => members.map((own) => ({ members: own, descent: undefined }));
const baseline = (...members: string[][]): Baseline => ({
  networks: members.map((own, at) => ({
    id: `N-${String(at + 1).padStart(4, '0')}`,
    name: `Name ${at + 1}`,
    members: own,
  })),
  lastNumber: members.length,
});
const told = (now: string[][], before?: Baseline) =>
  identify(found(...now), before).identities.map(({ id, lineage }) => [id, lineage.event, ...lineage.predecessors]);

describe('a first run', () => {
  it('numbers networks in their order, all of them born', () => {
    expect(told([ids(0, 10), ids(20, 30)])).toEqual([
      ['N-0001', 'born'],
      ['N-0002', 'born'],
    ]);
  });
});

describe('a later run', () => {
  it('keeps ids and names whatever the order is now', () => {
    const { identities } = identify(found(ids(20, 30), ids(0, 10)), baseline(ids(0, 10), ids(20, 30)));
    expect(identities.map(({ id, name, lineage }) => [id, name, lineage.event])).toEqual([
      ['N-0002', 'Name 2', 'kept'],
      ['N-0001', 'Name 1', 'kept'],
    ]);
  });

  it('tells growth from loss', () => {
    expect(told([ids(0, 15)], baseline(ids(0, 10)))).toEqual([['N-0001', 'grew']]);
    expect(told([ids(0, 7)], baseline(ids(0, 10)))).toEqual([['N-0001', 'shrank']]);
  });

  it('tells what was taken in', () => {
    expect(told([ids(0, 40)], baseline(ids(0, 25), ids(25, 40)))).toEqual([['N-0001', 'merged', 'N-0002']]);
  });

  it('tells what was a part', () => {
    expect(told([ids(0, 25), ids(25, 40)], baseline(ids(0, 40)))).toEqual([
      ['N-0001', 'shrank'],
      ['N-0002', 'split', 'N-0001'],
    ]);
  });

  it('never gives a number twice', () => {
    const { identities, lastNumber } = identify(found(ids(50, 60)), { ...baseline(ids(0, 10)), lastNumber: 7 });
    expect(identities.map(({ id }) => id)).toEqual(['N-0008']);
    expect(lastNumber).toBe(8);
  });

  it('is the same when it is made again with the same baseline', () => {
    const before = baseline(ids(0, 10), ids(25, 40));
    expect(identify(found(ids(0, 12), ids(20, 44)), before)).toEqual(identify(found(ids(0, 12), ids(20, 44)), before));
  });
});

describe('changes', () => {
  const changes = (now: string[][], before: Baseline | undefined) =>
    changesOf(
      identify(found(...now), before).identities.map((identity, at) => ({
        identity,
        name: identity.name ?? `New ${at}`,
        accounts: now[at].length,
      })),
      before,
    ).map(({ network, event, before: was, now: is }) => [network, event, was, is]);

  it('are none of a first run, and none where nothing changed', () => {
    expect(changes([ids(0, 10)], undefined)).toEqual([]);
    expect(changes([ids(0, 10)], baseline(ids(0, 10)))).toEqual([]);
  });

  it('are what is new, what changed, and what is gone, the most important first', () => {
    expect(changes([ids(0, 20), ids(50, 60)], baseline(ids(0, 10), ids(20, 30)))).toEqual([
      ['N-0003', 'born', 0, 10],
      ['N-0001', 'grew', 10, 20],
      ['N-0002', 'gone', 10, 0],
    ]);
  });
});
