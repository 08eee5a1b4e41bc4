import { describe, expect, it } from 'vitest';
import { radiusSentence } from './radius-sentence.js';

const group = (tier: 'act' | 'review' | 'benign' | null, accounts: number, banned = 0) => ({
  tier,
  accounts,
  banned,
  exchanges: (accounts - banned) * 10,
  tenureDays: 30,
});

describe('whom a block would hit', () => {
  it('counts members of benign networks and those in none, and leaves the banned out', () => {
    expect(radiusSentence([group('act', 100, 7), group('benign', 40), group(null, 12, 2)])).toBe(
      'A block would hit 50 of 152 holders that nothing is held against; they made 500 exchanges. What they spend is not in the data.',
    );
  });

  it('says so where it would hit nobody else', () => {
    expect(radiusSentence([group('act', 100), group('review', 4), group(null, 2, 2)])).toBe(
      'All 106 holders are banned, or members of networks that deserve a look or more.',
    );
  });
});
