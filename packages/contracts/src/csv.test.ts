import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.js';

describe('a line of CSV', () => {
  it('quotes what would break the line or the cell', () => {
    expect(csvLine(['a,b', 'say "x"', 'two\nlines', 'plain', ''])).toBe('"a,b","say ""x""","two\nlines",plain,');
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('lets no spreadsheet run %j', (text) => {
    expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
  });

  it('leaves numbers as they are, and nothing for what is not there', () => {
    expect(csvLine([-3, 1204, null])).toBe('-3,1204,');
  });
});
