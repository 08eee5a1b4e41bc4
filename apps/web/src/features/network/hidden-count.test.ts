import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isDrawn } from '../../graph/scene.js';
import { buildFrame } from '../../graph/testing/build-frame.js';
import { hiddenCount } from './hidden-count.js';

const frame = buildFrame([
  { id: 'a', bits: 3 },
  { id: 'b', bits: 9 },
  { id: 'c', bits: 12.5 },
]);

it.each([
  [{}, 0],
  [{ min: 9 }, 1],
  [{ min: 9.25 }, 2],
  [{ min: 60 }, 3],
  [{ hidden: ['c', 'not in this network'] }, 1],
  [{ min: 9, hidden: ['c'] }, 2],
  [{ min: 9, hidden: ['a', 'a'] }, 1],
])('%j takes %d accounts out', ({ min, hidden = [] }: { min?: number; hidden?: string[] }, count) => {
  expect(hiddenCount(frame, { min, hidden: new Set(hidden) })).toBe(count);
});

it('counts exactly what the picture does not draw', () => {
  const bits = fc.array(fc.integer({ min: 0, max: 252 }).map((quarters) => quarters / 4));
  fc.assert(
    fc.property(bits, fc.double({ min: 0, max: 70, noNaN: true }), fc.array(fc.nat(20)), (each, min, hidden) => {
      const some = buildFrame(each.map((value) => ({ bits: value })));
      const hide = hidden.map((at) => `acct_${at}`);
      const scene = { frame: some, leastBits: min, hiddenAccounts: new Set(hide) };
      const drawn = some.accountIds.filter((_, account) => isDrawn(scene, account)).length;
      expect(hiddenCount(some, { min, hidden: scene.hiddenAccounts })).toBe(some.accountIds.length - drawn);
    }),
    { seed: 1 },
  );
});
