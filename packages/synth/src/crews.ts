import type { Frame } from './prompts.js';
import { INTENTS, makeFrames, variantOf } from './prompts.js';
import { ordinaryIps, person, times, type World } from './people.js';
import type { CrewKnobs } from './knobs.js';
import { DAY_MS, DAYS, START_MS, type Card, type Person } from './world.js';

/** A campaign whose members draw from one stock, and what that stock is. */
export interface Crew {
  readonly name: string;
  readonly knobs: CrewKnobs;
  readonly pool: readonly string[];
  readonly cards: readonly Card[];
  readonly devices: readonly string[];
  /** Each template in its wordings. */
  readonly frames: readonly (readonly Frame[])[];
  readonly agents: readonly string[];
  readonly burstHours: readonly number[];
  readonly signUpMs: number;
}

const PER_NET = 20;

/** Stocks a crew up for so many accounts. */
export function stockUp(world: World, name: string, of: { knobs: CrewKnobs; accounts: number }): Crew {
  const { rng, supply } = world;
  const { knobs, accounts } = of;
  const stock = (each: number): number => Math.max(2, Math.round(accounts * each));
  const signUpMs = START_MS + rng.int(-5, 12) * DAY_MS;
  return {
    name,
    knobs,
    pool: supply.rentedPool(stock(knobs.pool.each), PER_NET),
    cards: times(stock(knobs.cards.each), () => supply.card()),
    devices: times(stock(knobs.devices.each), () => `dev_${rng.token(12)}`),
    frames: ownFrames(world, name, rng.int(...knobs.templates)).map((frame) => [
      frame,
      ...times(knobs.variants - 1, (at) => variantOf(rng, frame, `-v${at + 2}`)),
    ]),
    agents: times(rng.int(...knobs.agents), (at) => `relay-${name}-${at + 1}/${rng.int(1, 9)}.${rng.int(0, 9)}`),
    burstHours: times(40, () => rng.int(12, DAYS - 1) * 24 + rng.int(0, 23)),
    signUpMs,
  };
}

/** Frames whose system prompts and tools are the operator's own: two operators do not write the same by chance. */
function ownFrames({ rng }: World, name: string, count: number): Frame[] {
  return makeFrames(rng, { count, prefix: name, intents: INTENTS }).map((frame) => ({
    ...frame,
    ...(frame.systemPrompt === '' ? {} : { systemPrompt: `${frame.systemPrompt} House style ${rng.token(6)}.` }),
    ...(frame.tools === '' ? {} : { tools: frame.tools.replaceAll('"name":"', `"name":"${rng.token(4)}_`) }),
  }));
}

/** When members of a crew sign up and are banned, and which generation they are. */
export interface Term {
  readonly fromMs: number;
  readonly spanMs: number;
  readonly generation: number;
  readonly bannedMs?: (() => number) | undefined;
}

/** So many members of a crew. */
export function crewPeople(world: World, crew: Crew, of: { accounts: number; term?: Term }): Person[] {
  const { rng } = world;
  const { knobs } = crew;
  const term: Term = of.term ?? { fromMs: crew.signUpMs, spanMs: knobs.signUpDays * DAY_MS, generation: 1 };
  const isAged = knobs.signUpDays > 100;
  return times(of.accounts, () => {
    const isStealth = rng.chance(knobs.stealth01);
    const [least, most] = knobs.campaignShare;
    const created = isAged && term.generation === 1 ? START_MS - term.spanMs : term.fromMs;
    return person(world, isStealth ? 'stealth member' : 'member', {
      campaign: crew.name,
      isStealth,
      generation: term.generation,
      ...(term.bannedMs ? { bannedMs: term.bannedMs() } : {}),
      campaignShare01: least + rng.next() * (most - least),
      createdMs: created + Math.floor(rng.next() * term.spanMs),
      programme: 'pay-as-you-go',
      ips: isStealth ? ordinaryIps(world) : memberIps(world, crew),
      ...(isStealth ? {} : { devices: rng.chance(knobs.devices.use01) ? [rng.pick(crew.devices)] : undefined }),
      cards: isStealth || !rng.chance(knobs.cards.use01) ? [world.supply.card()] : [rng.pick(crew.cards)],
      agent: rng.chance(0.85) ? rng.pick(crew.agents) : person(world, 'x').agent,
      frames: memberFrames(world, crew),
      frameShare01: 1,
      ownFrames: times(2, () => rng.pickPopular(world.publicFrames)),
      rhythm: { burstHours: crew.burstHours, share01: knobs.timing01 },
      pivot01: 0.3,
      takesTurns: knobs.turnsPerDay !== undefined,
    });
  });
}

function memberIps({ rng, vpnExits }: World, { pool, knobs }: Crew): string[] {
  const own = rng.sample(pool, rng.int(...knobs.pool.perMember));
  return rng.chance(0.1) ? [...own, rng.pick(vpnExits)] : own;
}

/** Three templates in four, each in one or two of its wordings. */
function memberFrames({ rng }: World, { frames }: Crew): Frame[] {
  const chosen = rng.sample(frames, Math.max(2, Math.ceil(frames.length * 0.75)));
  return chosen.flatMap((wordings) => rng.sample(wordings, rng.int(1, Math.min(2, wordings.length))));
}

/** What an operator starts again with after a ban: a part of what it had, the rest new. */
export function regrow(world: World, crew: Crew, accounts: number): Crew {
  const { rng } = world;
  const fresh = stockUp(world, crew.name, { knobs: crew.knobs, accounts });
  const keep = <T>(old: readonly T[], share01: number, next: readonly T[]): T[] => [
    ...rng.sample(old, Math.max(1, Math.round(Math.min(old.length, next.length) * share01))),
    ...next.slice(Math.round(next.length * share01)),
  ];
  const renamed = fresh.frames.map((wordings) => wordings.map((frame) => ({ ...frame, id: `${frame.id}-g2` })));
  return {
    ...fresh,
    pool: keep(crew.pool, 0.25, fresh.pool),
    cards: keep(crew.cards, 0.1, fresh.cards),
    devices: keep(crew.devices, 0.3, fresh.devices),
    frames: keep(crew.frames, 0.5, renamed),
    agents: crew.agents,
    burstHours: crew.burstHours.map((hour) => (DAYS - 1 - (hour % 3)) * 24 + (hour % 24)),
  };
}
