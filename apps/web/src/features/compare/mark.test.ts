import { expect, it } from 'vitest';
import { markForComparison } from './mark.js';

it.each([
  [[], 'A-01', 'Marked A-01', ['A-01']],
  [['A-01'], 'A-02', 'Compared A-01 and A-02', ['A-01', 'A-02']],
  [['A-01', 'A-02'], 'A-03', 'Compared A-02 and A-03', ['A-02', 'A-03']],
  [['A-01', 'A-02'], 'A-01', 'Unmarked A-01', ['A-02']],
  [['A-01'], 'A-01', 'Unmarked A-01', undefined],
])('%j and then %s', (marked, label, name, cmp) => {
  expect(markForComparison(marked, label)).toEqual([name, { cmp }]);
});
