import { expect, it } from 'vitest';
import { newsWords } from './news-words.js';

it.each([
  [[], 0, 0, 'Nothing is new since it was saved.'],
  [[4], 0, 0, '1 hit is new since it was saved.'],
  [[1, 2], 41, 1, '2 hits and 41 accounts are new since it was saved; 1 hit of then is none now.'],
])('says of %j new hits, %i accounts and %i gone what is new', (hits, newAccounts, goneHits, words) => {
  expect(newsWords({ hits, newAccounts, goneHits })).toBe(words);
});
