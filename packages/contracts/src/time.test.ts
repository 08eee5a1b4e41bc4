import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activeOn } from './day-bits.js';
import { compareQuery } from './time.js';

fc.configureGlobal({ seed: 20_260_301 });

/** Any days of any members, as a frame of days carries them. */
const worlds = fc.integer({ min: 1, max: 40 }).chain((days) =>
  fc.record({
    days: fc.constant(days),
    active: fc.array(fc.uniqueArray(fc.nat(days - 1)), { maxLength: 6 }),
    from: fc.nat(days),
    length: fc.integer({ min: -3, max: days }),
  }),
);

function bitsOf(active: readonly (readonly number[])[], width: number): Uint8Array {
  const bits = new Uint8Array(active.length * width);
  active.forEach((days, member) => days.forEach((day) => (bits[member * width + (day >> 3)] |= 1 << (day & 7))));
  return bits;
}

describe('who was active', () => {
  it('is who has the bit of one of the days, the first and the last among them', () => {
    fc.assert(
      fc.property(worlds, ({ days, active, from, length }) => {
        const width = Math.ceil(days / 8);
        const to = Math.min(days - 1, from + length);
        expect([...activeOn({ width, bits: bitsOf(active, width) }, from, to)]).toEqual(
          active.map((some) => Number(some.some((day) => day >= from && day <= to))),
        );
      }),
    );
  });
});

describe('windows that are compared', () => {
  const days = { from: '2026-03-01', to: '2026-03-02' };

  it('are days of the calendar', () => {
    expect(compareQuery.safeParse({ id: 'N-1', earlier: days, later: days }).success).toBe(true);
    for (const from of ['2026-02-30', '2026-3-1', '2026-03-01T00:00:00Z', '', 'today'])
      expect(compareQuery.safeParse({ id: 'N-1', earlier: { ...days, from }, later: days }).success).toBe(false);
  });
});
