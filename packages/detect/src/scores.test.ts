import { FAMILIES } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { buildIncidence, type Incidence } from './incidence.js';
import { FAMILY_COUNTS, familiesOf, familySum, WIDTH } from './membership.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { claimsOf, scoreMembers, type Claiming } from './scores.js';
import { buildTables } from './testing/build-tables.js';
import { campaign, households, randomOf, strangers } from './testing/worlds.js';

/** Holders of anything with bits, and the bits of those that reach what is asked, added up account by account. */
function plainly(incidence: Incidence, of: Claiming): [account: number, bits: number][] {
  const found: [number, number][] = [];
  for (let a = 0; a < incidence.accounts; a++) {
    const families = FAMILIES.map((): number[] => []);
    for (const e of incidence.ofAccount.subarray(incidence.accountStart[a], incidence.accountStart[a + 1])) {
      const own = of.bits[of.indicators.indexOf(e)] ?? 0;
      if (own > 0) families[incidence.family[e]].push(own);
    }
    const byFamily = families.map((own) =>
      familySum(
        Math.max(0, ...own),
        own.reduce((x, y) => x + y, 0),
      ),
    );
    const total = byFamily.reduce((x, y) => x + y, 0);
    const counting = byFamily.filter((each) => each >= FAMILY_COUNTS).length;
    if (total > 0 && total >= of.leastBits && counting >= of.leastFamilies) found.push([a, total]);
  }
  return found;
}

describe('scores', () => {
  const tables = buildTables([
    {
      id: 'a',
      holds: [
        ['payment-method', 'card'],
        ['ip', '10.0.0.1'],
        ['ip', '10.0.0.2'],
      ],
    },
    { id: 'b', holds: [['ip', '10.0.0.1']] },
    { id: 'c', holds: [['ip', '10.0.0.3']] },
  ]);
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  const numbers = ['card', '10.0.0.1', '10.0.0.2'].map((value) => tables.sightings.indicatorValue.indexOf(value));
  const order = numbers.toSorted((x, y) => x - y);
  const bits: Readonly<Record<string, number>> = { card: 9, '10.0.0.1': 4, '10.0.0.2': 2 };
  const bitsOf = (indicators: readonly number[]): Float32Array =>
    Float32Array.from(indicators, (e) => bits[tables.sightings.indicatorValue[e]]);
  const weighted = { indicators: Uint32Array.from(order), bits: bitsOf(order) };
  const score = claimsOf(incidence, { ...weighted, leastBits: 0, leastFamilies: 0 });
  const cell = (row: number, family: (typeof FAMILIES)[number]): number =>
    score.byFamily[row * WIDTH + FAMILIES.indexOf(family)];

  it('scores who touches an indicator, and nobody else', () => {
    expect([...score.account]).toEqual([0, 1]);
  });

  it('adds within a family by half and between families fully', () => {
    expect(cell(0, 'payment')).toBe(9);
    expect(cell(0, 'network')).toBe(5);
    expect([...score.total]).toEqual([14, 4]);
  });

  it('counts families: one account has two, the other one', () => {
    expect([familiesOf(score.byFamily, 0), familiesOf(score.byFamily, 1)]).toEqual([2, 1]);
  });

  it('holds nothing against an account for an indicator with negative bits', () => {
    const bits = Float32Array.from(order, (e) => (tables.sightings.indicatorValue[e] === 'card' ? 9 : -1));
    const { account, total } = claimsOf(incidence, { ...weighted, bits, leastBits: 0, leastFamilies: 0 });
    expect([[...account], [...total]]).toEqual([[0], [9]]);
  });

  it('scores members as it scores everyone, and one who holds nothing with nothing', () => {
    const own = scoreMembers(incidence, Uint32Array.of(0, 2), weighted);
    expect([...own.total]).toEqual([14, 0]);
    expect([...own.byFamily.subarray(0, WIDTH)]).toEqual([...score.byFamily.subarray(0, WIDTH)]);
  });

  it('lets those claim membership who reach the bar in two families', () => {
    const claims = (bar: number): number[] => [
      ...claimsOf(incidence, { ...weighted, leastBits: bar, leastFamilies: 2 }).account,
    ];
    expect([claims(4), claims(14), claims(14.5)]).toEqual([[0], [0], []]);
    const { byFamily, total } = claimsOf(incidence, { ...weighted, leastBits: 4, leastFamilies: 2 });
    expect([...byFamily]).toEqual([...score.byFamily.subarray(0, WIDTH)]);
    expect([...total]).toEqual([14]);
  });

  it('are those of a plain sum over all holders, whatever is asked and however common the indicators are', () => {
    const world = buildTables([...strangers(200, 3), ...campaign('red', 40, 3), ...households('home', 40, 5)]);
    const all = buildIncidence(world, DEFAULT_PARAMETERS);
    const random = randomOf(7);
    for (let round = 0; round < 40; round++) {
      const indicators = Uint32Array.from({ length: all.indicators }, (_, e) => e).filter(() => random() < 0.3);
      const bits = Float32Array.from(indicators, (e) => random() * 12 - Math.log2(all.reach[e]));
      const asked = { indicators, bits, leastBits: Math.floor(random() * 20), leastFamilies: Math.floor(random() * 3) };
      const { account, total } = claimsOf(all, asked);
      const expected = plainly(all, asked);
      expect([...account]).toEqual(expected.map(([a]) => a));
      expected.forEach(([, bitsInAll], at) => expect(total[at]).toBeCloseTo(bitsInAll, 3));
    }
  });
});
