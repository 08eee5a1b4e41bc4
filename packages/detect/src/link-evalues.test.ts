import { FAMILIES, type LakeTables } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { buildIncidence } from './incidence.js';
import { linkQ, pairEBits, testLinks, type PairHolding } from './link-evalues.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { campaign, randomOf, strangers } from './testing/worlds.js';

const FDR = 0.01;
const KINDS = ['payment-method', 'ip', 'prompt-template', 'user-agent'] as const;

/** Accounts that share each thing with three others, each thing with others than the next one; heavy users hold more. */
const mixed = (count: number, seed: number): TestAccount[] => {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, at) => ({
    id: `m${at}`,
    holds: KINDS.flatMap((kind) => {
      const values = Array.from({ length: at % 10 === 0 ? 6 : 1 }, () => Math.floor((random() * count) / 4));
      return [...new Set(values)].map((value) => [kind, `${kind}-${value}`] as const);
    }),
  }));
};
/** Rings of four who share one of each. */
const rings = (count: number): TestAccount[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `r${at}`,
    holds: KINDS.map((kind) => [kind, `${kind}-ring-${at >> 2}`] as const),
  }));
const world = buildTables([...mixed(700, 1), ...rings(80)]);

/** The same world with everybody's indicators of each family dealt anew: each account and each indicator keeps how many it has, but for what would be dealt to one account twice. */
function shuffled(tables: LakeTables, seed: number): LakeTables {
  const random = randomOf(seed);
  const { sightings } = tables;
  const indicator = sightings.indicator.slice();
  for (const family of FAMILIES) {
    const rows = [...indicator.keys()].filter(
      (row) => sightings.kinds[sightings.indicatorKind[indicator[row]]].family === family,
    );
    for (let at = rows.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      [indicator[rows[at]], indicator[rows[other]]] = [indicator[rows[other]], indicator[rows[at]]];
    }
  }
  const pairs = new Map([...indicator.keys()].map((row) => [`${sightings.account[row]} ${indicator[row]}`, row]));
  const kept = [...pairs.values()].sort((x, y) => x - y);
  return {
    ...tables,
    sightings: {
      ...sightings,
      account: Uint32Array.from(kept, (row) => sightings.account[row]),
      indicator: Uint32Array.from(kept, (row) => indicator[row]),
    },
  };
}
const incidenceOf = (tables: LakeTables) => buildIncidence(tables, DEFAULT_PARAMETERS);

/** log2 e of every pair, by its definition. */
function allPairs(tables: LakeTables): number[] {
  const { accounts, accountStart, ofAccount, reach, family } = incidenceOf(tables);
  const held = Array.from({ length: accounts }, (_, a) =>
    [...ofAccount.subarray(accountStart[a], accountStart[a + 1])].filter((e) => reach[e] > 1),
  );
  const test = testLinks(incidenceOf(tables), FDR);
  return held.flatMap((first, a) =>
    held.slice(a + 1).map((second) => {
      const rowOf =
        (isFirst: boolean, other: readonly number[]) =>
        (e: number): PairHolding => ({
          isFirst,
          isShared: other.includes(e),
          family: FAMILIES[family[e]],
          reach: reach[e],
        });
      return pairEBits([...first.map(rowOf(true, second)), ...second.map(rowOf(false, first))], test);
    }),
  );
}

describe('e-values of pairs', () => {
  it('have a mean of at most 1 where indicators are dealt anew, heavy users and all', () => {
    let sum = 0;
    let count = 0;
    for (let seed = 1; seed <= 4; seed++) {
      const bits = allPairs(
        shuffled(buildTables([...mixed(100, 5), ...strangers(60, 1), ...campaign('lerna', 30, 2)]), seed),
      );
      sum += bits.reduce((all, each) => all + 2 ** each, 0);
      count += bits.length;
    }
    expect(sum / count).toBeLessThan(1.05);
  });

  it('are no evidence for a pair that shares nothing, and grow with rarity and with families', () => {
    const test = { holdings: FAMILIES.map(() => 1000) };
    const shares = (family: PairHolding['family'], reach: number): PairHolding[] =>
      [true, false].map((isFirst) => ({ isFirst, isShared: true, family, reach }));
    const apart = shares('payment', 2).map((each) => ({ ...each, isShared: false }));
    expect(pairEBits(apart, test)).toBeLessThan(0);
    const common = pairEBits(shares('payment', 500), test);
    const rare = pairEBits(shares('payment', 2), test);
    expect(rare).toBeGreaterThan(common + 6);
    expect(pairEBits([...shares('payment', 2), ...shares('network', 2)], test)).toBeCloseTo(2 * rare, 9);
    const busy = apart.concat(Array.from({ length: 50 }, () => apart[0]));
    expect(pairEBits([...shares('payment', 2), ...busy], test)).toBeLessThan(rare - 4);
  });
});

describe('testLinks', () => {
  const test = testLinks(incidenceOf(world), FDR);

  it('accepts what e-BH accepts of all pairs, to a quarter of a bit', () => {
    const bits = allPairs(world).sort((x, y) => y - x);
    let accepted = 0;
    bits.forEach((each, at) => {
      if (each >= Math.log2(test.pairs / (FDR * (at + 1)))) accepted = at + 1;
    });
    const least = bits[accepted - 1];
    expect(test.thresholdBits! - least).toBeLessThan(0.5);
    expect(test.links).toBe(bits.filter((each) => each >= test.thresholdBits!).length);
    expect(test.links).toBeGreaterThanOrEqual(120);
    expect(test.links).toBeLessThanOrEqual(accepted);
  });

  it('leaves at most the stated rate of links in a shuffle that keeps every degree', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const by = testLinks(incidenceOf(shuffled(world, seed)), FDR);
      expect(by.atLeast[test.thresholdBits! * 4] / test.links).toBeLessThanOrEqual(FDR);
      expect(by.links).toBeLessThanOrEqual(FDR * test.links);
    }
  });

  it('asks for more, never for less, where indicators of great reach are left out of the count', () => {
    const thrifty = testLinks(incidenceOf(world), FDR, 1000);
    expect(thrifty.mostReach).toBeLessThan(test.mostReach);
    expect(thrifty.links).toBeLessThanOrEqual(test.links);
    expect(thrifty.thresholdBits ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(test.thresholdBits!);
  });

  it('accepts nothing among strangers', () => {
    expect(testLinks(incidenceOf(buildTables(strangers(500, 9))), FDR)).toMatchObject({
      thresholdBits: null,
      links: 0,
    });
  });

  it('says of a pair the rate at which it would be accepted', () => {
    expect(linkQ(test, test.thresholdBits!)).toBeLessThanOrEqual(FDR);
    expect(linkQ(test, test.thresholdBits! - 0.25)).toBeGreaterThan(FDR);
    expect(linkQ(test, -1)).toBe(1);
    const falling = Array.from({ length: 60 }, (_, bits) => linkQ(test, bits));
    expect(falling.toSorted((x, y) => y - x)).toEqual(falling);
  });
});
