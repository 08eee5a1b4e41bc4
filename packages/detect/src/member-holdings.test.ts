import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIncidence } from './incidence.js';
import { memberHoldings } from './member-holdings.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { scratchOf } from './scratch.js';
import { buildTables } from './testing/build-tables.js';

const CARDS = ['card_a', 'card_b', 'card_c', 'card_d', 'card_e'];
const world = fc.array(fc.subarray(CARDS, { minLength: 1 }), { minLength: 1, maxLength: 12 }).map((held) =>
  buildTables(
    held.map((cards, at) => ({
      id: `a${String(at).padStart(2, '0')}`,
      holds: cards.map((card) => ['payment-method', card] as const),
    })),
  ),
);

describe('memberHoldings', () => {
  it('lists what each member holds of the cluster, with the sighting that says so, and nothing else', () => {
    fc.assert(
      fc.property(world, fc.infiniteStream(fc.boolean()), (tables, chosen) => {
        const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
        const some = (count: number): Uint32Array =>
          Uint32Array.from(Array.from({ length: count }, (_, at) => at).filter(() => chosen.next().value === true));
        const [members, indicators] = [some(incidence.accounts), some(incidence.indicators)];
        const { start, items, sighting } = memberHoldings(incidence, { members, indicators });
        const { account, indicator } = tables.sightings;
        const listed = [...members].flatMap((_, row) =>
          [...sighting.subarray(start[row], start[row + 1])].map((at) => [row, at] as const),
        );
        const expected = [...account.keys()].filter(
          (at) => members.includes(account[at]) && indicators.includes(indicator[at]),
        );
        expect(listed.map(([, at]) => at).toSorted((x, y) => x - y)).toEqual(expected);
        for (const [row, at] of listed) expect(account[at]).toBe(members[row]);
        expect([...items].map((k) => indicators[k])).toEqual([...sighting].map((at) => indicator[at]));
        expect(scratchOf(incidence).held.every((each) => each === 0)).toBe(true);
      }),
    );
  });
});
