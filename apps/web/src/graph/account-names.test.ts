import { expect, it } from 'vitest';
import { accountNames } from './account-names.js';

it('knows accounts by number and by id, tells those that are none, and those that nobody asked for', () => {
  const names = accountNames(
    new Map([
      ['acct_b', 7],
      ['acct_out', -1],
    ]),
  );
  expect([names.idOf(7), names.numberOf('acct_b'), names.isKnown('acct_b')]).toEqual(['acct_b', 7, true]);
  expect([names.idOf(-1), names.numberOf('acct_out'), names.isKnown('acct_out')]).toEqual([undefined, -1, true]);
  expect([names.idOf(0), names.numberOf('acct_a'), names.isKnown('acct_a')]).toEqual([undefined, -1, false]);
});
