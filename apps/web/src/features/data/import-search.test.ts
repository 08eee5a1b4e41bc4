import { expect, it } from 'vitest';
import { readImportSearch } from './import-search.js';

const SHA = 'a4'.repeat(32);

it.each([
  [{ again: SHA }, { again: SHA }],
  [{ again: 'a4' }, {}],
  [{ again: `${SHA}/..` }, {}],
  [{ again: 7 }, {}],
  [{}, {}],
])('of %j the screen takes %j', (search, taken) => {
  expect(readImportSearch(search)).toEqual(taken);
});
