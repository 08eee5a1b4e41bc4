import { INTENTS, makeFrames, variantOf, type Frame } from './prompts.js';
import { ordinaryIps, person, times, type World } from './people.js';
import type { CellPlan } from './scenarios.js';
import { DAY_MS, START_MS, type Card, type Person } from './world.js';

/** What a campaign's operator owns; its cells draw from it. */
export interface Operator {
  readonly plan: CellPlan;
  readonly pool: readonly string[];
  readonly bins: readonly string[];
  readonly frames: readonly Frame[];
  readonly agents: readonly string[];
  readonly mailDomains: readonly string[];
}

/** Sets an operator up: proxy pool, card BINs, prompt frames, client software, mail domains. Operators share nothing with one another but public things. */
export function operatorOf(world: World, plan: CellPlan, index: number): Operator {
  const { rng, supply } = world;
  return {
    plan,
    pool: supply.proxyPool(index, Math.max(6, Math.round(plan.accounts / 10))),
    bins: times(2, () => String(904_100 + index * 10 + rng.int(0, 9))),
    frames: makeFrames(rng, { count: 8, prefix: plan.name, intents: INTENTS }),
    agents: times(3, (at) => `relay-${['client', 'worker', 'batch'][at]}/${index + 1}.${rng.int(1, 9)} (linux)`),
    mailDomains: times(6, () => `${rng.token(6)}.example`),
  };
}

/** All accounts of a campaign, cell by cell; a cell shares cards, part of the pool, frames in its own wording, and busy hours. */
export function campaignPeople(world: World, operator: Operator): Person[] {
  return cellSizes(world, operator.plan.accounts).flatMap((size, index) =>
    cellPeople(world, operator, { size, index }),
  );
}

/** Sizes of cells: a power law from 30 to 1,500, summing to `accounts`. */
function cellSizes(world: World, accounts: number): number[] {
  const sizes: number[] = [];
  let left = accounts;
  while (left > 0) {
    const draw = Math.round(30 * (1 - world.rng.next() * 0.985) ** -0.75);
    const size = Math.min(left, 1500, Math.max(30, draw));
    sizes.push(left - size < 20 ? left : size);
    left -= sizes.at(-1) ?? left;
  }
  return sizes;
}

interface Cell {
  readonly size: number;
  readonly index: number;
}

function cellPeople(world: World, operator: Operator, cell: Cell): Person[] {
  const { rng, supply } = world;
  const cards = times(Math.max(1, Math.round(cell.size / 40)), () => supply.card(rng.pick(operator.bins)));
  const ips = rng.sample(operator.pool, Math.max(4, Math.ceil(cell.size / 6)));
  const frames = rng
    .sample(operator.frames, rng.int(3, 4))
    .map((frame) => (rng.chance(0.4) ? variantOf(rng, frame, `-c${cell.index + 1}`) : frame));
  const signUp = START_MS + rng.int(-10, 20) * DAY_MS;
  const rhythm = { burstHours: burstHours(world, signUp), share01: 0.8 };
  return times(cell.size, () => {
    const isStealth = rng.chance(0.1);
    return person(world, isStealth ? 'stealth member' : 'member', {
      campaign: operator.plan.name,
      isStealth,
      campaignShare01: operator.plan.isMixed ? 0.4 + rng.next() * 0.55 : 0.85 + rng.next() * 0.15,
      createdMs: signUp + Math.floor(rng.next() * 2.5 * DAY_MS),
      emailDomain: rng.chance(0.4) ? rng.pick(operator.mailDomains) : person(world, 'x').emailDomain,
      programme: 'pay-as-you-go',
      ips: isStealth ? ordinaryIps(world) : memberIps(world, ips),
      cards: isStealth ? [supply.card()] : memberCards(world, cards),
      agent: rng.chance(0.7) ? rng.pick(operator.agents) : person(world, 'x').agent,
      frames: [...frames, ...(rng.chance(0.3) ? [rng.pickPopular(world.publicFrames)] : [])],
      frameShare01: 0.97,
      rhythm,
      pivot01: operator.plan.isMixed ? 0.5 : 0.15,
    });
  });
}

function memberIps(world: World, ips: readonly string[]): string[] {
  const own = world.rng.sample(ips, world.rng.int(2, 5));
  return world.rng.chance(0.1) ? [...own, world.rng.pick(world.vpnExits)] : own;
}

function memberCards(world: World, cards: readonly Card[]): Card[] {
  const first = world.rng.pick(cards);
  return world.rng.chance(0.3) ? [first, world.rng.pick(cards)] : [first];
}

function burstHours(world: World, signUpMs: number): number[] {
  const firstDay = Math.max(0, Math.ceil((signUpMs - START_MS) / DAY_MS) + 2);
  return times(70, () => world.rng.int(firstDay, world.days - 1) * 24 + world.rng.int(0, 23));
}
