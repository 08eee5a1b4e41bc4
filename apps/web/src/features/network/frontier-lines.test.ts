import { expect, it } from 'vitest';
import type { FrontierPoint } from '@iolaus/contracts';
import { frontierLines, xOf } from './frontier-lines.js';

const point = (volumeRemoved01: number, benignHit: number): FrontierPoint => ({
  step: 'suspend the 3 strongest members',
  accountsSuspended: 3,
  indicatorsBlocked: 0,
  volumeRemoved01,
  wayBackBlocked01: 0.25,
  benignHit,
  benignHit01: 0,
  benignExchanges: 0,
  benignTenureDays: null,
});
const UPPER = { width: 100, height: 40 };
const LOWER = { width: 100, height: 20 };

it('steps from nothing to all that a point removes, and to the accounts it hits', () => {
  expect(frontierLines([point(0.5, 0), point(1, 8)], UPPER, LOWER)).toEqual({
    volume: 'M0 40V20H50V0H100',
    wayBack: 'M0 40V30H50V30H100',
    hit: 'M0 20V20H50V0H100',
    mostHit: 8,
  });
});

it('stays on the ground where nobody is hit', () => {
  expect(frontierLines([point(1, 0)], UPPER, LOWER)).toMatchObject({ hit: 'M0 20V20H100', mostHit: 0 });
});

it('begins at the left edge and ends at the right one', () => {
  expect([xOf(0, 7, 340), xOf(7, 7, 340)]).toEqual([0, 340]);
});
