import type { LinkTest } from '@iolaus/detect';
import { describe, expect, it } from 'vitest';
import { pairOf, standingOf } from './link-at-large.js';

const atLeast = new Float64Array(400);
atLeast.fill(1000, 0, 81).fill(50, 81, 121);
const TEST: LinkTest = {
  fdr: 0.01,
  pairs: 1e6,
  holdings: [100, 200, 0, 0, 0, 0],
  atLeast,
  thresholdBits: 20,
  links: 1000,
  mostReach: 700,
};

describe('how a pair stands among all', () => {
  it('passes from the threshold on, with the rate at which it would', () => {
    const passing = standingOf(TEST, 20);
    expect(passing).toMatchObject({ isAccepted: true, thresholdBits: 20, links: 1000, pairs: 1e6 });
    expect(passing.q).toBeCloseTo(1e6 / (1000 * 2 ** 20), 9);
    expect(passing.sentence).toBe(
      'Of all 1,000,000 pairs of accounts 1,000 pass 20.0 bits at a false discovery rate of 1 %; this one does, with an e-value of 20.0 bits.',
    );
    const failing = standingOf(TEST, 12.34);
    expect([failing.isAccepted, failing.q > 0.01]).toEqual([false, true]);
    expect(failing.sentence).toMatch(/this one does not, with an e-value of 12\.3 bits\.$/);
  });

  it('says so where none passes', () => {
    const none = standingOf({ ...TEST, thresholdBits: null, links: 0, atLeast: new Float64Array(400) }, 30);
    expect(none).toMatchObject({ isAccepted: false });
    expect(none.sentence).toMatch(/^Of all 1,000,000 pairs of accounts none passes/);
  });
});

describe('what two accounts hold', () => {
  const row = (account: string, kind: string, value: string) => ({ account, kind, value, reach: 4 });
  const kinds = [{ kind: 'ip', family: 'network' as const }];

  it('is told by row, with what both hold', () => {
    expect(pairOf([row('a', 'ip', '1'), row('b', 'ip', '1'), row('b', 'ip', '2')], { a: 'a', kinds })).toEqual([
      { isFirst: true, isShared: true, family: 'network', reach: 4 },
      { isFirst: false, isShared: true, family: 'network', reach: 4 },
      { isFirst: false, isShared: false, family: 'network', reach: 4 },
    ]);
  });

  it('has no kind that the lake does not know', () => {
    expect(() => pairOf([row('a', 'ssid', 'x')], { a: 'a', kinds })).toThrow('Something inside');
  });
});
