import { describe, expect, it } from 'vitest';
import { lookingWords } from './looking-words.js';

describe('what a colleague looks at', () => {
  it.each([
    [{}, 'the whole network'],
    [{ tab: 'plan' as const }, 'its plan'],
    [{ c: 'A-03' }, 'community A-03'],
    [{ c: 'A-03', ind: { kind: 'ip', value: '203.0.113.7' } }, 'an indicator'],
    [{ c: 'A-03', sel: ['acct_1'] }, 'account acct_1'],
    [{ sel: ['a', 'b', 'c'] }, '3 accounts'],
    [{ cmp: ['A-01', 'A-02'] }, 'A-01 beside A-02'],
  ])('%j is told as "%s"', (view, words) => {
    expect(lookingWords(view)).toBe(words);
  });
});
