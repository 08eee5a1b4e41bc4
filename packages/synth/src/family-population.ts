import { makeGroups } from './benign-groups.js';
import { crowdGroups, ownDevices } from './crowd.js';
import { knobOperator, operatorPeople, successorOf, type KnobOperator, type Span } from './operators.js';
import { ordinaryIps, person, times, type World } from './people.js';
import type { Frame } from './prompts.js';
import type { FamilyScenario, KnobPlan, RegrowthPlan } from './scenarios.js';
import { DAY_MS, START_MS, type Person } from './world.js';

/** Everyone in a scenario of the detection tests, in no order: members, benign groups, and people on their own. */
export function familyPeople(world: World, scenario: FamilyScenario): Person[] {
  const { operators, members } = campaignsOf(world, scenario);
  const groups = makeGroups(world, scenario.accounts - members.length, crowdGroups(scenario.isHarsh));
  const alone = scenario.accounts - members.length - groups.length;
  return [...members, ...groups, ...individuals(world, operators, alone)];
}

/** The operators of a scenario, and all accounts that they open. */
interface Campaigns {
  readonly operators: readonly KnobOperator[];
  readonly members: readonly Person[];
}

/** Days before START_MS in which the waves of sign-ups begin, so that all members work from the first day. */
const BEFORE: readonly [number, number] = [-40, -12];

/** The campaigns of a scenario without the crowd around them. */
export function campaignsOf(world: World, scenario: FamilyScenario): Campaigns {
  const { regrowth } = scenario;
  const first = scenario.campaigns
    .filter((plan) => plan.rents01 === undefined)
    .map((plan) => knobOperator(world, plan));
  const members = first.map((operator) =>
    operatorPeople(world, operator, {
      generation: 1,
      signUp: BEFORE,
      signUpDays: operator.plan.knobs.signUpDays,
      work: [0, regrowth?.banDay ?? scenario.days],
      bannedMs: regrowth && START_MS + regrowth.banDay * DAY_MS,
    }),
  );
  shareVendorCards(world, members, scenario.vendorCards);
  const later = regrowth ? afterBan(world, scenario, { regrowth, first }) : { operators: [], members: [] };
  return { operators: [...first, ...later.operators], members: [...members.flat(), ...later.members] };
}

/** Successors within a day of the ban, and the operators that only then begin. */
function afterBan(
  world: World,
  { campaigns, days }: FamilyScenario,
  { regrowth, first }: { readonly regrowth: RegrowthPlan; readonly first: readonly KnobOperator[] },
): Campaigns {
  const { banDay } = regrowth;
  const span: Span = {
    generation: 2,
    signUp: [banDay, banDay],
    signUpDays: 1,
    work: [banDay + 1, days],
    bannedMs: undefined,
  };
  const successors = first.map((operator) => successorOf(world, operator, regrowth));
  const newcomers = campaigns.flatMap((plan) => (plan.rents01 === undefined ? [] : [newcomer(world, plan, first[0])]));
  return {
    operators: [...successors, ...newcomers],
    members: [
      ...successors.flatMap((operator) => operatorPeople(world, operator, span)),
      ...newcomers.flatMap((operator) => operatorPeople(world, operator, { ...span, generation: 1 })),
    ],
  };
}

/** An operator that rents part of another one's addresses from the same vendor, and has nothing else of it. */
function newcomer(world: World, plan: KnobPlan, other: KnobOperator): KnobOperator {
  const own = knobOperator(world, plan);
  const rented = world.rng.sample(other.pool, Math.round(own.pool.length * (plan.rents01 ?? 0)));
  return { ...own, pool: [...rented, ...own.pool.slice(rented.length)] };
}

/** Cards that accounts of the second and of the third campaign bought of one vendor, 8 of each a card where there are enough. */
function shareVendorCards(world: World, campaigns: Person[][], count: number): void {
  for (let card = 0; card < count; card++) {
    const bought = world.supply.card();
    for (const people of campaigns.slice(1, 3)) {
      const open = people.flatMap((each, at) => (each.isStealth ? [] : [at]));
      for (const at of world.rng.sample(open, Math.min(8, Math.floor(people.length / 4))))
        people[at] = { ...people[at], cards: [...people[at].cards, bought] };
    }
  }
}

/** What someone on their own has in common with a campaign without being part of it. */
interface Chance {
  readonly ips: string[];
  readonly frames: Frame[];
}

/** People on their own; some rent the campaigns' proxies, and some use a template that leaked. */
function individuals(world: World, operators: readonly KnobOperator[], count: number): Person[] {
  const chances = new Map<number, Chance>();
  const chanceOf = (at: number): Chance => {
    const known = chances.get(at) ?? { ips: [], frames: [] };
    chances.set(at, known);
    return known;
  };
  if (count > 0) {
    for (const ips of customers(world, operators)) chanceOf(world.rng.int(0, count - 1)).ips.push(...ips);
    for (const frame of leaks(world, operators)) chanceOf(world.rng.int(0, count - 1)).frames.push(frame);
  }
  return times(count, (at) => individual(world, chances.get(at)));
}

function individual(world: World, chance: Chance | undefined): Person {
  const devices = ownDevices(world);
  if (!chance) return person(world, 'individual', { devices });
  return person(world, chance.ips.length > 0 ? 'proxy customer' : 'template user', {
    devices,
    ...(chance.ips.length > 0 ? { ips: [...new Set([...ordinaryIps(world), ...chance.ips])] } : {}),
    ...(chance.frames.length > 0 ? { frames: chance.frames, frameShare01: 0.5 } : {}),
  });
}

/** Addresses of each benign customer of the proxy vendors, one to three each. */
function customers({ rng }: World, operators: readonly KnobOperator[]): string[][] {
  const rented: string[] = [];
  const seen = new Set<string>();
  for (const { pool, plan } of operators) {
    const [least, most] = plan.knobs.proxies.customers;
    for (const ip of pool) {
      if (seen.has(ip)) continue;
      seen.add(ip);
      const mean = least + rng.next() * (most - least);
      rented.push(...times(Math.floor(mean) + (rng.chance(mean % 1) ? 1 : 0), () => ip));
    }
  }
  const dealt: string[][] = [];
  const mixed = rng.sample(rented, rented.length);
  for (let at = 0; at < mixed.length; at += dealt.at(-1)!.length) dealt.push(mixed.slice(at, at + rng.int(1, 3)));
  return dealt;
}

/** One template of each campaign's first generation, once for each benign user that it leaked to. */
function leaks({ rng, factor }: World, operators: readonly KnobOperator[]): Frame[] {
  const first = operators.filter(({ plan }, at) => operators.findIndex((each) => each.plan.name === plan.name) === at);
  return first.flatMap((operator) => {
    const { leakedTo } = operator.plan.knobs.templates;
    const leaked = rng.pick(rng.pick(operator.templates));
    return times(leakedTo === 0 ? 0 : Math.max(2, Math.round(leakedTo * factor)), () => leaked);
  });
}
