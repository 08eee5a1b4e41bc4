import { expect, it } from 'vitest';
import { placesIn } from './account-names.js';

it('finds ids in the order in which they are asked for, twice where they are asked for twice, and others nowhere', () => {
  expect(placesIn(['acct_b', 'acct_a', 'acct_c'], ['acct_c', 'acct_x', 'acct_b', 'acct_c'])).toEqual([2, null, 0, 2]);
});
