import { describe, expect, it } from 'vitest';
import { numbered, pathsSentence, type Held } from './paths.js';

const held = (account: string, value: string, bits: number): Held => ({
  account,
  indicator: { kind: 'ip', value, text: null, reach: 2, family: 'network', bits },
});

describe('pairs in numbers', () => {
  const pairs = [held('acct_b', '192.0.2.9', 5), held('acct_a', '192.0.2.1', 9), held('acct_c', '192.0.2.1', 9)];

  it('are the same in whatever order the graph gave them, and however often', () => {
    const once = numbered(pairs, ['acct_b', 'acct_a']);
    expect(numbered([...pairs.toReversed(), ...pairs], ['acct_b', 'acct_a'])).toEqual(once);
    expect(once.accounts).toEqual(['acct_a', 'acct_b', 'acct_c']);
    expect(once.holdings).toEqual({ bits: [9, 5], holders: [[0, 2], [1]] });
  });

  it('know both ends, also one that holds nothing', () => {
    expect(numbered([], ['acct_b', 'acct_a']).accounts).toEqual(['acct_a', 'acct_b']);
  });
});

describe('what paths come to', () => {
  const step = { from: 'a', to: 'b', others: 0, kind: 'ip', value: '', text: null, reach: 2, rarity: '' };
  const path = (bits: number, steps: number) => ({
    bits,
    steps: Array.from({ length: steps }, () => ({ ...step, family: 'network' as const, bits })),
  });

  it('is what they share, or over how many others they are joined', () => {
    expect(pathsSentence([path(9.25, 1), path(4, 2)])).toBe('They share evidence of 9.3 bits or more a step.');
    expect(pathsSentence([path(7, 2)])).toBe(
      'They are joined over 1 other account by evidence of 7.0 bits or more a step.',
    );
  });

  it('is nothing where none was found, with what was looked for', () => {
    expect(pathsSentence([])).toBe(
      'No path of 4 steps or fewer joins them by indicators that at most 1,000 accounts hold and that tell 3 bits or more.',
    );
  });
});
