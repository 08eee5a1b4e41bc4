import { describe, expect, it } from 'vitest';
import { withoutValues } from './without-values.js';

describe('a query without its values', () => {
  it.each([
    ["MATCH (i {value: 'card_4242'}) RETURN i", "MATCH (i {value: '…'}) RETURN i"],
    ['RETURN "it\'s", \'a "b"\'', 'RETURN "…", \'…\''],
    ["RETURN 'a\\'b', $name", "RETURN '…', $name"],
    ['MATCH (n:`My label`) // card_4242\nRETURN n', 'MATCH (n:`My label`) \nRETURN n'],
    ["RETURN 1 /* 'card */ + '4242'", "RETURN 1  + '…'"],
  ])('%s', (cypher, kept) => {
    expect(withoutValues(cypher)).toBe(kept);
  });
});
