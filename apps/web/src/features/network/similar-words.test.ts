import { describe, expect, it } from 'vitest';
import { comparedWords, proposedLeast, sharersOf } from './similar-words.js';

const ANSWER = {
  selected: 2,
  others: 98,
  indicators: 4,
  common: 0,
  comparable: 40,
  core: 40,
  atLeast: [30, 5, 2],
  accounts: [
    { account: 'acct_1', shared: 3, bits: 21 },
    { account: 'acct_2', shared: 3, bits: 20 },
    { account: 'acct_3', shared: 2, bits: 14 },
  ],
};

describe('how many shared indicators are proposed', () => {
  it('is three', () => {
    expect(proposedLeast({ atLeast: [9, 8, 7, 6] })).toBe(3);
  });

  it('is what most share where nobody shares three', () => {
    expect([proposedLeast({ atLeast: [9, 8] }), proposedLeast({ atLeast: [] })]).toEqual([2, 1]);
  });
});

it('gives the accounts at hand that share as many, and the count of all', () => {
  expect(sharersOf(ANSWER, 2)).toEqual({ accounts: ['acct_1', 'acct_2', 'acct_3'], total: 5 });
  expect(sharersOf(ANSWER, 4)).toEqual({ accounts: [], total: 0 });
});

describe('what was compared', () => {
  it('is told in one sentence where nothing is left out', () => {
    expect(comparedWords(ANSWER)).toEqual([
      'The selected hold 4 indicators of the network that tell its members apart.',
    ]);
  });

  it('says what was not counted and what was not compared', () => {
    expect(comparedWords({ ...ANSWER, indicators: 1, common: 1, core: 5_204, comparable: 4_000 })).toEqual([
      'The selected hold 1 indicator of the network that tells its members apart.',
      '1 other is on more than a fifth of the members and not counted.',
      'Compared: the 4,000 of its 5,204 indicators that are of one community. What many communities hold tells none apart.',
    ]);
  });
});
