import type { Why } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { whyText } from './why-text.js';

const card = {
  kind: 'payment-method',
  value: 'card_abcd1234',
  family: 'payment' as const,
  bits: 9.7,
  reach: 3,
  members: 3,
};
const why: Why = {
  sentence: 'They share one card.',
  q: 3.2e-7,
  bits: 9.7,
  bitsByFamily: { payment: 9.7 },
  barBits: 6,
  tier: 'act',
  nullModel: 'Chance means this.',
  shares: [{ ...card, outside: 0, rarity: 'no account of 5 outside', firstMs: 0, lastMs: 86_400_000, rows: 4 }],
  breaks: [{ without: 'card', kind: 'payment-method', value: 'card_abcd1234', remains: 0, holds: false }],
  against: [],
};

describe('a reason as text', () => {
  it('has each figure in full, first and last day, and no whole card', () => {
    const text = whyText(why);
    for (const part of ['q 3.2e-7', '9.7 bits, bar 6', 'no account of 5 outside', '4 rows', '0 bits, falls'])
      expect(text).toContain(part);
    expect(text).not.toContain('card_abcd1234');
  });
});
