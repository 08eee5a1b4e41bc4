import { describe, expect, it } from 'vitest';
import { layoutInputOf, MOST_INDICATORS } from './layout-input.js';
import { accountTable, detectedNetwork, sightingTable } from './testing/detected.js';

/** Accounts 5, 2 and 9 are members, in that order; account 7 is none. Card 1 belongs to the first community, card 4 to the whole network. */
const network = detectedNetwork({
  members: [
    [5, 0],
    [2, 0],
    [9, 1],
  ],
  core: [
    [4, 7.5],
    [1, 9],
  ],
  homes: [[1], []],
});
const sightings = sightingTable(10, 6, [
  [2, 1],
  [2, 4],
  [5, 1],
  [5, 3],
  [7, 1],
  [9, 4],
]);
const input = layoutInputOf(network, sightings, accountTable([0, 0, 22, 0, 0, 55, 0, 0, 0, 99]));

describe('layoutInputOf', () => {
  it('numbers members as the network does, best first', () => {
    expect(input.accountIds).toEqual(['acct_5', 'acct_2', 'acct_9']);
    expect([...input.community]).toEqual([0, 0, 1]);
    expect([...input.exchanges]).toEqual([55, 22, 99]);
  });

  it('takes the core alone, with the members that hold it ascending', () => {
    expect(input.indicators.map(({ value, holders }) => [value, [...holders]])).toEqual([
      ['card_4', [1, 2]],
      ['card_1', [0, 1]],
    ]);
  });

  it('counts in the reach who is no member', () => {
    expect(input.indicators.map(({ reach }) => reach)).toEqual([2, 3]);
  });

  it('knows which community an indicator belongs to, or that it is of the whole network', () => {
    expect(input.indicators.map(({ community }) => community)).toEqual([65535, 0]);
  });

  it('sorts holders as numbers', () => {
    const members = Array.from({ length: 12 }, (_, at): [number, number] => [11 - at, 0]);
    const pairs = Array.from({ length: 12 }, (_, account): [number, number] => [account, 0]);
    const many = layoutInputOf(
      detectedNetwork({ members, core: [[0, 5]], homes: [[0]] }),
      sightingTable(12, 1, pairs),
      accountTable(pairs.map(() => 1)),
    );
    expect([...many.indicators[0].holders]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('keeps no more indicators than a frame carries', () => {
    const core = Array.from({ length: MOST_INDICATORS + 3 }, (_, at): [number, number] => [at, 5]);
    const large = layoutInputOf(
      detectedNetwork({ members: [[0, 0]], core, homes: [[]] }),
      sightingTable(1, core.length, []),
      accountTable([1]),
    );
    expect(large.indicators.map(({ value }) => value)).toEqual(
      core.slice(0, MOST_INDICATORS).map(([e]) => `card_${e}`),
    );
  });
});
