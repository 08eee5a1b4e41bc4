import { describe, expect, it } from 'vitest';
import { dropSmall } from './clusters.js';
import { detectNetworks } from './detect.js';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { strangers } from './testing/worlds.js';

const cluster = (
  members: number,
  contested: readonly number[],
): { members: Uint32Array<ArrayBuffer>; contested: Int32Array<ArrayBuffer> } => ({
  members: new Uint32Array(members),
  contested: Int32Array.from(contested),
});

describe('clusters that are too small', () => {
  it('fall away, and runner-ups still name the cluster that they named before', () => {
    const left = dropSmall([cluster(2, [2, -1]), cluster(3, [2, 0, -1]), cluster(4, [1, 1, -1, 0])], 3);
    expect(left.map(({ contested }) => [...contested])).toEqual([
      [1, -1, -1],
      [0, 0, -1, -1],
    ]);
  });

  it('change nothing when there are none', () => {
    const all = [cluster(3, [1, -1, -1]), cluster(3, [-1, 0, -1])];
    expect(dropSmall(all, 3)).toEqual(all);
  });
});

const held = (name: string): TestAccount['holds'] => [
  ['payment-method', `card_${name}`],
  ['prompt-template', `${name}-t`],
];
const ring = (name: string, size: number): TestAccount[] =>
  Array.from({ length: size }, (_, at) => ({
    id: `${name}${at}`,
    holds: [...held(name), ['payment-method', `card_${name}${at % 2}`], ['ip', `198.51.100.${name.length}${at % 3}`]],
  }));

describe('an account that two networks hold alike', () => {
  // A ring of seven is found too, and is less than a network: it must not shift what the others are called.
  it.each([0, 7])(
    'is given to one, and contested by the other, with %s accounts in a ring that is too small',
    async (small) => {
      const both: TestAccount = { id: 'both', holds: [...held('bbb'), ...held('cccc')] };
      const tables = buildTables([
        ...ring('aa', small),
        ...ring('bbb', 20),
        ...ring('cccc', 20),
        both,
        ...strangers(1500, 1),
      ]);
      const { networks } = await detectNetworks(tables);
      const number = tables.sightings.accounts.indexOf('both');
      const contests = networks.map(({ members }) => members.contested[members.account.indexOf(number)]);
      expect([
        [1, undefined],
        [undefined, 0],
      ]).toContainEqual(contests);
    },
  );
});
