import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAMILIES, type Fragility } from '@iolaus/contracts';
import type { Cluster } from './clusters.js';
import { networkFragility } from './fragility.js';
import { buildIncidence } from './incidence.js';
import { FAMILY_COUNTS, familySum, WIDTH } from './membership.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { buildTables, START_MS, type TestAccount } from './testing/build-tables.js';
import { clusterOf } from './testing/clusters.js';
import { agency, campaign, strangers } from './testing/worlds.js';

const benign = strangers(600, 2);

function fragilityOf(accounts: readonly TestAccount[], change: (cluster: Cluster) => Cluster = (same) => same) {
  const tables = buildTables(accounts);
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  const cluster = change(clusterOf(incidence, tables, 'red'));
  return { tables, incidence, cluster, fragility: networkFragility(incidence, tables, cluster) };
}

const without = (fragility: readonly Fragility[], value: string): Fragility | undefined =>
  fragility.find((each) => each.value === value);

/** Twenty accounts on one card, one address and one template, of which each holds what `holds` says. */
const ring = (holds: (at: number) => TestAccount['holds']): TestAccount[] =>
  Array.from({ length: 20 }, (_, at) => ({ id: `red${String(at).padStart(2, '0')}`, holds: holds(at) }));

const CARD = ['payment-method', 'card_red'] as const;
const ADDRESS = ['ip', '10.1.1.1'] as const;
const TEMPLATE = ['prompt-template', 'red-t'] as const;

const DAY_MS = 86_400_000;
/** Noon of a day, counted from the one on which test worlds begin. */
const noon = (day: number): number => Math.floor(START_MS / DAY_MS) * DAY_MS + (day + 0.5) * DAY_MS;
const dateOf = (day: number): string => new Date(noon(day)).toISOString().slice(0, 10);

describe('one day of sightings', () => {
  /** A ring on card, address and template of which each member was seen with each on the days that `seen` says. */
  const seenRing = (seen: (at: number) => readonly (readonly [first: number, last: number])[]): TestAccount[] =>
    ring(() => [CARD, ADDRESS, TEMPLATE]).map((each, at) => ({
      ...each,
      seenMs: seen(at).map(([first]) => noon(first)),
      lastSeenMs: seen(at).map(([, last]) => noon(last)),
    }));
  const daysOf = (accounts: readonly TestAccount[]): Fragility[] =>
    fragilityOf([...benign, ...accounts]).fragility.filter(({ kind }) => kind === 'day');

  it('is taken away for those who were seen on it alone', () => {
    // Half of the ring was seen with address and template on the fifth day and never again.
    const days = daysOf(
      seenRing((at) => [
        [1, 9],
        [5, at < 10 ? 5 : 6],
        [5, at < 10 ? 5 : 6],
      ]),
    );
    expect(days).toEqual([
      { without: `sightings of ${dateOf(5)} alone`, kind: 'day', value: dateOf(5), remains: 0.5, holds: false },
    ]);
  });

  it('takes nothing away where all were seen again', () => {
    const always = seenRing(() => [
      [1, 9],
      [5, 6],
      [5, 6],
    ]);
    expect(daysOf(always)).toEqual([]);
  });

  it('is tried of the three days that carry most, the earlier first where they carry the same', () => {
    const spread = seenRing((at) => [
      [0, 0],
      [1 + (at % 4), 1 + (at % 4)],
      [9, 9],
    ]);
    expect(
      daysOf(spread)
        .map(({ value }) => value)
        .toSorted(),
    ).toEqual([dateOf(0), dateOf(1), dateOf(9)]);
  });

  it('is none where all data is of one day: without it nothing is left, which is no news', () => {
    const oneDay = seenRing(() => [
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    const benignDay = benign.map((each) => ({ ...each, seenMs: each.holds.map(() => noon(0)) }));
    expect(daysOf(oneDay)).toEqual([]);
    expect(fragilityOf([...benignDay, ...oneDay]).fragility.some(({ kind }) => kind === 'day')).toBe(false);
    const alsoLater = [{ ...benign[0], seenMs: benign[0].holds.map(() => noon(1)) }, ...benignDay.slice(1)];
    expect(
      fragilityOf([...alsoLater, ...oneDay])
        .fragility.filter(({ kind }) => kind === 'day')
        .map(({ remains }) => remains),
    ).toEqual([0]);
  });

  it('is none where no time is known', () => {
    const timeless = seenRing(() => [
      [Number.NaN, Number.NaN],
      [Number.NaN, Number.NaN],
      [Number.NaN, Number.NaN],
    ]);
    expect(daysOf(timeless)).toEqual([]);
  });
});

describe('networkFragility', () => {
  it('says that nobody stays without the card when card and address are all that there is', () => {
    const { fragility } = fragilityOf([...benign, ...ring(() => [CARD, ADDRESS])]);
    expect(fragility.map((each) => each.value).toSorted()).toEqual(['10.1.1.1', 'card_red', 'network', 'payment']);
    expect(fragility.every((each) => each.remains === 0 && !each.holds)).toBe(true);
  });

  it('says that everybody stays without any one thing in a campaign of many', () => {
    const { fragility } = fragilityOf([...benign, ...campaign('red', 40, 3)]);
    expect(fragility.map((each) => each.remains)).toEqual(fragility.map(() => 1));
    expect(fragility.every((each) => each.holds)).toBe(true);
  });

  it('lets fall exactly the members that held nothing beside it, and puts the weakest first', () => {
    const { fragility } = fragilityOf([
      ...benign,
      ...ring((at) => (at < 9 ? [CARD, ADDRESS] : [CARD, ADDRESS, TEMPLATE])),
    ]);
    expect(without(fragility, '10.1.1.1')).toMatchObject({ without: 'this IP address', remains: 0.55, holds: false });
    expect(without(fragility, 'red-t')).toMatchObject({ remains: 1, holds: true });
    const remains = fragility.map((each) => each.remains);
    expect(remains).toEqual(remains.toSorted((x, y) => x - y));
    expect(fragility[0].remains).toBe(0.55);
  });

  it('calls it holding from three members in five on', () => {
    const atLeast = (stay: number): boolean | undefined =>
      without(
        fragilityOf([...benign, ...ring((at) => (at < 20 - stay ? [CARD, ADDRESS] : [CARD, ADDRESS, TEMPLATE]))])
          .fragility,
        '10.1.1.1',
      )?.holds;
    expect([atLeast(11), atLeast(12)]).toEqual([false, true]);
  });

  it('takes a family away as a whole: two addresses do not replace each other', () => {
    const second = ['ip', '10.1.1.2'] as const;
    const { fragility } = fragilityOf([...benign, ...ring(() => [CARD, ADDRESS, second])]);
    expect(without(fragility, '10.1.1.1')?.remains).toBe(1);
    expect(without(fragility, 'network')).toMatchObject({
      without: 'all network evidence',
      kind: 'family',
      remains: 0,
    });
  });

  it('lets timing stand in for a family', () => {
    const world = [...benign, ...ring(() => [CARD, ADDRESS])];
    const timing = fragilityOf(world, (cluster) => ({
      ...cluster,
      byFamily: cluster.byFamily.map((bits, cell) => (cell % WIDTH === WIDTH - 1 ? 8 : bits)),
    }));
    expect(without(timing.fragility, '10.1.1.1')?.remains).toBe(1);
  });

  it('asks for one family where the data links by one alone', () => {
    const second = ['ip', '10.1.1.2'] as const;
    const addresses = Array.from({ length: 600 }, (_, at): TestAccount => ({
      id: `b${at}`,
      holds: [['ip', `10.2.${at >> 1}.1`]],
    }));
    const { fragility, incidence } = fragilityOf([...addresses, ...ring(() => [ADDRESS, second])]);
    expect(incidence.leastFamilies).toBe(1);
    expect(fragility.map((each) => [each.value, each.remains])).toEqual([
      ['network', 0],
      ['10.1.1.1', 1],
      ['10.1.1.2', 1],
    ]);
  });

  it('tries the five indicators that weigh most, and every family that is present', () => {
    const { fragility, cluster, incidence, tables } = fragilityOf([...benign, ...campaign('red', 40, 3)]);
    const byWeight = Array.from(cluster.indicators, (e, k) => ({
      value: tables.sightings.indicatorValue[e],
      weight: cluster.held[k] * cluster.bits[k],
    })).toSorted((x, y) => y.weight - x.weight);
    const families = new Set(Array.from(cluster.indicators, (e) => FAMILIES[incidence.family[e]]));
    const tried = (isFamily: boolean): string[] =>
      fragility.filter((each) => (each.kind === 'family') === isFamily).map((each) => each.value);
    expect(byWeight.length).toBeGreaterThan(5);
    expect(tried(false).toSorted()).toEqual(
      byWeight
        .slice(0, 5)
        .map((each) => each.value)
        .toSorted(),
    );
    expect(tried(true).toSorted()).toEqual([...families].toSorted());
  });

  it.each([
    ['a campaign', campaign('red', 40, 3)],
    ['an agency', agency('red', 30, 4)],
    ['a ring in two families', ring((at) => [CARD, at % 3 === 0 ? ADDRESS : TEMPLATE])],
  ])('agrees for %s with a recount in which accounts really lack it', (_, network) => {
    const { fragility, tables, incidence, cluster } = fragilityOf([...benign, ...network]);
    const bitsOf = new Map(
      Array.from(cluster.indicators, (e, k) => [
        `${tables.sightings.kinds[tables.sightings.indicatorKind[e]].kind}|${tables.sightings.indicatorValue[e]}`,
        { bits: cluster.bits[k], family: FAMILIES[incidence.family[e]] },
      ]),
    );
    for (const { kind, value, remains } of fragility) {
      const stays = network.filter(({ holds }) => {
        const left = holds.flatMap(([heldKind, held]) => {
          const worth = bitsOf.get(`${heldKind}|${held}`);
          const isOut = kind === 'family' ? worth?.family === value : heldKind === kind && held === value;
          return worth === undefined || isOut ? [] : [worth];
        });
        const sums = FAMILIES.map((family) => {
          const own = left.filter((each) => each.family === family).map((each) => Math.max(0, each.bits));
          return familySum(
            Math.max(0, ...own),
            own.reduce((a, b) => a + b, 0),
          );
        });
        return (
          sums.filter((bits) => bits >= FAMILY_COUNTS).length >= 2 && sums.reduce((a, b) => a + b, 0) >= cluster.barBits
        );
      });
      expect([value, remains]).toEqual([value, stays.length / network.length]);
    }
  });

  it('never says that more stay without a family than without one indicator of it', () => {
    const kept = fc.array(fc.subarray([CARD, ADDRESS, TEMPLATE, ['ip', '10.1.1.2'] as const]), {
      minLength: 20,
      maxLength: 20,
    });
    fc.assert(
      fc.property(kept, (holds) => {
        const { fragility } = fragilityOf([...benign.slice(0, 60), ...ring((at) => holds[at])]);
        const family = without(fragility, 'network');
        for (const address of ['10.1.1.1', '10.1.1.2'])
          expect(without(fragility, address)?.remains ?? 1).toBeGreaterThanOrEqual(family?.remains ?? 0);
      }),
      { numRuns: 40 },
    );
  });
});
