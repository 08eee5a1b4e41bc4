import { describe, expect, it } from 'vitest';
import type { Bridge } from '@iolaus/contracts';
import { findBridges } from './bridges.js';
import type { Cluster } from './clusters.js';
import { buildIncidence } from './incidence.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { clusterOf } from './testing/clusters.js';
import { detect } from './testing/detection.js';
import { shuffled, strangers } from './testing/worlds.js';

const benign = strangers(600, 2);
type Holds = TestAccount['holds'];

/** A cell of a network: a card, addresses and a template of its own, and what each member holds beside. */
const cell = (name: string, size: number, also: (at: number) => Holds = () => []): TestAccount[] =>
  Array.from({ length: size }, (_, at) => ({
    id: `red-${name}${String(at).padStart(3, '0')}`,
    holds: [
      ['payment-method', `card_${name}${at % 2}`],
      ['ip', `ip-${name}-${at % 5}`],
      ['ip', `ip-${name}-${(at + 1) % 5}`],
      ['prompt-template', `${name}-t`],
      ...also(at),
    ],
  }));

const ADDRESS = ['ip', 'ip-east-0'] as const;
const TEMPLATE = ['prompt-template', 'east-t'] as const;
const CARD = ['payment-method', 'card_east0'] as const;

/** Bridges of the accounts that are called red, in communities by the fifth letter of their names. */
function bridgesOf(
  accounts: readonly TestAccount[],
  change: (cluster: Cluster) => Cluster = (same) => same,
): readonly Bridge[] {
  const tables = buildTables([...benign, ...accounts]);
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  const cluster = change(clusterOf(incidence, tables, 'red'));
  const names = Array.from(cluster.members, (a) => tables.sightings.accounts[a][4]);
  const size = (name: string): number => names.filter((each) => each === name).length;
  const order = [...new Set(names)].sort((x, y) => size(y) - size(x));
  const communities = {
    count: order.length,
    ofMember: Uint16Array.from(names, (name) => order.indexOf(name)),
    ofIndicator: new Uint16Array(cluster.indicators.length),
  };
  return findBridges(incidence, tables, { cluster, communities });
}

const valuesOf = (bridges: readonly Bridge[]): string[] => bridges.map(({ value }) => value);

describe('findBridges', () => {
  // Twenty of forty in the west also hold an address and the template of the east.
  const two = [...cell('east', 60), ...cell('west', 40, (at) => (at < 20 ? [ADDRESS, TEMPLATE] : []))];

  it('finds the two things that alone join two communities, and says that they would be apart without either', () => {
    const bridges = bridgesOf(two);
    expect(bridges).toHaveLength(2);
    expect(bridges.find(({ value }) => value === TEMPLATE[1])).toMatchObject({
      kind: 'prompt-template',
      communities: ['A-01', 'A-02'],
      members: [60, 20],
      in: 2,
      common: 20,
      commonWithout: 0,
      needed: 8,
      parts: true,
    });
    expect(bridges.find(({ value }) => value === ADDRESS[1])).toMatchObject({ members: [24, 20], parts: true });
  });

  it('says that they stay together when a third thing does as well', () => {
    const three = [...cell('east', 60), ...cell('west', 40, (at) => (at < 20 ? [ADDRESS, TEMPLATE, CARD] : []))];
    const bridges = bridgesOf(three);
    expect(valuesOf(bridges).toSorted()).toEqual([CARD[1], TEMPLATE[1], ADDRESS[1]]);
    expect(bridges.map(({ parts, commonWithout }) => [parts, commonWithout])).toEqual([
      [false, 20],
      [false, 20],
      [false, 20],
    ]);
  });

  it('asks for a fifth of the smaller side, and for five', () => {
    const joined = (members: number, of: number): string[] =>
      valuesOf(
        bridgesOf([...cell('east', 60), ...cell('west', of, (at) => (at < members ? [ADDRESS, TEMPLATE] : []))]),
      );
    expect(joined(7, 40)).toEqual([]);
    expect(joined(8, 40)).toHaveLength(2);
    expect(joined(4, 14)).toEqual([]);
    expect(joined(5, 14)).toHaveLength(2);
  });

  it('does not join by one family, however much is shared of it', () => {
    const one = cell('west', 40, () => [ADDRESS, ['ip', 'ip-east-1'], ['ip', 'ip-east-2']]);
    expect(bridgesOf([...cell('east', 60), ...one])).toEqual([]);
  });

  it('puts what parts two communities first, and of the rest what few others hold before what all hold', () => {
    const all = ['prompt-template', 'all-t'] as const;
    const everywhere = ['ip', 'ip-all'] as const;
    const north = ['prompt-template', 'north-t'] as const;
    const joined = cell('east', 60, () => [all, everywhere, ['user-agent', 'Relay/1']]);
    const bridges = bridgesOf([
      ...joined,
      ...cell('west', 40, (at) => (at < 20 ? [ADDRESS, TEMPLATE, CARD, all, everywhere] : [all, everywhere])),
      ...cell('north', 30, () => [all, everywhere]),
      ...cell('south', 24, (at) => (at < 12 ? [north, ['ip', 'ip-north-0']] : [])),
    ]);
    expect(valuesOf(bridges.filter(({ parts }) => parts)).toSorted()).toEqual(['ip-north-0', north[1]]);
    expect(bridges.findIndex(({ parts }) => !parts)).toBe(2);
    expect(bridges.find(({ value }) => value === all[1])?.in).toBe(3);
    expect(valuesOf(bridges).indexOf(CARD[1])).toBeLessThan(valuesOf(bridges).indexOf(all[1]));
  });

  it('has none for a network of one community', () => {
    expect(bridgesOf(cell('east', 60))).toEqual([]);
  });

  it('lists ten at most, and the same ones whatever accounts are called', () => {
    const many = Array.from({ length: 14 }, (_, at) => ['ip', `bridge-${at}`] as const);
    const world = [...cell('east', 60, () => [...many, TEMPLATE]), ...cell('west', 40, () => [...many, TEMPLATE])];
    const bridges = bridgesOf(world);
    expect(bridges).toHaveLength(10);
    const east = shuffled(world.slice(0, 60), 3).accounts;
    const west = shuffled(world.slice(60), 5).accounts;
    expect(bridgesOf([...west, ...east])).toEqual(bridges);
  });

  it('counts links where accounts were linked one by one', () => {
    const world = [...cell('east', 30), ...cell('west', 20, (at) => (at < 3 ? [ADDRESS] : []))];
    const linked = (between: readonly (readonly [number, number, string])[]) => (cluster: Cluster) => {
      const tables = buildTables([...benign, ...world]);
      const at = (value: string): number => tables.sightings.indicatorValue.indexOf(value);
      return {
        ...cluster,
        links: {
          a: Uint32Array.from(between, ([a]) => a),
          b: Uint32Array.from(between, ([, b]) => b),
          via: Uint32Array.from(between, ([, , value]) => at(value)),
          sort: new Uint8Array(between.length),
        },
      };
    };
    const one = [[0, 30, ADDRESS[1]] as const, [1, 2, ADDRESS[1]] as const];
    expect(bridgesOf(world, linked(one))).toMatchObject([
      { value: ADDRESS[1], common: 1, commonWithout: 0, needed: 1, parts: true },
    ]);
    expect(bridgesOf(world, linked([...one, [3, 31, TEMPLATE[1]]]))).toMatchObject([{ common: 2, parts: false }]);
  });
});

describe('the bridges of a detected network', () => {
  const SIZES = [50, 46, 42, 38, 34, 30, 26];
  const template = (of: number): readonly [string, string] => ['prompt-template', `${of}-t0`];
  const address = (of: number): readonly [string, string] => ['ip', `ip-${of}-0`];

  /** Seven cells; half of the members of each also hold some things of the cell before it. */
  const chain = (shared: readonly ((of: number) => readonly [string, string])[]): TestAccount[] => [
    ...benign,
    ...SIZES.flatMap((size, at) =>
      Array.from({ length: size }, (_, member): TestAccount => ({
        id: `red-${at}${String(member).padStart(3, '0')}`,
        holds: [
          ['payment-method', `card_${at}-${member % 2}`],
          ...[0, 1, 3].map((step) => ['ip', `ip-${at}-${(member + step) % 10}`] as const),
          ['prompt-template', `${at}-t0`],
          ['prompt-template', `${at}-t1`],
          ...(at > 0 && member < size / 2 ? shared.map((thing) => thing(at - 1)) : []),
        ],
      })),
    ),
  ];
  const sizesOf = async (accounts: readonly TestAccount[]): Promise<number[]> =>
    (await detect(accounts)).networks.map(({ record }) => record.accounts).toSorted((x, y) => y - x);
  const without = (accounts: readonly TestAccount[], value: string): TestAccount[] =>
    accounts.map((each) => ({ ...each, holds: each.holds.filter((held) => held[1] !== value) }));

  it('are said truly: without any one that parts two communities, the network falls in two between them', async () => {
    const world = chain([template, address]);
    const { networks } = await detect(world);
    expect(networks.map(({ record }) => [record.accounts, record.communities])).toEqual([[266, 7]]);
    const { bridges } = networks[0].record;
    expect(bridges.map(({ parts }) => parts)).toEqual(Array.from({ length: 10 }, () => true));
    for (const { value, communities } of bridges) {
      const cut = Math.min(...communities.map((label) => Number(label.slice(2))));
      const sides = [SIZES.slice(0, cut), SIZES.slice(cut)].map((side) => side.reduce((a, b) => a + b, 0));
      expect([value, await sizesOf(without(world, value))]).toEqual([value, sides.toSorted((x, y) => y - x)]);
    }
  });

  it('are said truly where all share three things of two families: whichever is taken away, the network stays one', async () => {
    const all: Holds = [
      ['prompt-template', 'net-t'],
      ['system-prompt', 'net-s'],
      ['tool-schema', 'net-f'],
      ['ip', 'ip-net-0'],
      ['ip', 'ip-net-1'],
      ['ip', 'ip-net-2'],
    ];
    const world = [...strangers(2000, 2), ...chain([]).slice(benign.length)].map((each) =>
      each.id.startsWith('red') ? { ...each, holds: [...each.holds, ...all] } : each,
    );
    const { record } = (await detect(world)).networks[0];
    expect(record.communities).toBe(7);
    expect(record.bridges.map(({ parts }) => parts)).toEqual(all.map(() => false));
    for (const { value } of record.bridges)
      expect([value, await sizesOf(without(world, value))]).toEqual([value, [266]]);
  });
});
