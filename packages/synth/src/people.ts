import type { Supply } from './addresses.js';
import type { Frame } from './prompts.js';
import type { Rng } from './rng.js';
import { AGENTS, COUNTRIES, MAIL_DOMAINS } from './vocabulary.js';
import { DAY_MS, START_MS, type Person } from './world.js';

/** What every maker of people needs. */
export interface World {
  readonly rng: Rng;
  readonly supply: Supply;
  readonly publicFrames: readonly Frame[];
  readonly vpnExits: readonly string[];
  readonly carrierNat: readonly string[];
  /** Size of the scenario against 100,000 accounts. */
  readonly factor: number;
  readonly days: number;
}

/** A person with defaults of an ordinary account; `given` overrides what its group decides. */
export function person(world: World, kind: string, given: Partial<Person> = {}): Person {
  const { rng, supply } = world;
  return {
    id: supply.accountId(),
    campaign: '',
    kind,
    isStealth: false,
    campaignShare01: 0,
    createdMs: Math.min(
      START_MS - Math.floor(rng.next() * 400 * DAY_MS) + Math.floor(rng.next() ** 2 * 30 * DAY_MS),
      START_MS + (world.days - 1) * DAY_MS,
    ),
    emailDomain: rng.pickPopular(MAIL_DOMAINS),
    organisation: '',
    isVerified: false,
    programme: rng.chance(0.3) ? 'free' : 'pay-as-you-go',
    country: rng.pick(COUNTRIES),
    ips: ordinaryIps(world),
    cards: rng.chance(0.65) ? [supply.card()] : [],
    agent: rng.pickPopular(AGENTS),
    devices: [],
    busy: 1,
    frames: rng.chance(0.45) ? Array.from({ length: rng.int(1, 2) }, () => rng.pickPopular(world.publicFrames)) : [],
    coverFrames: [],
    frameShare01: 0.4,
    rhythm: undefined,
    pivot01: 0.04,
    generation: 1,
    bannedMs: undefined,
    ...given,
  };
}

/** Addresses of an ordinary account: one to three at home, sometimes a carrier's shared address or a VPN exit. */
export function ordinaryIps(world: World): string[] {
  const { rng, supply } = world;
  const ips = Array.from({ length: rng.int(1, 3) }, () => supply.homeIp());
  if (rng.chance(0.25)) ips.push(rng.pick(world.carrierNat));
  if (rng.chance(0.08)) ips.push(rng.pick(world.vpnExits));
  return ips;
}

/** `count` results of `make`. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
