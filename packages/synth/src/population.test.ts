import { isIPv4 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { BENIGN_GROUPS } from './benign-groups.js';
import { populate } from './population.js';
import { Rng } from './rng.js';
import { scenarioOf } from './scenarios.js';
import type { Person } from './world.js';

const scenario = scenarioOf('lerna-small', {});
const people = populate(new Rng(1), scenario);
const members = people.filter((each) => each.campaign !== '');
const benign = people.filter((each) => each.campaign === '');
const tokensOf = (of: readonly Person[]): Set<string> =>
  new Set(of.flatMap((each) => each.cards.map((card) => card.token)));
const share = (of: readonly Person[], is: (each: Person) => boolean): number => of.filter(is).length / of.length;
const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...a].filter((each) => b.has(each));

describe('populate', () => {
  it('makes as many accounts as the scenario says, each with an id of its own', () => {
    expect(people).toHaveLength(3000);
    expect(new Set(people.map((each) => each.id)).size).toBe(3000);
  });

  it('fills each campaign to its size', () => {
    for (const plan of scenario.campaigns)
      expect(members.filter((each) => each.campaign === plan.name)).toHaveLength(plan.accounts);
  });

  it('puts members among the others, in an order that tells nothing', () => {
    const ranks = people.flatMap((each, at) => (each.campaign === '' ? [] : [at / people.length]));
    const mean = ranks.reduce((a, b) => a + b, 0) / ranks.length;
    expect(Math.abs(mean - 0.5) * Math.sqrt(12 * ranks.length)).toBeLessThan(4);
    expect(people.map((each) => each.id)).toEqual(people.map((each) => each.id).sort());
  });

  it('hides about one member in ten, with cards and addresses of its own', () => {
    const stealth = members.filter((each) => each.isStealth);
    expect(stealth.length / members.length).toBeCloseTo(0.1, 1);
    const others = people.filter((each) => !each.isStealth);
    expect(overlap(tokensOf(stealth), tokensOf(others))).toEqual([]);
    expect(stealth.filter((each) => each.ips.some((ip) => ip.startsWith('198.')))).toEqual([]);
  });

  it('lets every other member pay with a card of its cell', () => {
    const uses = new Map<string, number>();
    for (const { token } of members.flatMap((each) => each.cards)) uses.set(token, (uses.get(token) ?? 0) + 1);
    const open = members.filter((each) => !each.isStealth);
    expect(share(open, (each) => each.cards.some((card) => (uses.get(card.token) ?? 0) > 1))).toBeGreaterThan(0.99);
  });

  it('keeps cards of campaigns apart from one another and from everyone else', () => {
    const sets = scenario.campaigns.map((plan) => tokensOf(members.filter((each) => each.campaign === plan.name)));
    expect([...overlap(sets[0], sets[1]), ...overlap(sets[0], sets[2]), ...overlap(sets[1], sets[2])]).toEqual([]);
    expect(overlap(tokensOf(members), tokensOf(benign))).toEqual([]);
  });

  it('mixes unrelated traffic into the mixed campaign far more than into the others', () => {
    const isMixed = new Set(['kestrel-row']);
    for (const { campaign, campaignShare01 } of members) {
      expect(campaignShare01).toBeGreaterThanOrEqual(isMixed.has(campaign) ? 0.4 : 0.85);
      expect(campaignShare01).toBeLessThanOrEqual(isMixed.has(campaign) ? 0.95 : 1);
    }
  });

  it('has every kind of benign group that looks like a campaign', () => {
    const kinds = new Set(benign.map((each) => each.kind));
    for (const { kind } of BENIGN_GROUPS) expect(kinds).toContain(kind);
    expect(kinds).toContain('proxy customer');
  });

  it('lets strangers rent the proxies of the mixed campaign', () => {
    const pool = new Set(
      members.filter((each) => each.campaign === 'kestrel-row' && !each.isStealth).flatMap((each) => each.ips),
    );
    const customers = benign.filter((each) => each.kind === 'proxy customer');
    expect(share(customers, (each) => each.ips.some((ip) => pool.has(ip)))).toBeGreaterThan(0.5);
  });

  it('gives everyone addresses that are addresses', () => {
    expect(people.flatMap((each) => each.ips).filter((ip) => !isIPv4(ip))).toEqual([]);
    expect(people.filter((each) => each.ips.length === 0)).toEqual([]);
  });

  it('draws the country of members as that of others', () => {
    const countries = [...new Set(people.map((each) => each.country))];
    for (const country of countries)
      expect(share(members, (each) => each.country === country)).toBeCloseTo(
        share(benign, (each) => each.country === country),
        1,
      );
  });

  it('makes the same people from the same seed, and others from another', () => {
    const small = scenarioOf('lerna-small', { accounts: 500 });
    expect(populate(new Rng(4), small)).toEqual(populate(new Rng(4), small));
    expect(populate(new Rng(5), small)).not.toEqual(populate(new Rng(4), small));
  });
});
