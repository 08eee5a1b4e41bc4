import { isIPv4 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { populate } from './population.js';
import { Rng } from './rng.js';
import { scenarioOf } from './scenarios.js';
import { DAY_MS, START_MS, type Person } from './world.js';

const ACCOUNTS = 20_000;
const peopleOf = (name: string, seed = 1, accounts = ACCOUNTS): Person[] =>
  populate(new Rng(seed), scenarioOf(name, { accounts, seed }));
const membersOf = (people: readonly Person[], campaign?: string): Person[] =>
  people.filter((each) => (campaign === undefined ? each.campaign !== '' : each.campaign === campaign));
const openOf = (people: readonly Person[]): Person[] => membersOf(people).filter((each) => !each.isStealth);
const share = (of: readonly Person[], is: (each: Person) => boolean): number => of.filter(is).length / of.length;
const isRented = (ip: string): boolean => /^198\.1[89]\./.test(ip);

/** How many of these people have each value. */
function reach(of: readonly Person[], values: (each: Person) => readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const person of of) for (const value of new Set(values(person))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
const cardsOf = (each: Person): string[] => each.cards.map((card) => card.token);
const shared = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].flatMap(([value, count]) => (count > 1 ? [value] : []));

const moderate = peopleOf('moderate');
const hard = peopleOf('hard');
const regrowth = peopleOf('regrowth');
const harsh = peopleOf('null');

describe.each([
  ['moderate', moderate],
  ['hard', hard],
  ['regrowth', regrowth],
  ['null', harsh],
  ['mixed', peopleOf('mixed', 1, 3000)],
  ['alternating', peopleOf('alternating', 1, 3000)],
  ['drawn', peopleOf('drawn', 1, 3000)],
  ['hard, as small as can be', peopleOf('hard', 1, 500)],
])('everyone in %s', (_, people) => {
  it('has an id of their own, addresses, and the right length of life', () => {
    expect(new Set(people.map((each) => each.id)).size).toBe(people.length);
    expect(people.filter((each) => each.ips.length === 0 || !each.ips.every(isIPv4))).toEqual([]);
    expect(people.filter((each) => each.createdMs >= START_MS + 20 * DAY_MS)).toEqual([]);
  });

  it('holds each thing once', () => {
    for (const { ips, cards, devices } of people)
      for (const list of [ips, cards.map((card) => card.token), devices]) expect(new Set(list).size).toBe(list.length);
  });
});

describe('moderate', () => {
  it('fills each campaign to its size', () => {
    const sizes = scenarioOf('moderate', { accounts: ACCOUNTS }).campaigns;
    for (const { name, accounts } of sizes) expect(membersOf(moderate, name)).toHaveLength(accounts);
    expect(moderate).toHaveLength(ACCOUNTS);
  });

  it('hides one member in five, who share nothing but templates and hours', () => {
    const stealth = membersOf(moderate).filter((each) => each.isStealth);
    expect(stealth.length / membersOf(moderate).length).toBeCloseTo(0.2, 1);
    const cards = reach(moderate, cardsOf);
    const devices = reach(moderate, (each) => each.devices);
    for (const each of stealth) {
      expect(each.ips.filter(isRented)).toEqual([]);
      expect([...cardsOf(each).map((card) => cards.get(card)), ...each.devices.map((id) => devices.get(id))]).toEqual([
        1, 1,
      ]);
      expect(each.frames.length).toBeGreaterThan(2);
      expect(each.rhythm?.share01).toBe(0.6);
    }
  });

  it('gives a campaign 3 to 11 templates, which nobody but members and those that it leaked to use', () => {
    for (const { name } of scenarioOf('moderate', {}).campaigns) {
      const templates = new Set(membersOf(moderate, name).flatMap((each) => each.frames.map((frame) => frame.id)));
      expect(templates.size).toBeGreaterThanOrEqual(3);
      expect(templates.size).toBeLessThanOrEqual(11);
      const others = moderate.filter(
        (each) => each.campaign !== name && each.frames.some((frame) => templates.has(frame.id)),
      );
      expect(others.every((each) => each.campaign === '')).toBe(true);
      // 40 among 100,000 accounts.
      expect(others.length).toBeGreaterThanOrEqual(7);
      expect(others.length).toBeLessThanOrEqual(8);
      const leaked = new Set(
        others.flatMap((each) => each.frames.map((frame) => frame.id).filter((id) => templates.has(id))),
      );
      expect(leaked.size).toBe(1);
    }
  });

  it('lets 1.5 to 6 benign customers rent each address of the proxies', () => {
    const pool = new Set(membersOf(moderate).flatMap((each) => each.ips.filter(isRented)));
    const customers = reach(
      moderate.filter((each) => each.campaign === ''),
      (each) => each.ips.filter(isRented),
    );
    expect([...customers.keys()].filter((ip) => !pool.has(ip))).toEqual([]);
    const mean = [...customers.values()].reduce((a, b) => a + b, 0) / pool.size;
    expect(mean).toBeGreaterThan(3);
    expect(mean).toBeLessThan(4.5);
    expect(Math.max(...customers.values())).toBeLessThanOrEqual(7);
  });

  it('joins the second and the third campaign by two cards of a vendor, 8 accounts of each a card', () => {
    const second = reach(membersOf(moderate, 'sandpiper'), cardsOf);
    const third = reach(membersOf(moderate, 'alder-weir'), cardsOf);
    const both = [...second.keys()].filter((card) => third.has(card));
    expect(both.map((card) => [second.get(card), third.get(card)])).toEqual([
      [8, 8],
      [8, 8],
    ]);
  });

  it('shares no other card or machine between campaigns, or with anyone else', () => {
    const campaigns = ['reedmace', 'tern-gate', 'fenbridge', ''].map((name) => membersOf(moderate, name));
    const things = campaigns.map((of) => new Set(of.flatMap((each) => [...cardsOf(each), ...each.devices])));
    things.forEach((one, at) => {
      for (const other of things.slice(at + 1)) expect([...one].filter((thing) => other.has(thing))).toEqual([]);
    });
  });

  it('covers members with public prompts and VPN exits, as others use them', () => {
    const members = membersOf(moderate);
    expect(members.filter((each) => each.coverFrames.length === 0)).toEqual([]);
    expect(members.every((each) => each.coverFrames.every((frame) => frame.id.startsWith('public-')))).toBe(true);
    const exits = reach(moderate, (each) => each.ips.filter((ip) => ip.startsWith('172.16.0.')));
    expect(exits.size).toBe(8);
    expect(share(openOf(moderate), (each) => each.ips.some((ip) => exits.has(ip)))).toBeCloseTo(0.2, 1);
  });
});

describe('hard', () => {
  const open = openOf(hard);

  it('hides 35 members in 100', () => {
    expect(share(membersOf(hard), (each) => each.isStealth)).toBeCloseTo(0.35, 1);
  });

  it('has three times as many cards as moderate, which 4 in 10 of the others use', () => {
    const pooled = (each: Person): string[] =>
      each.cards.flatMap((card) => (card.bin.startsWith('9041') ? [card.token] : []));
    const used = share(open, (each) => pooled(each).length > 0);
    expect(Math.abs(used - 0.4)).toBeLessThan(0.1);
    // Some of the many cards of hard are used by nobody.
    const ratio = reach(open, pooled).size / reach(openOf(moderate), pooled).size;
    expect(ratio).toBeGreaterThan(1.5);
    expect(ratio).toBeLessThanOrEqual(3.2);
  });

  it('shares machines among fewer than 3 in 10', () => {
    const devices = reach(hard, (each) => each.devices);
    const users = share(open, (each) => each.devices.some((id) => (devices.get(id) ?? 0) > 1));
    expect(users).toBeGreaterThan(0.15);
    expect(users).toBeLessThan(0.35);
  });

  it('words every template in four ways, of which a member uses one or two', () => {
    const wordings = (id: string): string => id.replace(/-v\d$/, '');
    for (const { name } of scenarioOf('hard', {}).campaigns.slice(0, 2)) {
      const ids = new Set(membersOf(hard, name).flatMap((each) => each.frames.map((frame) => frame.id)));
      const templates = new Set([...ids].map(wordings));
      expect(ids.size).toBe(4 * templates.size);
    }
    for (const { frames } of membersOf(hard)) {
      const counts = new Map<string, number>();
      for (const { id } of frames) counts.set(wordings(id), (counts.get(wordings(id)) ?? 0) + 1);
      expect(Math.max(...counts.values())).toBeLessThanOrEqual(2);
    }
  });

  it('gives members one to three proxies with about six benign users each', () => {
    expect(open.every((each) => [1, 2, 3].includes(each.ips.filter(isRented).length))).toBe(true);
    const pool = new Set(open.flatMap((each) => each.ips.filter(isRented)));
    const customers = reach(
      hard.filter((each) => each.campaign === ''),
      (each) => each.ips.filter(isRented),
    );
    const mean = [...customers.values()].reduce((a, b) => a + b, 0) / pool.size;
    expect(mean).toBeCloseTo(6, 0);
  });
});

describe('mixed', () => {
  it('lets 20 to 95 % of members’ exchanges be the campaign’s', () => {
    const shares = membersOf(peopleOf('mixed')).map((each) => each.campaignShare01);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.2);
    expect(Math.max(...shares)).toBeLessThanOrEqual(0.95);
    expect(shares.reduce((a, b) => a + b, 0) / shares.length).toBeCloseTo(0.575, 1);
  });
});

describe('alternating', () => {
  it('ties its fifty accounts by two subnets, three templates, and ten cards for 4 in 10', () => {
    const members = membersOf(peopleOf('alternating', 1, 3000));
    expect(members).toHaveLength(50);
    const ips = members.flatMap((each) => each.ips);
    expect(new Set(ips).size).toBe(50);
    expect(new Set(ips.map((ip) => ip.slice(0, ip.lastIndexOf('.')))).size).toBe(2);
    expect(new Set(members.flatMap((each) => each.frames.map((frame) => frame.id))).size).toBe(3);
    const cards = reach(members, cardsOf);
    expect(shared(cards).length).toBeGreaterThan(3);
    expect(shared(cards).length).toBeLessThanOrEqual(10);
    expect(members.every((each) => each.createdMs < START_MS)).toBe(true);
  });
});

describe('regrowth', () => {
  const plan = scenarioOf('regrowth', {});
  const banMs = START_MS + 14 * DAY_MS;
  const generation = (name: string, number: number): Person[] =>
    membersOf(regrowth, name).filter((each) => each.generation === number);
  const surviving = (values: (each: Person) => readonly string[]): number => {
    const kept = plan.campaigns.slice(0, 5).map(({ name }) => {
      const [old, now] = [1, 2].map(
        (number) =>
          new Set(
            generation(name, number)
              .filter((each) => !each.isStealth)
              .flatMap(values),
          ),
      );
      return [[...now].filter((each) => old.has(each)).length, old.size];
    });
    return kept.reduce((sum, [both]) => sum + both, 0) / kept.reduce((sum, [, old]) => sum + old, 0);
  };

  it('bans every account of the first generation at one moment, and nobody else', () => {
    for (const each of regrowth) {
      const isFirst = each.campaign !== '' && each.campaign !== 'millrace' && each.generation === 1;
      expect(each.bannedMs).toBe(isFirst ? banMs : undefined);
      if (isFirst) expect(each.createdMs).toBeLessThan(START_MS);
    }
  });

  it('opens six successors for ten banned accounts, within a day', () => {
    for (const { name } of plan.campaigns.slice(0, 5)) {
      expect(generation(name, 2)).toHaveLength(Math.round(generation(name, 1).length * 0.6));
      const since = generation(name, 2).map((each) => each.createdMs - banMs);
      expect(Math.min(...since)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...since)).toBeLessThan(DAY_MS);
    }
  });

  it('keeps a part of the infrastructure: addresses, cards, machines, templates', () => {
    expect(surviving((each) => each.ips.filter(isRented))).toBeCloseTo(0.25, 1);
    expect(surviving((each) => each.frames.map((frame) => frame.id))).toBeCloseTo(0.5, 1);
    // Cards and machines of single members count as old ones that do not survive.
    expect(surviving(cardsOf)).toBeGreaterThan(0);
    expect(surviving(cardsOf)).toBeLessThan(0.15);
    expect(surviving((each) => each.devices)).toBeGreaterThan(0.05);
    expect(surviving((each) => each.devices)).toBeLessThan(0.35);
  });

  it('keeps the hours of the day at which an operator is busy', () => {
    for (const { name } of plan.campaigns.slice(0, 5)) {
      const [old, now] = [1, 2].map(
        (number) => new Set(generation(name, number)[0].rhythm?.burstHours.map((hour) => hour % 24)),
      );
      expect(new Set([...old, ...now]).size).toBeLessThanOrEqual(8);
    }
    const hours = generation('reedmace', 2)[0].rhythm?.burstHours ?? [];
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(15 * 24);
  });

  it('has an operator that rents half of its addresses where a banned one did, and is nobody’s successor', () => {
    const rival = membersOf(regrowth, 'millrace');
    expect(rival.every((each) => each.generation === 1 && each.createdMs >= banMs)).toBe(true);
    const pool = new Set(rival.flatMap((each) => each.ips.filter(isRented)));
    const old = new Set(generation('reedmace', 1).flatMap((each) => each.ips));
    expect([...pool].filter((ip) => old.has(ip)).length / pool.size).toBeCloseTo(0.5, 1);
    const things = (of: readonly Person[]): string[] =>
      of.flatMap((each) => [...cardsOf(each), ...each.devices, ...each.frames.map((frame) => frame.id)]);
    const others = new Set(things(membersOf(regrowth).filter((each) => each.campaign !== 'millrace')));
    expect(things(rival).filter((thing) => others.has(thing))).toEqual([]);
  });
});

describe('null', () => {
  it('has no member, and more adversarial groups than others', () => {
    expect(membersOf(harsh)).toEqual([]);
    const integrated = (of: readonly Person[]): number => of.filter((each) => each.kind === 'integration').length;
    expect(integrated(harsh)).toBeGreaterThan(integrated(moderate));
    expect(harsh.some((each) => each.kind === 'bootcamp')).toBe(true);
  });
});

describe('drawn', () => {
  it('makes other campaigns from other seeds, and the same from the same', () => {
    const kinds = (seed: number): unknown => peopleOf('drawn', seed, 3000);
    expect(kinds(3)).toEqual(kinds(3));
    expect(kinds(3)).not.toEqual(kinds(4));
  });
});
