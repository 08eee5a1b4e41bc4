import { INDICATOR_KINDS } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { liftBits, moranSpacing, networkFeatures, unmeasuredIn } from './features.js';
import { buildIncidence } from './incidence.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { buildTables, START_MS, type TestAccount } from './testing/build-tables.js';
import { clusterOf, oneCommunity } from './testing/clusters.js';
import { agency, campaign, course, randomOf, shuffled, strangers } from './testing/worlds.js';
import { buildActivity, scoreTiming } from './timing.js';

const DAY_MS = 86_400_000;

/** Features of the accounts whose ids begin with `prefix`; `cellOf` gives each member's community. */
function featuresOf(
  accounts: readonly TestAccount[],
  prefix: string | ((id: string) => boolean),
  cellOf: (id: string) => number = () => 0,
) {
  const tables = buildTables(accounts);
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  const cluster = clusterOf(incidence, tables, prefix);
  const ofMember = Uint16Array.from(cluster.members, (a) => cellOf(tables.sightings.accounts[a]));
  const communities = { ...oneCommunity(cluster), ofMember, count: Math.max(...ofMember) + 1 };
  const activity = buildActivity(tables.activity, incidence.accounts);
  const timing = scoreTiming(activity, cluster.members, { of: ofMember, count: communities.count });
  return networkFeatures(incidence, tables, {
    cluster,
    communities,
    timing,
    follows: null,
    unmeasured: unmeasuredIn(tables),
  });
}

const benign = strangers(600, 2);
const red = campaign('red', 40, 3);
const world = [...benign, ...red];

/** Of these accounts, who holds it. */
const holders = (accounts: readonly TestAccount[], value: string): TestAccount[] =>
  accounts.filter((each) => each.holds.some(([, held]) => held === value));

describe('liftBits', () => {
  it('is log2 of how much more often members hold it than the rest of all accounts', () => {
    expect(liftBits(10, 40, { reach: 12, accounts: 1000 })).toBeCloseTo(Math.log2(10 / 40 / (2.5 / 1000)), 9);
  });

  it('is 0 for one holder, and held between 0 and 12', () => {
    expect(liftBits(1, 40, { reach: 1, accounts: 1e6 })).toBe(0);
    expect(liftBits(2, 1000, { reach: 900, accounts: 1000 })).toBe(0);
    expect(liftBits(1000, 1000, { reach: 1000, accounts: 1e9 })).toBe(12);
  });
});

describe('moranSpacing', () => {
  it('is about 0 for a draw at random, and above it the closer the ranks are', () => {
    const random = randomOf(6);
    const means = Array.from({ length: 200 }, () => moranSpacing(Array.from({ length: 30 }, random), 1e6));
    expect(Math.abs(means.reduce((a, b) => a + b, 0) / 200)).toBeLessThan(0.05);
    const close = Array.from({ length: 30 }, () => 0.5 + random() / 50);
    expect(moranSpacing(close, 1e6)).toBeGreaterThan(3);
  });

  it('takes equal ranks for one place of the population, not for no distance', () => {
    expect(moranSpacing([0.5, 0.5, 0.5], 1000)).toBeCloseTo(Math.log(1000 / 4) - 0.5772, 9);
  });
});

describe('unmeasuredIn', () => {
  it('lacks nothing where every kind was seen', () => {
    const device = {
      kind: 'device',
      label: 'Device',
      plural: 'Devices',
      family: 'client',
      reliability01: 0.9,
    } as const;
    const declared = [...INDICATOR_KINDS, { ...device, isDeclared: true }];
    const withDevices: TestAccount[] = [...world, { id: 'd', holds: [['device', 'd1']] }];
    expect([...unmeasuredIn(buildTables(withDevices, declared))]).toEqual([]);
  });

  it('names what a dump of addresses alone lacks', () => {
    const bare = buildTables([{ id: 'a', holds: [['ip', '10.0.0.1']] }]);
    expect([...unmeasuredIn(bare)]).toEqual([
      'payment-method',
      'prompt-template',
      'user-agent',
      'declared',
      'activity',
      'sign-ups',
    ]);
  });

  it('has sign-ups as soon as one account says when', () => {
    const tables = buildTables([
      { id: 'a', holds: [] },
      { id: 'b', holds: [], createdMs: START_MS },
    ]);
    expect(unmeasuredIn(tables).has('sign-ups')).toBe(false);
  });
});

/** The campaign, each on a weaker card as well, which some strangers hold. */
const twoCards = [...benign, ...red].map((each, at): TestAccount =>
  at < 590 ? each : { ...each, holds: [...each.holds, ['payment-method', 'card_second']] },
);

describe('networkFeatures', () => {
  const features = featuresOf(world, 'red');

  it.each([
    ['payment-method', 'cardBits'],
    ['prompt-template', 'templateBits'],
    ['user-agent', 'agentBits'],
  ] as const)('gives the mean over members of the best lift among what they hold of %s', (kind, key) => {
    const accounts = twoCards;
    const members = accounts.slice(600);
    const best = members.map((each) =>
      Math.max(
        0,
        ...each.holds
          .filter(([held]) => held === kind)
          .map(([, value]) =>
            liftBits(holders(members, value).length, members.length, {
              reach: holders(accounts, value).length,
              accounts: accounts.length,
            }),
          ),
      ),
    );
    expect(featuresOf(accounts, 'red')[key]).toBeCloseTo(best.reduce((a, b) => a + b, 0) / members.length, 4);
  });

  it('counts the pool, the most used address and members a card as the tables say', () => {
    const valuesOf = (kind: string): string[] => [
      ...new Set(red.flatMap((each) => each.holds.filter(([held]) => held === kind).map(([, value]) => value))),
    ];
    const counts = (kind: string): number[] => valuesOf(kind).map((value) => holders(red, value).length);
    const shared = counts('ip').filter((n) => n > 1);
    expect(features.poolIps).toBe(shared.length);
    expect(features.topIpShare01).toBeCloseTo(Math.max(...shared) / red.length, 9);
    expect(features.rotation).toBeCloseTo(Math.log2(1 + shared.length) * (1 - Math.max(...shared) / red.length), 4);
    const cards = counts('payment-method');
    expect(features.cardFanOut).toBeCloseTo(cards.reduce((a, b) => a + b, 0) / cards.length, 9);
    expect([features.size, features.accounts]).toEqual([40, 640]);
  });

  it('keeps a carrier that everybody uses out of the pool', () => {
    const behindCarrier = red.map((each): TestAccount => ({ ...each, holds: [...each.holds, ['ip', '100.64.0.1']] }));
    const customers = benign.map((each): TestAccount => ({ ...each, holds: [...each.holds, ['ip', '100.64.0.1']] }));
    const found = featuresOf([...customers, ...behindCarrier], 'red');
    expect([found.poolIps, found.topIpShare01]).toEqual([features.poolIps, features.topIpShare01]);
  });

  it('sees synchrony and sign-ups together in a campaign, and neither in an agency', () => {
    const innocent = featuresOf([...benign, ...agency('agency', 30, 8)], 'agency');
    expect(features.synchrony).toBeGreaterThan(0.2);
    expect(features.signUpCoherence).toBeGreaterThan(1.5);
    expect(innocent.synchrony).toBeLessThan(0.02);
    expect(innocent.signUpCoherence).toBeLessThan(0.3);
  });

  it('sees no rotation behind one office address', () => {
    const innocent = featuresOf([...benign, ...agency('agency', 30, 8)], 'agency');
    expect([innocent.poolIps, innocent.topIpShare01, innocent.rotation]).toEqual([1, 1, 0]);
  });

  it('names the verified organisation that most members belong to, with its share', () => {
    const classes = [...course('uni', 30, 4), ...campaign('uni-x', 10, 5)];
    expect(featuresOf([...benign, ...classes], 'uni')).toMatchObject({
      organisation: 'uni',
      organisationShare01: 0.75,
    });
    expect(features).toMatchObject({ organisation: undefined, organisationShare01: 0 });
  });

  it('takes nobody’s word for an organisation that is not verified', () => {
    const claimed = course('uni', 30, 4).map((each): TestAccount => ({ ...each, isVerified: false }));
    expect(featuresOf([...benign, ...claimed], 'uni').organisation).toBeUndefined();
  });

  it('weighs what one cell of a large network shares against the cell, not the network', () => {
    const cell = (name: string, template: string): TestAccount[] =>
      Array.from({ length: 20 }, (_, at) => ({ id: `${name}${at}`, holds: [['prompt-template', template]] }));
    const cells = [...cell('reda', 'one'), ...cell('redb', 'two'), ...cell('redc', 'two')];
    const apart = featuresOf([...benign, ...cells], 'red', (id) => 'abc'.indexOf(id[3]));
    const accounts = benign.length + cells.length;
    // A cell of twenty against those outside the network: the other cell of "two" is neither.
    expect(apart.templateBits).toBeCloseTo(liftBits(20, 20, { reach: 20, accounts }), 4);
    const whole = featuresOf([...benign, ...cells], 'red').templateBits;
    expect(whole).toBeLessThan(apart.templateBits - 0.5);
  });
});

describe('sign-ups together', () => {
  const coherence = (accounts: readonly TestAccount[], prefix: string | ((id: string) => boolean) = 'red'): number =>
    featuresOf(accounts, prefix).signUpCoherence;

  it('are the same whatever accounts of unknown sign-up stand between', () => {
    const unknown = benign.map((each, at): TestAccount => ({ id: `${'az'[at % 2]}-unknown${at}`, holds: each.holds }));
    expect(coherence([...world, ...unknown])).toBeCloseTo(coherence(world), 1);
  });

  it('say nothing about fewer than three members that tell when they signed up', () => {
    const silent = red.map((each, at): TestAccount => (at < 2 ? each : { id: each.id, holds: each.holds }));
    expect(coherence([...benign, ...silent])).toBe(0);
  });

  it('are the same under any names when a dump knows only the day', () => {
    const toTheDay = [...benign, ...agency('red', 40, 8)].map((each): TestAccount => ({
      ...each,
      createdMs: Math.floor((each.createdMs ?? 0) / (40 * DAY_MS)) * 40 * DAY_MS,
    }));
    const { accounts, was } = shuffled(toTheDay, 4);
    const renamed = coherence(accounts, (id) => was.get(id)?.startsWith('red') ?? false);
    expect(renamed).toBeCloseTo(coherence(toTheDay), 6);
    expect(renamed).toBeLessThan(0.7);
  });

  it('are seen in a burst of one day when a dump knows only the day', () => {
    const toTheDay = world.map((each): TestAccount => ({
      ...each,
      createdMs: Math.floor((each.createdMs ?? 0) / DAY_MS) * DAY_MS,
    }));
    expect(coherence(toTheDay)).toBeGreaterThan(1.5);
  });
});
