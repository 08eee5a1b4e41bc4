import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { populate } from './population.js';
import { Rng } from './rng.js';
import { scenarioOf } from './scenarios.js';
import { makeTraffic } from './traffic.js';
import { DAY_MS, START_MS } from './world.js';

const scenario = scenarioOf('lerna-small', {});
const rng = new Rng(1);
const people = populate(rng, scenario);
const traffic = makeTraffic(rng, scenario, people);
const campaign = new Uint32Array(people.length);
const all = new Uint32Array(people.length);
traffic.person.forEach((person, at) => {
  all[person]++;
  campaign[person] += traffic.isCampaign[at];
});
const volume = (name: string): number =>
  people.reduce((sum, each, at) => sum + (each.campaign === name ? campaign[at] : 0), 0);

describe('makeTraffic', () => {
  it('deals out as many exchanges as the scenario has', () => {
    expect(traffic.timeMs).toHaveLength(40_000);
  });

  it('gives everyone at least one exchange, and every member three of its campaign', () => {
    expect(Math.min(...all)).toBe(1);
    const members = people.flatMap((each, at) => (each.campaign === '' ? [] : [campaign[at]]));
    expect(members.reduce((a, b) => a + b, 0) / members.length).toBeGreaterThan(3);
    expect(Math.min(...members)).toBeGreaterThanOrEqual(1);
  });

  it('deals campaigns 0.9 : 20.5 : 78.6 of their traffic', () => {
    const total = campaign.reduce((a, b) => a + b, 0);
    expect(volume('saltmarsh') / total).toBeCloseTo(0.009, 2);
    expect(volume('greylag') / total).toBeCloseTo(0.205, 2);
    expect(volume('kestrel-row') / total).toBeCloseTo(0.786, 2);
    expect(total / 40_000).toBeCloseTo(0.46, 2);
  });

  it('gives nobody outside a campaign an exchange of one', () => {
    expect(people.filter((each, at) => each.campaign === '' && campaign[at] > 0)).toEqual([]);
  });

  it('mixes into a member’s exchanges as many others as its share says', () => {
    people.forEach((each, at) => {
      if (each.campaign === '') return;
      expect(Math.abs(campaign[at] - all[at] * each.campaignShare01)).toBeLessThanOrEqual(0.5 + 1e-9);
    });
  });

  it('runs forward in time through the 45 days', () => {
    expect(traffic.timeMs.every((time, at) => at === 0 || time >= Math.floor(traffic.timeMs[at - 1]))).toBe(true);
    expect(traffic.timeMs[0]).toBeGreaterThanOrEqual(0);
    expect(traffic.timeMs.at(-1)).toBeLessThan(scenario.days * DAY_MS);
  });

  it('has no exchange before its account signed up', () => {
    const early = traffic.timeMs.filter((time, at) => START_MS + time < people[traffic.person[at]].createdMs);
    expect([...early]).toEqual([]);
  });

  it('puts most of a campaign into the busy hours of its cells', () => {
    let inside = 0;
    let total = 0;
    traffic.timeMs.forEach((time, at) => {
      const rhythm = people[traffic.person[at]].rhythm;
      if (traffic.isCampaign[at] === 0 || rhythm === undefined) return;
      total++;
      if (rhythm.burstHours.includes(Math.floor(time / 3_600_000))) inside++;
    });
    expect(inside / total).toBeGreaterThan(0.78);
  });

  it('gives the same traffic for the same seed', () => {
    const again = new Rng(1);
    expect(makeTraffic(again, scenario, populate(again, scenario))).toEqual(traffic);
  });

  it('is the traffic that this seed has always given', () => {
    const hash = createHash('sha256');
    for (const column of [traffic.timeMs, traffic.person, traffic.isCampaign]) hash.update(column);
    expect(hash.digest('hex')).toBe('0ebc86c255252b8a07f32aeed38f8508428a0298729a71555acd6c4b4d3bdf23');
  });
});
