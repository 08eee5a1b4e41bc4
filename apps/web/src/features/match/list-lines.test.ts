import { expect, it } from 'vitest';
import { lineWords, linesOf } from './list-lines.js';

it('counts lines that hold anything, whatever ends them', () => {
  expect(linesOf('203.0.113.7\r\n\n  \nacct_1\racct_2')).toEqual(['203.0.113.7', 'acct_1', 'acct_2']);
  expect(linesOf(' \n')).toEqual([]);
});

it('says how many', () => {
  expect([lineWords(1), lineWords(10_000)]).toEqual(['1 line', '10,000 lines']);
});
