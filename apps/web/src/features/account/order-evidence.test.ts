import type { EvidenceItem } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { orderEvidence, sharedWith } from './order-evidence.js';

const item = (value: string, of: Partial<EvidenceItem>): EvidenceItem => ({
  kind: 'ip',
  value,
  family: 'network',
  bits: 1,
  reach: 10,
  members: 9,
  outside: 1,
  rarity: '1 in 100 accounts outside',
  firstMs: null,
  lastMs: null,
  rows: 1,
  ...of,
});

describe('order of evidence', () => {
  it('puts what counts first, strongest first, and adds up only that', () => {
    const common = item('common', { bits: 0, reach: 900 });
    const alone = item('alone', { bits: 11, reach: 1 });
    const weak = item('weak', { bits: 2.5 });
    const strong = item('strong', { bits: 9 });
    const { items, counting, listedBits } = orderEvidence([common, alone, weak, strong]);
    expect(items.map((each) => each.value)).toEqual(['strong', 'weak', 'alone', 'common']);
    expect(counting).toBe(2);
    expect(listedBits).toBe(11.5);
  });

  it('does not change what it was given', () => {
    const given = [item('a', { bits: 1 }), item('b', { bits: 2 })];
    orderEvidence(given);
    expect(given.map((each) => each.value)).toEqual(['a', 'b']);
  });
});

describe('who shares an indicator', () => {
  it.each([
    [{ members: 354, outside: 41, reach: 395 }, true, '354 members, 41 others'],
    [{ members: 1, outside: 1, reach: 2 }, true, '1 member, 1 other'],
    [{ members: 62, outside: 0, reach: 62 }, true, '62 members'],
    [{ members: 0, outside: 4, reach: 4 }, false, '3 others'],
    [{ bits: 0, members: 0, outside: 900, reach: 900 }, true, 'too common to count'],
    [{ bits: 11, members: 0, outside: 1, reach: 1 }, false, 'nobody else'],
  ])('says %j of a member (%s) as “%s”', (of, isMember, words) => {
    expect(sharedWith(item('x', of), isMember)).toBe(words);
  });
});
