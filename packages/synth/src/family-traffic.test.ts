import { describe, expect, it } from 'vitest';
import { makeScenario, requestedScenario, usesOf, type MadeScenario } from './made-scenario.js';
import { frameAt } from './uses.js';
import { DAY_MS, START_MS } from './world.js';

const made = (name: string, accounts: number): MadeScenario => makeScenario(requestedScenario({ name, accounts }), 2);
const moderate = made('moderate', 5000);
const mixed = made('mixed', 5000);
const regrowth = made('regrowth', 5000);

/** Exchanges of each person: of its campaign, and in all. */
function counted({ people, traffic }: MadeScenario): { campaign: number; all: number }[] {
  const counts = people.map(() => ({ campaign: 0, all: 0 }));
  traffic.person.forEach((person, at) => {
    counts[person].all++;
    counts[person].campaign += traffic.isCampaign[at];
  });
  return counts;
}
const membersIn = ({ people }: MadeScenario): number[] =>
  people.flatMap((each, at) => (each.campaign === '' ? [] : [at]));
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('traffic of the detection tests', () => {
  it.each([moderate, mixed, regrowth])('keeps to its days, sign-ups and bans', (each) => {
    const { people, traffic, scenario } = each;
    traffic.timeMs.forEach((time, at) => {
      const { createdMs, bannedMs } = people[traffic.person[at]];
      const isAlive = START_MS + time >= createdMs && START_MS + time < (bannedMs ?? Number.POSITIVE_INFINITY);
      if (!isAlive || time < 0 || time >= scenario.days * DAY_MS) expect.fail(`exchange ${at} at ${time}`);
    });
    expect(Math.min(...counted(each).map(({ all }) => all))).toBeGreaterThanOrEqual(1);
  });

  it('makes as many exchanges as the scenario has', () => {
    expect(Math.abs(moderate.traffic.person.length - 60_000)).toBeLessThanOrEqual(1);
  });

  it('lets members make 36 exchanges each, and 60 where they carry others’ traffic', () => {
    expect(mean(membersIn(moderate).map((at) => counted(moderate)[at].all))).toBeCloseTo(36, 0);
    const counts = counted(mixed);
    expect(mean(membersIn(mixed).map((at) => counts[at].all))).toBeCloseTo(60, 0);
  });

  it('makes the share of each member’s exchanges the campaign’s that its truth says', () => {
    const counts = counted(mixed);
    for (const at of membersIn(mixed)) {
      const { campaign, all } = counts[at];
      expect(Math.abs(campaign - all * mixed.people[at].campaignShare01)).toBeLessThanOrEqual(1);
    }
  });

  it('writes unrelated exchanges of members as chat and public prompts, the campaign’s with its templates', () => {
    const { people, traffic } = mixed;
    const uses = usesOf(mixed);
    let publicOnes = 0;
    let unrelated = 0;
    traffic.person.forEach((person, at) => {
      if (people[person].campaign === '') return;
      const frame = frameAt(people[person], uses.frame[at]);
      if (traffic.isCampaign[at] === 1) {
        if (!frame?.id.startsWith(people[person].campaign)) expect.fail(`exchange ${at} has ${frame?.id}`);
        return;
      }
      unrelated++;
      if (frame === undefined) return;
      publicOnes++;
      if (!frame.id.startsWith('public-')) expect.fail(`exchange ${at} has ${frame.id}`);
    });
    expect(publicOnes / unrelated).toBeCloseTo(0.4, 1);
  });

  it('puts hidden members into the same busy hours as others', () => {
    const { people, traffic } = moderate;
    const share = (isStealth: boolean): number => {
      const inside: number[] = [];
      traffic.person.forEach((person, at) => {
        const each = people[person];
        if (traffic.isCampaign[at] === 0 || each.isStealth !== isStealth) return;
        inside.push(each.rhythm?.burstHours.includes(Math.floor(traffic.timeMs[at] / 3_600_000)) ? 1 : 0);
      });
      return mean(inside);
    };
    expect(share(true)).toBeGreaterThan(0.55);
    expect(Math.abs(share(true) - share(false))).toBeLessThan(0.1);
  });

  it('deals 25 requests a day to each account behind the load balancer, on top of the others', () => {
    const alternating = made('alternating', 2000);
    const counts = counted(alternating);
    const own = membersIn(alternating).map((at) => counts[at]);
    expect(own.reduce((sum, { campaign }) => sum + campaign, 0)).toBe(50 * 25 * 14);
    expect(own.every(({ campaign, all }) => campaign === all && campaign > 300 && campaign < 400)).toBe(true);
    expect(Math.abs(alternating.traffic.person.length - 24_000 - 17_500)).toBeLessThanOrEqual(1);
  });

  it('runs scheduled jobs at one minute of the hour', () => {
    const { people, traffic } = moderate;
    const at = people.findIndex((each) => each.kind === 'integration' && (each.rhythm?.burstHours.length ?? 0) > 20);
    const minute = people[at].rhythm?.minute;
    const minutes = [...traffic.timeMs].flatMap((time, index) =>
      traffic.person[index] === at ? [Math.floor((time % 3_600_000) / 60_000)] : [],
    );
    expect(minutes.filter((each) => each === minute).length / minutes.length).toBeGreaterThan(0.6);
  });
});
