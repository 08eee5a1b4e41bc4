import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AS_IT_COMES } from '../../graph/arranged.js';
import { isDrawn } from '../../graph/scene.js';
import { buildFrame } from '../../graph/testing/build-frame.js';
import { hiddenCount } from './hidden-count.js';

const frame = buildFrame([{ bits: 3 }, { bits: 9 }, { bits: 12.5 }]);

const marked = (accounts: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: Math.max(-1, ...accounts) + 1 }, (_, account) => Number(accounts.includes(account)));

it.each([
  [{}, 0],
  [{ min: 9 }, 1],
  [{ min: 9.25 }, 2],
  [{ min: 60 }, 3],
  [{ hidden: [2, 40] }, 1],
  [{ min: 9, hidden: [2] }, 2],
  [{ min: 9, hidden: [0, 0] }, 1],
])('%j takes %d accounts out', ({ min, hidden = [] }: { min?: number; hidden?: number[] }, count) => {
  expect(hiddenCount(frame, { min, hidden: marked(hidden) })).toBe(count);
});

it('counts exactly what the picture does not draw', () => {
  const bits = fc.array(fc.integer({ min: 0, max: 252 }).map((quarters) => quarters / 4));
  fc.assert(
    fc.property(bits, fc.double({ min: 0, max: 70, noNaN: true }), fc.array(fc.nat(20)), (each, min, hidden) => {
      const some = buildFrame(each.map((value) => ({ bits: value })));
      const scene = { frame: some, leastBits: min, hiddenAccounts: marked(hidden), arranged: AS_IT_COMES };
      const drawn = some.accountX.filter((_, account) => isDrawn(scene, account)).length;
      expect(hiddenCount(some, { min, hidden: scene.hiddenAccounts })).toBe(some.accountX.length - drawn);
    }),
    { seed: 1 },
  );
});
