import { describe, expect, it } from 'vitest';
import { detectNetworks } from './detect.js';
import { buildIncidence } from './incidence.js';
import { familySum } from './membership.js';
import { findByLinks } from './one-kind.js';
import { DIRECT, LINK_SORTS } from './one-kind-links.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { contactTables, contactWorld, fitOf, type Dealer, type Fit, type Timed } from './testing/contact-worlds.js';
import { START_MS } from './testing/build-tables.js';
import { randomOf } from './testing/worlds.js';

const DAY_MS = 86_400_000;

function find(dealers: readonly Dealer[], timed: Timed) {
  const tables = contactTables(dealers, timed);
  const clusters = findByLinks(buildIncidence(tables, DEFAULT_PARAMETERS), tables, DEFAULT_PARAMETERS);
  return {
    tables,
    clusters,
    groups: clusters.map((each) => Array.from(each.members, (a) => tables.sightings.accounts[a])),
    sorts: clusters.map(({ links }) => [...new Set(Array.from(links?.sort ?? [], (sort) => LINK_SORTS[sort]))].sort()),
  };
}

/** Strangers with two contacts of their own and one of a hundred shops, over two years. */
function strangers(count: number, seed: number): Dealer[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, at) => ({
    id: `s${String(at).padStart(5, '0')}`,
    firstMs: START_MS + Math.floor(random() * 700 * DAY_MS),
    contacts: [`own-${at}-0`, `own-${at}-1`, `shop-${Math.floor(random() * 100)}`],
  }));
}

const crowd = strangers(2000, 3);
const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `c${String(at).padStart(3, '0')}`);
/** Accounts at even distances over two years, so that time says nothing. */
const spread = (count: number, contacts: (at: number) => readonly string[]): Dealer[] =>
  ids(count).map((id, at) => ({ id, firstMs: START_MS + (at + 0.5) * (700 / count) * DAY_MS, contacts: contacts(at) }));
/** Accounts within an hour. */
const burst = (count: number, contacts: (at: number) => readonly string[]): Dealer[] =>
  ids(count).map((id, at) => ({ id, firstMs: START_MS + 99 * DAY_MS + at * 60_000, contacts: contacts(at) }));
const chain = (count: number): Dealer[] => spread(count, (at) => (at === 0 ? ['own-c'] : [ids(count)[at - 1]]));

describe('direct links', () => {
  it('hold a chain together in which every name is held by one account, without any time', () => {
    const { groups, clusters } = find([...crowd, ...chain(10)], 'nothing');
    expect(groups).toEqual([ids(10)]);
    expect(clusters[0].held).toEqual(new Uint32Array(9).fill(1));
    expect(Math.min(...clusters[0].bits)).toBeGreaterThan(0);
  });

  it('count once when each of two accounts names the other', () => {
    const both = spread(8, (at) => [ids(8)[(at + 7) % 8], ids(8)[(at + 1) % 8]]);
    const [{ links }] = find([...crowd, ...both], 'nothing').clusters;
    expect([...(links?.sort ?? [])]).toEqual(Array.from({ length: 8 }, () => DIRECT));
  });

  it('are none when an account names itself, or somebody who is no account', () => {
    const self = spread(10, (at) => [ids(10)[at], 'nobody']);
    expect(find([...crowd, ...self], 'nothing').groups).toEqual([]);
  });

  it('do not lead through a service, an account with more contacts of its own than nearly all', () => {
    const customers = spread(30, () => ['z-service']);
    const service = (strangers: number): Dealer => ({
      id: 'z-service',
      firstMs: START_MS,
      contacts: Array.from({ length: strangers }, (_, at) => `own-z-${at}`),
    });
    expect(find([...crowd, ...customers, service(200)], 'nothing').groups).toEqual([]);
    expect(find([...crowd, ...customers, service(20)], 'nothing').groups).toEqual([[...ids(30), 'z-service']]);
  });

  it('are never cut for the number of those who name one account', () => {
    const hub: Dealer = { id: 'z-hub', firstMs: START_MS, contacts: ['own-z'] };
    expect(find([...crowd, ...spread(1500, () => ['z-hub']), hub], 'nothing').groups[0]).toHaveLength(1501);
  });
});

describe('hubs', () => {
  it('link neighbours in time on a hub that everybody uses, and nobody else on it', () => {
    const popular = crowd.map((each, at) => (at < 40 ? { ...each, contacts: [...each.contacts, 'exchange'] } : each));
    const ring = burst(12, (at) => [`own-c-${at}`, 'exchange']).map((each) => ({ ...each, campaign: 'c' }));
    const { groups, sorts } = find([...popular, ...ring], 'sightings');
    expect(groups).toHaveLength(1);
    expect(groups[0]).toEqual(expect.arrayContaining(ids(12)));
    expect(groups[0].length).toBeLessThan(16);
    expect(sorts).toEqual([['window']]);
  });

  it('link nobody when their accounts came one by one', () => {
    expect(find([...crowd, ...spread(12, (at) => [`own-c-${at}`, 'collector'])], 'accounts').groups).toEqual([]);
  });

  it('link all of their accounts when those came together, even some days apart', () => {
    const days = ids(12).map((id, at): Dealer => ({
      id,
      firstMs: START_MS + 99 * DAY_MS + at * 1.5 * DAY_MS,
      contacts: [`own-c-${at}`, 'collector'],
    }));
    const { groups, sorts } = find([...crowd, ...days], 'accounts');
    expect(groups).toEqual([ids(12)]);
    expect(sorts).toEqual([['coherent']]);
  });

  it('link nobody when two accounts alone use them: rarity is no evidence here', () => {
    const pairs = burst(12, (at) => [`pair-${at >> 1}`, `bond-${(at + 1) >> 1}`]);
    expect(find([...crowd, ...pairs], 'accounts').groups).toEqual([]);
  });

  it('say nothing where nothing has a time', () => {
    expect(find([...crowd, ...burst(12, () => ['collector'])], 'nothing').groups).toEqual([]);
  });
});

describe('a detection of contacts alone', () => {
  const star = burst(12, (at) => [`own-c-${at}`, 'collector']).map((each) => ({ ...each, id: `t${each.id}` }));
  const tables = contactTables([...crowd, ...chain(10), ...star], 'accounts');
  const detected = detectNetworks(tables);

  it('gives every network a small q, and to a person to look at', async () => {
    const { networks, parameters } = await detected;
    expect(parameters['mode']).toBe('one-kind');
    expect(networks.map(({ record }) => [record.accounts, record.tier])).toEqual([
      [12, 'review'],
      [10, 'review'],
    ]);
    for (const { record } of networks) expect(record.q).toBeLessThan(1e-6);
  });

  it('states bits that follow from the counts of who holds what', async () => {
    const { networks } = await detected;
    for (const { core, coreBits, members, record } of networks) {
      const rows = Array.from(core, (e) => tables.sightings.indicator.filter((each) => each === e).length);
      expect(record.core.map((each) => each.reach)).toEqual(rows);
      expect(record.core.map((each) => each.members)).toEqual(rows);
      members.account.forEach((a, row) => {
        const held = Array.from(coreBits).filter((_, k) =>
          tables.sightings.indicator.some((e, at) => e === core[k] && tables.sightings.account[at] === a),
        );
        const sum = held.reduce((total, bits) => total + bits, 0);
        expect(members.bits[row]).toBeCloseTo(familySum(Math.max(0, ...held), sum), 4);
      });
    }
  });

  it('says by what the accounts are joined', async () => {
    const [starred, chained] = (await detected).networks.map(({ record }) => record);
    const sentence = (record: typeof starred, code: string): string =>
      record.reasons.find((reason) => reason.code === code)?.sentence ?? '';
    expect(sentence(chained, 'links')).toBe('They are joined by 9 direct links from one to another.');
    expect(sentence(chained, 'significance')).toMatch(/^Its members name one another so often/);
    expect(sentence(chained, 'rarest')).toBe('');
    expect(sentence(starred, 'significance')).toMatch(/^Its members meet at the same time so often/);
    expect(sentence(starred, 'rarest')).toMatch(/^12 members share one contact; /);
  });

  it('asks whether a contact is popular by the links that run over it', async () => {
    for (const { record } of (await detected).networks)
      expect(record.hypotheses.find(({ id }) => id === 'popular-prompt')).toMatchObject({
        question: 'Popular contact',
        answer: 'excluded',
      });
    const exchange = crowd.map((each) => ({ ...each, contacts: [...each.contacts, 'exchange'] }));
    const users = burst(12, () => ['exchange']).map((each) => ({ ...each, campaign: 'c' }));
    const few = exchange.map((each, at) => (at < 40 ? each : { ...each, contacts: each.contacts.slice(0, 3) }));
    const { networks } = await detectNetworks(contactTables([...few, ...users], 'sightings'));
    expect(networks[0].record.hypotheses.find(({ id }) => id === 'popular-prompt')).toMatchObject({
      answer: 'explains',
      figure: expect.stringMatching(/^(\d+) of \1 links run over contacts that mostly serve others$/),
    });
  });

  it('says what a chain rests on: its middle', async () => {
    const { record } = (await detected).networks[1];
    expect(record.fragility[0]).toMatchObject({ without: 'this contact', kind: 'contact', remains: 0.5, holds: false });
  });

  it('says that a burst rests on its day: without what was seen then, no two of it are linked', async () => {
    const users = burst(12, (at) => ['hub', `own-b-${at}`]);
    const { networks } = await detectNetworks(contactTables([...crowd, ...users], 'accounts'));
    const days = networks[0].record.fragility.filter(({ kind }) => kind === 'day');
    const value = new Date(START_MS + 99 * DAY_MS).toISOString().slice(0, 10);
    expect(days).toMatchObject([{ value, remains: 1 / 12, holds: false }]);
  });
});

describe('campaigns that nobody tuned for', () => {
  const SEEDS = [11, 12, 13, 14];
  const fits = (timed: Timed): Fit[] =>
    SEEDS.map((seed) => {
      const dealers = contactWorld(12_000, seed);
      return fitOf(dealers, find(dealers, timed).groups);
    });
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

  it.each([
    ['sightings', 0.9, 0.84],
    ['accounts', 0.87, 0.79],
    ['nothing', 0.79, 0.65],
  ] as const)('are found where times are those of %s', (timed, f1, ari) => {
    const found = fits(timed);
    expect(mean(found.map((each) => each.f1))).toBeGreaterThan(f1);
    expect(mean(found.map((each) => each.ari))).toBeGreaterThan(ari);
    expect(Math.min(...found.map((each) => each.precision))).toBeGreaterThan(0.85);
  });

  it('are the same accounts under other names, and the same in another order of contacts', () => {
    const dealers = contactWorld(4000, 21);
    const order = dealers.map((_, at) => at);
    const random = randomOf(5);
    const lots = order.map(() => random());
    order.sort((x, y) => lots[x] - lots[y]);
    const renamed = new Map(dealers.map(({ id }, at) => [id, `r${String(order[at]).padStart(5, '0')}`]));
    const other = dealers.map((each) => ({
      ...each,
      id: renamed.get(each.id)!,
      contacts: each.contacts.map((value) => renamed.get(value) ?? value).toReversed(),
    }));
    const sets = (groups: readonly (readonly string[])[], nameOf: (id: string) => string): string[] =>
      groups.map((group) => group.map(nameOf).toSorted().join()).toSorted((x, y) => (x < y ? -1 : 1));
    for (const timed of ['accounts', 'nothing'] as const)
      expect(sets(find(other, timed).groups, (id) => id)).toEqual(
        sets(find(dealers, timed).groups, (id) => renamed.get(id)!),
      );
  });
});
