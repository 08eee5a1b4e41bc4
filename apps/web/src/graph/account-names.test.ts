import { expect, it } from 'vitest';
import { accountNames } from './account-names.js';

it('knows accounts by number and by id, and others not', () => {
  const names = accountNames({ ids: ['acct_b', 'acct_a'] });
  expect(names.ids.map(names.numberOf)).toEqual([0, 1]);
  expect(names.numberOf('acct_c')).toBe(-1);
});
