import { describe, expect, it } from 'vitest';
import { cypherText } from './cypher.js';

describe('the answer of a query on a terminal', () => {
  it('is a table, with what is no text as JSON and long cells cut, and says how many rows there are', () => {
    const lines = cypherText({
      columns: ['id', 'n', 'node'],
      rows: [
        ['acct_1', 1200, { labels: ['Account'] }],
        ['x'.repeat(80), 7, null],
      ],
      isMore: true,
      sentence: '2 of more rows shown, in the order of the query.',
    });
    expect(lines[1]).toMatch(/^acct_1 +1,200 {2}\{"labels":\["Account"\]\}$/);
    expect(lines[2]).toMatch(/^x{60}… +7 {2}null$/);
    expect(lines.at(-1)).toBe('2 of more rows shown, in the order of the query.');
  });
});
