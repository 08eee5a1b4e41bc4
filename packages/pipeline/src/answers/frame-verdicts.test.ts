import { describe, expect, it } from 'vitest';
import { numbersByVerdict } from './frame-verdicts.js';

describe('verdicts in a frame', () => {
  it('are the places of judged accounts, and of no others', () => {
    const ids = ['acct_c', 'acct_a', 'acct_b', 'acct_d'];
    const verdicts = new Map([
      ['acct_d', 'confirmed'],
      ['acct_c', 'confirmed'],
      ['acct_b', 'cleared'],
      ['acct_a', 'none'],
      ['acct_elsewhere', 'contested'],
    ] as const);
    expect(numbersByVerdict(ids, verdicts)).toEqual({ confirmed: [0, 3], cleared: [2], contested: [] });
  });
});
