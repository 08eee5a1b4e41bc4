import { Supply } from './addresses.js';
import { campaignPeople, operatorOf } from './campaigns.js';
import { crewPeople, regrow, stockUp, type Crew } from './crews.js';
import { drawKnobs } from './knobs.js';
import { BENIGN_GROUPS, ordinaryIps, person, times, type World } from './people.js';
import { makeFrames } from './prompts.js';
import type { Rng } from './rng.js';
import type { CrewPlan, ScenarioInfo } from './scenarios.js';
import { BAN_MS, HOUR_MS, type Person } from './world.js';

/** Everyone in a scenario, in an order that tells nothing (by account id), with exchanges still to be dealt out. */
export function populate(rng: Rng, scenario: ScenarioInfo): Person[] {
  const supply = new Supply(rng);
  const factor = scenario.accounts / 100_000;
  const world: World = {
    rng,
    supply,
    factor,
    hasDevices: scenario.crews !== undefined,
    isHarsh: scenario.crews?.isHarsh === true,
    publicFrames: makeFrames(rng, {
      count: Math.max(20, Math.round(300 * Math.sqrt(factor))),
      prefix: 'public',
      intents: ['public'],
    }),
    vpnExits: supply.siteIps(Math.max(3, Math.round(40 * factor))),
    carrierNat: times(Math.max(3, Math.round(60 * factor)), (at) => supply.carrierIp(at)),
  };
  if (scenario.crews) return populateCrews(world, scenario, scenario.crews);
  const operators = scenario.campaigns.map((plan, index) => operatorOf(world, plan, index + 1));
  const members = operators.flatMap((operator) => campaignPeople(world, operator));
  const benign = groups(world, scenario.accounts - members.length);
  const pools = operators.filter((each) => each.plan.isMixed).flatMap((each) => each.pool);
  while (benign.length + members.length < scenario.accounts) benign.push(individual(world, pools));
  return [...members, ...benign].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function populateCrews(world: World, scenario: ScenarioInfo, plan: CrewPlan): Person[] {
  const { rng } = world;
  const crews = scenario.campaigns.map(({ name, accounts }) =>
    stockUp(world, name, { knobs: plan.knobs === 'drawn' ? drawKnobs(rng) : plan.knobs, accounts }),
  );
  const members = crews.flatMap((crew, at) => {
    const accounts = scenario.campaigns[at].accounts;
    return plan.regrows ? twoGenerations(world, crew, accounts) : crewPeople(world, crew, { accounts });
  });
  if (plan.regrows && crews.length > 0) members.push(...sameVendor(world, crews[0], scenario.campaigns[0].accounts));
  const [, second, third] = crews;
  if (second && third) shareCards(world, [second.name, third.name], members);
  const leaked = crews.flatMap(({ frames, knobs }) =>
    knobs.leaks > 0 ? [[rng.pick(frames)[0], knobs.leaks] as const] : [],
  );
  const benign = groups(world, scenario.accounts - members.length);
  const alone = scenario.accounts - members.length - benign.length;
  const rented = crews.flatMap(({ pool, knobs }) => pool.flatMap((ip) => times(knobs.pool.customers, () => ip)));
  const leaks = leaked.flatMap(([frame, count]) => times(count, () => frame));
  for (let at = 0; at < alone; at++) {
    const ip = at < rented.length ? rented[at] : undefined;
    const frame = alone - 1 - at < leaks.length ? leaks[alone - 1 - at] : undefined;
    benign.push(
      person(world, ip ? 'proxy customer' : frame ? 'user of a leak' : 'individual', {
        ...(ip ? { ips: [...ordinaryIps(world), ip] } : {}),
        ...(frame ? { frames: [frame, rng.pickPopular(world.publicFrames)] } : {}),
      }),
    );
  }
  return [...members, ...benign].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Members who are banned within two hours, and who comes after them within twenty. */
function twoGenerations(world: World, crew: Crew, accounts: number): Person[] {
  const { rng } = world;
  const bannedMs = (): number => BAN_MS + Math.floor(rng.next() * 2 * HOUR_MS);
  const first = crewPeople(world, crew, {
    accounts,
    term: { fromMs: crew.signUpMs, spanMs: crew.knobs.signUpDays * 24 * HOUR_MS, generation: 1, bannedMs },
  });
  const next = Math.max(8, Math.round(accounts * 0.6));
  return [
    ...first,
    ...crewPeople(world, regrow(world, crew, next), {
      accounts: next,
      term: { fromMs: BAN_MS + 2 * HOUR_MS, spanMs: 18 * HOUR_MS, generation: 2 },
    }),
  ];
}

/** Another operator who rents half of its addresses from the same vendor, and is nobody's successor. */
function sameVendor(world: World, crew: Crew, largest: number): Person[] {
  const accounts = Math.max(12, Math.round(largest / 4));
  const own = stockUp(world, 'tern-reach', { knobs: crew.knobs, accounts });
  const half = Math.round(own.pool.length / 2);
  const pool = [...own.pool.slice(half), ...world.rng.sample(crew.pool, half)];
  return crewPeople(
    world,
    { ...own, pool },
    {
      accounts,
      term: { fromMs: BAN_MS + 3 * HOUR_MS, spanMs: 20 * HOUR_MS, generation: 1 },
    },
  );
}

const VENDOR_CARDS = 2;
const ON_EACH = 8;

/** Two operators bought the same cards: eight members of each are on each of them. */
function shareCards({ rng, supply }: World, names: readonly string[], members: Person[]): void {
  for (let card = 0; card < VENDOR_CARDS; card++) {
    const shared = supply.card();
    for (const name of names) {
      const own = Array.from(members.keys()).filter((at) => members[at].campaign === name && !members[at].isStealth);
      for (const at of rng.sample(own, Math.min(ON_EACH, Math.floor(own.length / 4))))
        members[at] = { ...members[at], cards: [shared] };
    }
  }
}

function groups(world: World, room: number): Person[] {
  const people: Person[] = [];
  for (const { kind, groups: count, size, make } of BENIGN_GROUPS) {
    for (let at = 0; at < Math.max(1, Math.round(count * world.factor)); at++) {
      const largest = Math.max(size[0], Math.min(size[1], Math.round(room * 0.05)));
      const group = make(world, world.rng.int(Math.min(size[0], largest), largest), `${kind}-${world.rng.token(5)}`);
      if (people.length + group.length <= room * 0.75) people.push(...group);
    }
  }
  return people;
}

/** Someone on their own; one in twelve rents the same proxies as the mixed campaign. */
function individual(world: World, pools: readonly string[]): Person {
  const isProxyCustomer = pools.length > 0 && world.rng.chance(0.08);
  return isProxyCustomer
    ? person(world, 'proxy customer', { ips: [...ordinaryIps(world), world.rng.pick(pools)] })
    : person(world, 'individual');
}
