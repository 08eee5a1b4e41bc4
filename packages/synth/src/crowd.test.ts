import { describe, expect, it } from 'vitest';
import { Supply } from './addresses.js';
import { crowdGroups } from './crowd.js';
import { times, type World } from './people.js';
import { makeFrames } from './prompts.js';
import { Rng } from './rng.js';
import { DAY_MS, START_MS, type Person } from './world.js';

function worldOf(seed: number): World {
  const rng = new Rng(seed);
  const supply = new Supply(rng);
  return {
    rng,
    supply,
    factor: 1,
    days: 14,
    publicFrames: makeFrames(rng, { count: 20, prefix: 'public', intents: ['public'] }),
    vpnExits: supply.siteIps(4),
    carrierNat: times(4, (at) => supply.carrierIp(at)),
  };
}

/** `count` groups of a kind, 100 people each. */
function groupsOf(kind: string, count: number, isHarsh = false): Person[][] {
  const world = worldOf(3);
  const { make } = crowdGroups(isHarsh).find((each) => each.kind === kind)!;
  return times(count, (at) => make(world, 100, `${kind}-${at}`));
}
const distinct = (people: readonly Person[], values: (each: Person) => readonly string[]): number =>
  new Set(people.flatMap(values)).size;
/** By value, how many of these people have it. */
const reach = (people: readonly Person[], values: (each: Person) => readonly string[]): number[] => {
  const counts = new Map<string, number>();
  for (const value of people.flatMap(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
};
const cardsOf = (each: Person): string[] => each.cards.map((card) => card.token);
const devicesOf = (each: Person): readonly string[] => each.devices;
const isBurst = (people: readonly Person[]): boolean => {
  const days = people.map((each) => Math.floor((each.createdMs - START_MS) / DAY_MS)).sort((a, b) => a - b);
  return days[Math.floor(days.length * 0.75)] - days[Math.floor(days.length * 0.25)] <= 1;
};

describe('boot camps', () => {
  const camps = groupsOf('bootcamp', 40);

  it('sign up in the day and a half before two busy days', () => {
    for (const camp of camps) {
      const hours = camp[0].rhythm?.burstHours ?? [];
      const days = [...new Set(hours.map((hour) => Math.floor(hour / 24)))];
      expect(days).toHaveLength(2);
      expect(days[1]).toBe(days[0] + 1);
      expect(days[1]).toBeLessThan(14);
      const before = camp.map((each) => START_MS + days[0] * DAY_MS - each.createdMs);
      expect(Math.min(...before)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...before)).toBeLessThan(1.5 * DAY_MS);
    }
  });

  it('share a venue and course prompts, and some of them a sponsor’s card', () => {
    for (const camp of camps) {
      expect(distinct(camp, (each) => each.ips.slice(0, 1))).toBeLessThanOrEqual(4);
      expect(new Set(camp.map((each) => each.frames)).size).toBe(1);
    }
    const sponsored = camps.filter((camp) => Math.max(...reach(camp, cardsOf)) > 40);
    expect(sponsored.length / camps.length).toBeGreaterThan(0.2);
    expect(sponsored.length / camps.length).toBeLessThan(0.6);
  });
});

describe('integrations', () => {
  const usual = groupsOf('integration', 60);
  const harsh = groupsOf('integration', 60, true);
  const declared = (groups: readonly Person[][]): number =>
    groups.filter((group) => group.every((each) => each.isVerified && each.organisation !== '')).length / groups.length;

  it('run scheduled jobs of one client from a cloud’s few addresses', () => {
    for (const group of usual) {
      expect(distinct(group, (each) => [each.agent])).toBe(1);
      expect(distinct(group, (each) => each.ips)).toBeLessThanOrEqual(12);
      expect(group.every((each) => each.devices.length === 0 && each.rhythm?.minute !== undefined)).toBe(true);
      const hours = group[0].rhythm?.burstHours ?? [];
      expect(new Set(hours.slice(1).map((hour, at) => hour - hours[at])).size).toBe(1);
    }
  });

  it('are declared by half, and never sign up on one day', () => {
    expect(Math.abs(declared(usual) - 0.5)).toBeLessThan(0.2);
    expect(usual.filter(isBurst)).toEqual([]);
  });

  it('sign up on one day in half of the harsh ones, which are rarely declared', () => {
    const launched = harsh.filter(isBurst);
    expect(Math.abs(launched.length / harsh.length - 0.5)).toBeLessThan(0.2);
    expect(declared(launched)).toBeLessThan(0.3);
  });

  it('never run before they signed up', () => {
    for (const { createdMs, rhythm } of harsh.flat())
      expect(START_MS + Math.min(...(rhythm?.burstHours ?? [])) * 3_600_000).toBeGreaterThanOrEqual(createdMs);
  });
});

describe('machines', () => {
  it('of a laboratory serve many students', () => {
    expect(Math.max(...reach(groupsOf('university', 1)[0], devicesOf))).toBeGreaterThan(3);
  });

  it('of offices serve one each', () => {
    expect(Math.max(...reach(groupsOf('office', 1)[0], devicesOf))).toBe(1);
  });

  it('of a household are shared in half of them', () => {
    const sharing = groupsOf('household', 60).filter((group) => Math.max(...reach(group, devicesOf)) > 1);
    expect(Math.abs(sharing.length / 60 - 0.5)).toBeLessThan(0.2);
  });
});
