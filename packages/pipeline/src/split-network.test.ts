import { describe, expect, it } from 'vitest';
import type { NetworkRecord } from '@iolaus/contracts';
import { splitOf, type SplitFrom } from './split-network.js';

type Networks = SplitFrom['after']['networks'];

const network = (id: string, ids: readonly string[]): Networks[number] =>
  ({
    record: { id, name: id, tier: 'review', score: 1, q: 0.001, strength: 20, accounts: ids.length } as NetworkRecord,
    members: { ids },
  }) as unknown as Networks[number];

/** One kind; account n holds the first indicator where `holders` says so. */
const sightingsOf = (accounts: readonly string[], holders: readonly string[]): SplitFrom['sightings'] => ({
  kinds: [{ kind: 'ip', label: 'IP', plural: 'IPs', family: 'network', reliability01: 1, isDeclared: false }],
  indicatorKind: Uint8Array.from([0, 0]),
  indicatorValue: ['192.0.2.1', '192.0.2.2'],
  accounts: [...accounts],
  account: Uint32Array.from([...holders.map((id) => accounts.indexOf(id)), 0]),
  indicator: Uint32Array.from([...holders.map(() => 0), 1]),
});

const members = ['a', 'b', 'c', 'd', 'e', 'f'];
const before = [network('N-1', members), network('N-2', ['x', 'y']), network('N-3', ['z'])];
const sightings = sightingsOf([...members, 'x', 'y', 'z'], ['a', 'b', 'd', 'f', 'x']);
const cut = { kind: 'ip', value: '192.0.2.1' };
const split = splitOf(
  {
    before: { networks: before },
    network: before[0],
    after: { networks: [network('N-1', ['a', 'b', 'c']), network('N-4', ['d', 'e', 'y']), network('N-2', ['x'])] },
    sightings,
  },
  cut,
)!;

describe('splitOf', () => {
  it('lists the networks that the members end up in, that with most of them first', () => {
    expect(split.parts.map(({ id, accounts, from }) => [id, accounts, from])).toEqual([
      ['N-1', 3, 3],
      ['N-4', 3, 2],
    ]);
    expect(split.before).toMatchObject({ id: 'N-1', accounts: 6 });
  });

  it('counts members that fall out, and says of each which part it would be in', () => {
    expect(split.fallen).toBe(1);
    expect(split.partOf).toBe('00011-');
  });

  it('counts the links that go: of four holders six, of which five end apart', () => {
    expect(split).toMatchObject({ held: 4, links: 6, linksAcross: 5 });
  });

  it('names other networks that change or go', () => {
    expect(split.others).toEqual([
      { id: 'N-2', name: 'N-2', before: 2, after: 1 },
      { id: 'N-3', name: 'N-3', before: 1, after: 0 },
    ]);
  });

  it('has nothing to say of what no member holds', () => {
    const of = { before: { networks: before }, network: before[0], after: { networks: before }, sightings };
    expect(splitOf(of, { kind: 'ip', value: '203.0.113.9' })).toBeUndefined();
    expect(splitOf(of, { kind: 'card', value: cut.value })).toBeUndefined();
  });
});
