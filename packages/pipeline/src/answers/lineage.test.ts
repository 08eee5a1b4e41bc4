import { describe, expect, it } from 'vitest';
import { generationsOf, indicatorsOf, survivorsOf } from './lineage.js';

type Follower = Parameters<typeof generationsOf>[1];

function network(id: string, predecessors: string[] = [], certainty: 'likely' | 'possible' | null = null): Follower {
  return {
    record: {
      id,
      lineage: { generation: 1, predecessors, event: 'regrown', certainty, bits: 20, signals: [] },
    },
  };
}

const idsOf = (found: readonly Follower[]): string[] => found.map(({ record }) => record.id);

describe('generations', () => {
  const first = network('N-1');
  const second = network('N-2', ['N-1'], 'likely');
  const third = network('N-3', ['N-2'], 'possible');
  const aside = network('N-4', ['N-1'], 'possible');
  const all = [third, aside, second, first, network('N-5')];

  it('are the same whichever of them is asked for, each after the one that it follows', () => {
    for (const each of [first, second, third, aside])
      expect(idsOf(generationsOf(all, each))).toEqual(['N-1', 'N-4', 'N-2', 'N-3']);
  });

  it('do not follow a split or a merger, which are no ban', () => {
    const part = network('N-6', ['N-1']);
    expect(idsOf(generationsOf([...all, part], part))).toEqual(['N-6']);
  });

  it('begin with what is still a network: a banned one of an earlier run may be none', () => {
    const orphan = network('N-7', ['N-0'], 'likely');
    expect(idsOf(generationsOf([...all, orphan], orphan))).toEqual(['N-7']);
  });
});

describe('indicators of two generations', () => {
  const held = (core: readonly [string, number][], shared: readonly [string, number][]) =>
    ({
      core: core.map(([value, bits]) => ({ kind: 'ip', value, bits, members: 2, reach: 2 })),
      shared: new Map(shared.map(([value, members]) => [`ip ${value}`, members])),
      record: { core: [], lineage: network('N-1').record.lineage },
    }) as unknown as Parameters<typeof indicatorsOf>[0];

  it('are kept, lost or new by who holds them, the most telling first', () => {
    const found = indicatorsOf(
      held(
        [
          ['192.0.2.1', 5],
          ['192.0.2.2', 9],
          ['192.0.2.3', 7],
        ],
        [
          ['192.0.2.1', 4],
          ['192.0.2.2', 3],
          ['192.0.2.3', 2],
        ],
      ),
      held(
        [
          ['192.0.2.4', 8],
          ['192.0.2.2', 6],
        ],
        [
          ['192.0.2.4', 5],
          ['192.0.2.2', 2],
          ['192.0.2.1', 2],
        ],
      ),
    );
    expect(found.kept.rows.map(({ value, earlier, later, bits }) => [value, earlier, later, bits])).toEqual([
      ['192.0.2.2', 3, 2, 9],
      ['192.0.2.1', 4, 2, 5],
    ]);
    expect(found.lost.rows.map(({ value }) => value)).toEqual(['192.0.2.3']);
    expect(found.fresh.rows.map(({ value }) => value)).toEqual(['192.0.2.4']);
    expect(found.kinds).toEqual([{ kind: 'ip', kept: 2, lost: 1, fresh: 1 }]);
  });

  it('survive where two generations or more hold them, with their members in each', () => {
    const empty = held([], []);
    const found = survivorsOf([
      held([['192.0.2.1', 5]], [['192.0.2.1', 4]]),
      empty,
      held(
        [
          ['192.0.2.1', 7],
          ['192.0.2.9', 9],
        ],
        [
          ['192.0.2.1', 2],
          ['192.0.2.9', 8],
        ],
      ),
    ]);
    expect(found).toEqual({
      total: 1,
      rows: [{ kind: 'ip', value: '192.0.2.1', text: null, bits: 7, held: [4, 0, 2] }],
    });
  });
});
