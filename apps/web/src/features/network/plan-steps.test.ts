import { describe, expect, it } from 'vitest';
import type { FrontierPoint } from '@iolaus/contracts';
import { percentOf, planSentence, stepsOf } from './plan-steps.js';

const point = (of: Partial<FrontierPoint>): FrontierPoint => ({
  step: '',
  accountsSuspended: 0,
  indicatorsBlocked: 0,
  volumeRemoved01: 0,
  wayBackBlocked01: 0,
  benignHit: 0,
  benignHit01: 0,
  benignExchanges: 0,
  benignTenureDays: null,
  ...of,
});

describe('the steps of a plan', () => {
  const block = { kind: 'ip', value: '192.0.2.1', members: 6, outside: 2 };
  const other = { kind: 'subnet', value: '192.0.2.0/24', members: 8, outside: 3 };
  const steps = stepsOf({
    frontier: [
      point({ accountsSuspended: 4 }),
      point({ accountsSuspended: 9 }),
      point({ accountsSuspended: 9, indicatorsBlocked: 1, benignHit: 2 }),
      point({ accountsSuspended: 9, indicatorsBlocked: 2, benignHit: 5 }),
    ],
    blocks: [block, other],
  });

  it('say what each does by itself: members suspended, holders blocked, others hit first', () => {
    expect(steps.map(({ at, accounts, hit }) => [at, accounts, hit])).toEqual([
      [1, 4, 0],
      [2, 5, 0],
      [3, 6, 2],
      [4, 8, 3],
    ]);
  });

  it('name what they block, in the order of the plan', () => {
    expect(steps.map(({ blocks }) => blocks?.value)).toEqual([undefined, undefined, '192.0.2.1', '192.0.2.0/24']);
  });
});

describe('what a plan does, in words', () => {
  it('counts members, volume, and whom it would hit with what they use', () => {
    expect(
      planSentence(
        point({
          accountsSuspended: 11_960,
          indicatorsBlocked: 2,
          volumeRemoved01: 0.9519,
          benignHit: 38,
          benignExchanges: 1204,
          benignTenureDays: 51,
        }),
      ),
    ).toBe(
      'Suspending 11,960 accounts and blocking 2 indicators removes 95.1 % of the volume. 38 accounts outside the network would be hit: they made 1,204 exchanges, and signed up 51 days ago in the median.',
    );
  });

  it('says that nobody else is hit, and knows one from many', () => {
    expect(planSentence(point({ accountsSuspended: 1, volumeRemoved01: 1 }))).toBe(
      'Suspending 1 account removes 100.0 % of the volume. No account outside the network would be hit.',
    );
    expect(
      planSentence(point({ accountsSuspended: 2, indicatorsBlocked: 1, benignHit: 1, benignExchanges: 1 })),
    ).toMatch(/blocking 1 indicator removes.* 1 account outside the network would be hit: it made 1 exchange\.$/);
  });

  it('says so before the first step', () => {
    expect(planSentence(undefined)).toBe('Nothing is suspended and nothing is blocked.');
  });

  it('never rounds a share up', () => {
    expect([0.99999, 0.2064, 1, 0.29].map(percentOf)).toEqual(['99.9 %', '20.6 %', '100.0 %', '29.0 %']);
  });
});
