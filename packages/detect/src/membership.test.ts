import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '@iolaus/contracts';
import { buildIncidence } from './incidence.js';
import {
  barBits,
  familiesOf,
  FAMILY_CAP,
  familySum,
  indicatorBits,
  claimsOf,
  scoreAccounts,
  scoreMembers,
  totalsOf,
  WIDTH,
} from './membership.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { buildTables } from './testing/build-tables.js';

const counts = { held: 10, members: 20, reach: 12, accounts: 10_000, reliability01: 1 };

describe('indicatorBits', () => {
  it('is the log ratio of how often members and others hold it', () => {
    expect(indicatorBits(counts)).toBeCloseTo(Math.log2(10.1 / 20 / (2.5 / 10_000)), 9);
  });

  it('is scaled by reliability and held between −1 and 14', () => {
    expect(indicatorBits({ ...counts, reliability01: 0.25 })).toBeCloseTo(indicatorBits(counts) / 4, 9);
    expect(indicatorBits({ held: 20, members: 20, reach: 20, accounts: 1e9, reliability01: 1 })).toBe(14);
    expect(indicatorBits({ held: 0, members: 20, reach: 9000, accounts: 10_000, reliability01: 1 })).toBe(-1);
  });

  it('falls when more outsiders hold it, and grows when more members do', () => {
    const sizes = fc.record({ held: fc.integer({ min: 1, max: 50 }), outside: fc.integer({ min: 0, max: 500 }) });
    fc.assert(
      fc.property(sizes, ({ held, outside }) => {
        const at = (inside: number, others: number): number =>
          indicatorBits({ held: inside, members: 60, reach: inside + others, accounts: 5000, reliability01: 0.8 });
        expect(at(held, outside + 1)).toBeLessThanOrEqual(at(held, outside));
        expect(at(held + 1, outside)).toBeGreaterThanOrEqual(at(held, outside));
      }),
    );
  });
});

describe('familySum', () => {
  it('counts the best fully, the rest by half, and stops at the cap', () => {
    expect(familySum(6, 6)).toBe(6);
    expect(familySum(6, 10)).toBe(8);
    expect(familySum(14, 40)).toBe(FAMILY_CAP);
  });
});

describe('barBits', () => {
  it('is what the evidence must outweigh: log2 of how rare members are, at least 6', () => {
    expect(barBits(8, 8 * 1024)).toBe(10);
    expect(barBits(500, 1000)).toBe(6);
    expect(Number.isFinite(barBits(0, 1000))).toBe(true);
  });
});

describe('scoreAccounts', () => {
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
  const score = scoreAccounts(incidence, Uint32Array.from(order), bitsOf(order));
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
    const negative = scoreAccounts(
      incidence,
      Uint32Array.from(order),
      Float32Array.from(order, () => -1),
    );
    expect([...negative.total]).toEqual([0, 0]);
  });

  it('scores members as it scores everyone, and one who holds nothing with nothing', () => {
    const weighted = { indicators: Uint32Array.from(order), bits: bitsOf(order) };
    const own = scoreMembers(incidence, Uint32Array.of(0, 2), weighted);
    expect([...own.total]).toEqual([14, 0]);
    expect([...own.byFamily.subarray(0, WIDTH)]).toEqual([...score.byFamily.subarray(0, WIDTH)]);
  });

  it('lets those claim membership who reach the bar in two families', () => {
    const weighted = { indicators: Uint32Array.from(order), bits: bitsOf(order) };
    const claims = (bar: number): number[] => [...claimsOf(incidence, { ...weighted, bar }).account];
    expect([claims(4), claims(14), claims(14.5)]).toEqual([[0], [0], []]);
    const { byFamily, total } = claimsOf(incidence, { ...weighted, bar: 4 });
    expect([...byFamily]).toEqual([...score.byFamily.subarray(0, WIDTH)]);
    expect([...total]).toEqual([14]);
  });

  it('totals every row by itself', () => {
    expect([...totalsOf(Float32Array.from({ length: WIDTH * 2 }, (_, at) => (at < WIDTH ? 1 : 2)))]).toEqual([
      WIDTH,
      WIDTH * 2,
    ]);
  });
});
