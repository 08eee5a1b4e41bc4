import { Supply } from './addresses.js';
import { BENIGN_GROUPS, makeGroups } from './benign-groups.js';
import { campaignPeople, operatorOf } from './campaigns.js';
import { familyPeople } from './family-population.js';
import { ordinaryIps, person, times, type World } from './people.js';
import { makeFrames } from './prompts.js';
import type { Rng } from './rng.js';
import type { CellScenario, ScenarioInfo } from './scenarios.js';
import type { Person } from './world.js';

/** Everyone in a scenario, in an order that tells nothing (by account id), with exchanges still to be dealt out. */
export function populate(rng: Rng, scenario: ScenarioInfo): Person[] {
  const supply = new Supply(rng);
  const factor = scenario.accounts / 100_000;
  const world: World = {
    rng,
    supply,
    factor,
    days: scenario.days,
    publicFrames: makeFrames(rng, {
      count: Math.max(20, Math.round(300 * Math.sqrt(factor))),
      prefix: 'public',
      intents: ['public'],
    }),
    vpnExits: supply.siteIps(Math.max(3, Math.round(40 * factor))),
    carrierNat: times(Math.max(3, Math.round(60 * factor)), (at) => supply.carrierIp(at)),
  };
  const people = scenario.kind === 'cells' ? cellScenarioPeople(world, scenario) : familyPeople(world, scenario);
  return people.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function cellScenarioPeople(world: World, scenario: CellScenario): Person[] {
  const operators = scenario.campaigns.map((plan, index) => operatorOf(world, plan, index + 1));
  const members = operators.flatMap((operator) => campaignPeople(world, operator));
  const benign = makeGroups(world, scenario.accounts - members.length, BENIGN_GROUPS);
  const pools = operators.filter((each) => each.plan.isMixed).flatMap((each) => each.pool);
  while (benign.length + members.length < scenario.accounts) benign.push(individual(world, pools));
  return [...members, ...benign];
}

/** Someone on their own; one in twelve rents the same proxies as the mixed campaign. */
function individual(world: World, pools: readonly string[]): Person {
  const isProxyCustomer = pools.length > 0 && world.rng.chance(0.08);
  return isProxyCustomer
    ? person(world, 'proxy customer', { ips: [...ordinaryIps(world), world.rng.pick(pools)] })
    : person(world, 'individual');
}
