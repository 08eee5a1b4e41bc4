import type { CampaignKnobs, Range, Shared } from './campaign-knobs.js';
import { ownDevices } from './crowd.js';
import { ordinaryIps, person, times, type World } from './people.js';
import { INTENTS, makeFrames, wordingsOf, type Frame } from './prompts.js';
import type { KnobPlan, RegrowthPlan } from './scenarios.js';
import { DAY_MS, START_MS, type Card, type Person, type Rhythm } from './world.js';

/** What the operator of a campaign owns; its members draw from it. */
export interface KnobOperator {
  readonly plan: KnobPlan;
  /** Accounts that it opens. */
  readonly accounts: number;
  readonly pool: readonly string[];
  readonly cards: readonly Card[];
  readonly devices: readonly string[];
  /** Wordings of each template. */
  readonly templates: readonly (readonly Frame[])[];
  readonly agents: readonly string[];
  readonly mailDomains: readonly string[];
  /** Hours of the day at which it is busy. */
  readonly busyHours: readonly number[];
}

/** When an operator's accounts are opened and work, in days after START_MS. */
export interface Span {
  readonly generation: number;
  /** Days in which the waves of sign-ups begin. */
  readonly signUp: Range;
  readonly signUpDays: number | undefined;
  readonly work: Range;
  readonly bannedMs: number | undefined;
}

/** Sets up everything that a campaign shares; `prefix` names its templates. */
export function knobOperator(
  world: World,
  plan: KnobPlan,
  of: { readonly accounts: number; readonly prefix: string } = { accounts: plan.accounts, prefix: plan.name },
): KnobOperator {
  const { rng, supply } = world;
  const { accounts, prefix } = of;
  const { proxies, cards, devices, templates, agents } = plan.knobs;
  const frames = makeFrames(rng, { count: rng.int(...templates.count), prefix, intents: INTENTS });
  const client = rng.token(4);
  return {
    plan,
    accounts,
    pool: supply.rentedPool(Math.max(3, Math.round(accounts / proxies.membersEach)), proxies.perNet),
    cards: times(sharedCount(accounts, cards), () => supply.card(rng.pick(VIRTUAL_BINS))),
    devices: times(sharedCount(accounts, devices), () => supply.device()),
    templates: frames.map((frame) => wordingsOf(rng, frame, templates.wordings)),
    agents: times(rng.int(...agents.count), (at) => `relay-${client}/${at + 1}.${rng.int(0, 9)} (linux)`),
    mailDomains: times(6, () => `${rng.token(6)}.example`),
    busyHours: rng.sample(
      times(24, (hour) => hour),
      8,
    ),
  };
}

/** BINs of virtual cards: every operator's cards have them. */
const VIRTUAL_BINS = ['904101', '904102', '904103'];

const sharedCount = (accounts: number, { membersEach, used01 }: Shared): number =>
  used01 === 0 ? 0 : Math.max(1, Math.round(accounts / membersEach));

/** The same operator after a ban: a part of each thing goes on, the rest is new; the hours of the day are the old ones. */
export function successorOf(world: World, old: KnobOperator, regrowth: RegrowthPlan): KnobOperator {
  const { kept } = regrowth;
  const accounts = Math.max(5, Math.round(old.accounts * regrowth.successors01));
  const fresh = knobOperator(world, old.plan, { accounts, prefix: `${old.plan.name}-g2` });
  const renewed = <T>(before: readonly T[], after: readonly T[], kept01: number): T[] => {
    const survivors = world.rng.sample(before, Math.round(before.length * kept01));
    return [...survivors, ...after.slice(0, Math.max(0, after.length - survivors.length))];
  };
  return {
    ...fresh,
    pool: renewed(old.pool, fresh.pool, kept.ips),
    cards: renewed(old.cards, fresh.cards, kept.cards),
    devices: renewed(old.devices, fresh.devices, kept.devices),
    templates: renewed(old.templates, fresh.templates, kept.templates),
    busyHours: old.busyHours,
  };
}

/** All accounts of an operator in one span; hidden ones share only templates and hours. */
export function operatorPeople(world: World, operator: KnobOperator, span: Span): Person[] {
  const { plan, accounts } = operator;
  const signUps = times(1 + Math.floor(accounts / 300), () => signUpMs(world, span.signUp));
  const rhythm = rhythmOf(world, operator, span.work);
  return times(accounts, (at) => {
    const isStealth = world.rng.chance(plan.knobs.stealth01);
    const things = isStealth ? ownThings(world) : sharedThings(world, operator, at);
    return person(world, isStealth ? 'stealth member' : 'member', {
      ...things,
      ...memberHabits(world, operator),
      createdMs:
        span.signUpDays === undefined
          ? START_MS - Math.floor((1 + world.rng.next() * 400) * DAY_MS)
          : world.rng.pick(signUps) + Math.floor(world.rng.next() * span.signUpDays * DAY_MS),
      campaign: plan.name,
      isStealth,
      programme: 'pay-as-you-go',
      rhythm,
      generation: span.generation,
      bannedMs: span.bannedMs,
    });
  });
}

const signUpMs = ({ rng }: World, [least, most]: Range): number =>
  START_MS + Math.floor((least + rng.next() * (most - least)) * DAY_MS);

function rhythmOf({ rng }: World, { plan, busyHours }: KnobOperator, [from, until]: Range): Rhythm | undefined {
  const { burst01, burstsADay } = plan.knobs.timing;
  if (burst01 === 0) return undefined;
  const count = Math.max(3, Math.round(burstsADay * (until - from)));
  return {
    share01: burst01,
    burstHours: times(count, () => rng.int(Math.ceil(from), until - 1) * 24 + rng.pick(busyHours)),
  };
}

type Things = Pick<Person, 'ips' | 'cards' | 'devices'> & Partial<Person>;

function ownThings(world: World): Things {
  return { ips: ordinaryIps(world), cards: [world.supply.card()], devices: [world.supply.device()] };
}

function sharedThings(world: World, operator: KnobOperator, at: number): Things {
  const { rng } = world;
  const { knobs } = operator.plan;
  return {
    ips: rentedIps(world, operator, at),
    cards: isUsed(world, knobs.cards) ? someOf(world, operator.cards, 0.3) : [world.supply.card()],
    devices: isUsed(world, knobs.devices) ? someOf(world, operator.devices, 0.3) : ownDevices(world),
    ...(rng.chance(knobs.agents.used01) ? { agent: rng.pick(operator.agents) } : {}),
    ...(rng.chance(knobs.mail01) ? { emailDomain: rng.pick(operator.mailDomains) } : {}),
  };
}

const isUsed = ({ rng }: World, { used01 }: Shared): boolean => used01 > 0 && rng.chance(used01);

/** One of the list, two with probability `two01`. */
const someOf = <T>({ rng }: World, list: readonly T[], two01: number): T[] =>
  rng.sample(list, rng.chance(two01) ? 2 : 1);

/** Every address of the pool has its turn; the further ones are drawn. */
function rentedIps({ rng, vpnExits }: World, { plan, pool }: KnobOperator, at: number): string[] {
  const { proxies, cover } = plan.knobs;
  const ips = [pool[at % pool.length], ...times(rng.int(...proxies.each) - 1, () => rng.pick(pool))];
  if (rng.chance(cover.vpn01)) ips.push(rng.pick(vpnExits));
  return [...new Set(ips)];
}

/** What every member does, hidden or not: templates, and the traffic that covers them. */
function memberHabits(
  world: World,
  { plan, templates }: KnobOperator,
): Pick<Person, 'frames' | 'coverFrames' | 'campaignShare01'> {
  const { rng, publicFrames } = world;
  const knobs: CampaignKnobs = plan.knobs;
  const [least, most] = knobs.campaignShare;
  return {
    frames: rng
      .sample(templates, rng.int(...knobs.templates.each))
      .flatMap((wordings) => (wordings.length > 1 ? someOf(world, wordings, 0.4) : wordings)),
    coverFrames: [...new Set(times(rng.int(...knobs.cover.publicPrompts), () => rng.pickPopular(publicFrames)))],
    campaignShare01: least + rng.next() * (most - least),
  };
}
