import { expect, it } from 'vitest';
import type { BlastRadius } from '@iolaus/contracts';
import { radiusLines } from './radius-lines.js';

const radius: BlastRadius = {
  kind: 'ip',
  value: '192.0.2.7',
  groups: [
    { tier: 'act', accounts: 44, banned: 4, exchanges: 100, tenureDays: 9 },
    { tier: 'benign', accounts: 5, banned: 1, exchanges: 7, tenureDays: 300 },
    { tier: null, accounts: 16, banned: 0, exchanges: 20, tenureDays: 214 },
  ],
  networks: [
    { id: 'N-1', name: 'Lerna', accounts: 42 },
    { id: 'N-2', name: 'Sallow', accounts: 5 },
    { id: 'N-3', name: 'Reed', accounts: 2 },
  ],
  plans: [],
};

it('tells members here, in other networks, in none, and those that nothing is held against with their tenure', () => {
  expect(radiusLines(radius, 'N-1')).toEqual([
    { count: 42, words: 'members of this network' },
    { count: 7, words: 'in 2 other networks' },
    { count: 16, words: 'in no network' },
    { count: 20, words: 'that nothing is held against, in use 214 days' },
  ]);
});

it('counts nobody here for a network that does not hold it, and says no tenure that is not known', () => {
  const unknown = { ...radius, groups: [{ ...radius.groups[2], tenureDays: null }], networks: [] };
  expect(radiusLines(unknown, 'N-1').map(({ count }) => count)).toEqual([0, 16, 16]);
  expect(radiusLines(unknown, 'N-1')[2].words).toBe('that nothing is held against');
});
