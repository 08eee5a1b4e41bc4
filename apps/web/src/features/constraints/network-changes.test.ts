import { describe, expect, it } from 'vitest';
import { compareNetworks, type Compared } from './network-changes.js';

const network = (id: string, of: Partial<Compared> = {}): Compared => ({
  id,
  name: `Name ${id}`,
  tier: 'act',
  accounts: 100,
  strength: 30,
  ...of,
});

describe('what became of networks', () => {
  it('is nothing where they are as they were', () => {
    const same = [network('N-1'), network('N-2')];
    expect(compareNetworks(same, same.toReversed())).toEqual([]);
  });

  it('says accounts, tier and strength of one that changed', () => {
    expect(
      compareNetworks([network('N-1')], [network('N-1', { accounts: 1040, tier: 'review', strength: 28.25 })]),
    ).toEqual([
      {
        id: 'N-1',
        name: 'Name N-1',
        isThere: true,
        words: '100 → 1,040 accounts (+940), tier act → review, strength 30.0 → 28.3 bits',
      },
    ]);
  });

  it('names those that went and came first, then by accounts that moved, strength alone last', () => {
    const before = [network('N-1'), network('N-2'), network('N-3'), network('N-4', { accounts: 1 })];
    const after = [
      network('N-1', { strength: 29 }),
      network('N-2', { accounts: 98 }),
      network('N-3', { accounts: 40 }),
      network('N-5'),
    ];
    expect(compareNetworks(before, after).map(({ id, words }) => `${id} ${words}`)).toEqual([
      'N-4 is listed no more, it had 1 account',
      'N-5 is new, 100 accounts',
      'N-3 100 → 40 accounts (−60)',
      'N-2 100 → 98 accounts (−2)',
      'N-1 strength 30.0 → 29.0 bits',
    ]);
  });

  it('does not tell a strength that reads the same', () => {
    expect(compareNetworks([network('N-1')], [network('N-1', { strength: 30.04 })])).toEqual([]);
  });
});
