import { describe, expect, it } from 'vitest';
import { accountNames } from './account-names.js';
import { accountsOfPath, countDrawn, placePath } from './path-places.js';
import { buildFrame } from './testing/build-frame.js';

const frame = buildFrame(
  [{}, {}, {}],
  [
    { kind: 'ip', value: '192.0.2.1' },
    { kind: 'user-agent', value: '192.0.2.1' },
  ],
);
const names = accountNames(new Map(['acct_a', 'acct_b', 'acct_c'].map((id, account) => [id, account])));
const step = (from: string, to: string, kind: string, value = '192.0.2.1') => ({
  from,
  to,
  others: 0,
  kind,
  value,
  text: null,
  family: 'network' as const,
  bits: 7,
  reach: 3,
  rarity: '',
});

describe('a path in a frame', () => {
  it('is told by numbers, an indicator by kind and value', () => {
    const steps = [step('acct_c', 'acct_a', 'user-agent'), step('acct_a', 'acct_b', 'ip')];
    expect(placePath(frame, names, { steps })).toEqual([
      { from: 2, to: 0, indicator: 1, kind: 'user-agent', bits: 7 },
      { from: 0, to: 1, indicator: 0, kind: 'ip', bits: 7 },
    ]);
    expect(accountsOfPath(placePath(frame, names, { steps }))).toEqual([2, 0, 1]);
  });

  it('counts what the frame does not hold', () => {
    const steps = [step('acct_c', 'acct_out', 'ip', '198.51.100.1'), step('acct_out', 'acct_b', 'device')];
    const placed = placePath(frame, names, { steps });
    expect(placed.map(({ from, to, indicator }) => [from, to, indicator])).toEqual([
      [2, -1, -1],
      [-1, 1, -1],
    ]);
    expect([accountsOfPath(placed), countDrawn(placed)]).toEqual([[2, 1], { drawn: 2, of: 5 }]);
  });
});
