import { Supply } from './addresses.js';
import { campaignPeople, operatorOf } from './campaigns.js';
import { BENIGN_GROUPS, ordinaryIps, person, times, type World } from './people.js';
import { makeFrames } from './prompts.js';
import type { Rng } from './rng.js';
import type { ScenarioInfo } from './scenarios.js';
import type { Person } from './world.js';

/** Everyone in a scenario, in an order that tells nothing (by account id), with exchanges still to be dealt out. */
export function populate(rng: Rng, scenario: ScenarioInfo): Person[] {
  const supply = new Supply(rng);
  const factor = scenario.accounts / 100_000;
  const world: World = {
    rng,
    supply,
    factor,
    publicFrames: makeFrames(rng, {
      count: Math.max(20, Math.round(300 * Math.sqrt(factor))),
      prefix: 'public',
      intents: ['public'],
    }),
    vpnExits: supply.siteIps(Math.max(3, Math.round(40 * factor))),
    carrierNat: times(Math.max(3, Math.round(60 * factor)), (at) => supply.carrierIp(at)),
  };
  const operators = scenario.campaigns.map((plan, index) => operatorOf(world, plan, index + 1));
  const members = operators.flatMap((operator) => campaignPeople(world, operator));
  const benign = groups(world, scenario.accounts - members.length);
  const pools = operators.filter((each) => each.plan.isMixed).flatMap((each) => each.pool);
  while (benign.length + members.length < scenario.accounts) benign.push(individual(world, pools));
  return [...members, ...benign].sort((a, b) => (a.id < b.id ? -1 : 1));
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
