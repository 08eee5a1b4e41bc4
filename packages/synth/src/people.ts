import type { Supply } from './addresses.js';
import { makeFrames, type Frame } from './prompts.js';
import type { Rng } from './rng.js';
import { AGENTS, COUNTRIES, MAIL_DOMAINS } from './vocabulary.js';
import { DAY_MS, START_MS, type Card, type Person } from './world.js';

/** What every maker of people needs. */
export interface World {
  readonly rng: Rng;
  readonly supply: Supply;
  readonly publicFrames: readonly Frame[];
  readonly vpnExits: readonly string[];
  readonly carrierNat: readonly string[];
  /** Size of the scenario against 100,000 accounts. */
  readonly factor: number;
  /** Whether the log tells devices. */
  readonly hasDevices: boolean;
  /** Whether innocent groups look their worst: sign-ups on one day, no declared organisation. */
  readonly isHarsh: boolean;
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
    createdMs: START_MS - Math.floor(rng.next() * 400 * DAY_MS) + Math.floor(rng.next() ** 2 * 30 * DAY_MS),
    emailDomain: rng.pickPopular(MAIL_DOMAINS),
    organisation: '',
    isVerified: false,
    programme: rng.chance(0.3) ? 'free' : 'pay-as-you-go',
    country: rng.pick(COUNTRIES),
    ips: ordinaryIps(world),
    cards: rng.chance(0.65) ? [supply.card()] : [],
    agent: rng.pickPopular(AGENTS),
    exchanges: 0,
    frames: rng.chance(0.45) ? Array.from({ length: rng.int(1, 2) }, () => rng.pickPopular(world.publicFrames)) : [],
    frameShare01: 0.4,
    rhythm: undefined,
    pivot01: 0.04,
    devices: world.hasDevices ? times(rng.int(1, 2), () => `dev_${rng.token(12)}`) : undefined,
    ownFrames: [],
    generation: 0,
    bannedMs: undefined,
    takesTurns: false,
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

/** A kind of benign group: how many there are among 100,000 accounts, how large, and what its members share. */
interface GroupKind {
  readonly kind: string;
  readonly groups: number;
  readonly size: readonly [number, number];
  readonly make: (world: World, size: number, name: string) => Person[];
}

/** Benign groups whose members are truly linked: they must pass significance and strength, and fail risk. */
export const BENIGN_GROUPS: readonly GroupKind[] = [
  { kind: 'household', groups: 5000, size: [2, 4], make: household },
  { kind: 'office', groups: 400, size: [5, 60], make: office },
  { kind: 'university', groups: 10, size: [300, 900], make: university },
  { kind: 'bootcamp', groups: 5, size: [40, 250], make: bootcamp },
  { kind: 'integration', groups: 6, size: [30, 300], make: integration },
  { kind: 'agency', groups: 150, size: [8, 40], make: agency },
];

function household(world: World, size: number): Person[] {
  const { rng, supply } = world;
  const ips = [supply.homeIp(), ...(rng.chance(0.3) ? [supply.homeIp()] : [])];
  const card = rng.chance(0.4) ? [supply.card()] : undefined;
  return times(size, () =>
    person(world, 'household', {
      ips: [...ips, ...(rng.chance(0.3) ? [supply.homeIp()] : [])],
      ...(card && rng.chance(0.8) ? { cards: card } : {}),
    }),
  );
}

function office(world: World, size: number, name: string): Person[] {
  const { rng, supply } = world;
  const ips = supply.siteIps(rng.int(1, 2));
  const isVerified = rng.chance(0.5);
  const corporate: Card[] | undefined = rng.chance(0.3) ? [supply.card()] : undefined;
  const emailDomain = `${name}.example`;
  return times(size, () =>
    person(world, 'office', {
      ips: rng.chance(0.5) ? ips : [...ips, supply.homeIp()],
      emailDomain: rng.chance(0.9) ? emailDomain : rng.pickPopular(MAIL_DOMAINS),
      organisation: name,
      isVerified,
      programme: 'team',
      ...(corporate && rng.chance(0.7) ? { cards: corporate } : {}),
    }),
  );
}

function university(world: World, size: number, name: string): Person[] {
  const { rng, supply } = world;
  const ips = supply.siteIps(rng.int(4, 20));
  const frames = makeFrames(rng, { count: 3, prefix: name, intents: ['public'] });
  const isVerified = rng.chance(0.7);
  const lab = world.hasDevices ? times(12, () => `dev_${rng.token(12)}`) : [];
  return times(size, () =>
    person(world, 'university', {
      ...(lab.length > 0 && rng.chance(0.4) ? { devices: [rng.pick(lab)] } : {}),
      ips: [...rng.sample(ips, rng.int(1, 3)), ...(rng.chance(0.6) ? [supply.homeIp()] : [])],
      emailDomain: rng.chance(0.8) ? `${name}.example` : rng.pickPopular(MAIL_DOMAINS),
      organisation: name,
      isVerified,
      programme: 'education',
      cards: rng.chance(0.15) ? [supply.card()] : [],
      frames: [...frames, rng.pickPopular(world.publicFrames)],
      frameShare01: 0.6,
    }),
  );
}

function bootcamp(world: World, size: number, name: string): Person[] {
  const { rng, supply } = world;
  const ips = supply.siteIps(3);
  const frames = makeFrames(rng, { count: 2, prefix: name, intents: ['public'] });
  const day = rng.int(3, 40);
  const hours = times(14, (at) => day * 24 + 9 + at);
  return times(size, () =>
    person(world, 'bootcamp', {
      ips: [rng.pick(ips), ...(rng.chance(0.5) ? [supply.homeIp()] : [])],
      frames,
      frameShare01: 0.7,
      createdMs: START_MS + day * DAY_MS - Math.floor(rng.next() * 36 * 3_600_000),
      programme: 'event',
      cards: rng.chance(0.2) ? [supply.card()] : [],
      rhythm: { burstHours: hours, share01: 0.7 },
    }),
  );
}

function integration(world: World, size: number, name: string): Person[] {
  const { rng, supply } = world;
  const ips = supply.siteIps(rng.int(4, 10));
  const frames = makeFrames(rng, { count: 2, prefix: name, intents: ['public'] });
  const isDeclared = rng.chance(world.isHarsh ? 0.2 : 0.5);
  const launch = world.isHarsh && rng.chance(0.5) ? START_MS + rng.int(2, 30) * DAY_MS : undefined;
  return times(size, () =>
    person(world, 'integration', {
      ...(launch === undefined ? {} : { createdMs: launch + Math.floor(rng.next() * DAY_MS) }),
      ips: [rng.pick(ips), rng.pick(ips)],
      frames,
      frameShare01: 0.8,
      agent: `${name}-plugin/2.1`,
      organisation: isDeclared ? name : '',
      isVerified: isDeclared,
      programme: 'partner',
      cards: [supply.card()],
    }),
  );
}

function agency(world: World, size: number, name: string): Person[] {
  const { rng, supply } = world;
  const ips = supply.siteIps(1);
  const cards = times(rng.int(1, 2), () => supply.card());
  const frames = makeFrames(rng, { count: 2, prefix: name, intents: ['public'] });
  const isDeclared = rng.chance(0.7);
  return times(size, () =>
    person(world, 'agency', {
      ips: rng.chance(0.8) ? ips : [...ips, supply.homeIp()],
      cards: rng.chance(0.85) ? [rng.pick(cards)] : [supply.card()],
      frames: [rng.pick(frames), rng.pickPopular(world.publicFrames)],
      frameShare01: 0.5,
      organisation: isDeclared ? name : '',
      isVerified: isDeclared && rng.chance(0.7),
      programme: 'reseller',
    }),
  );
}

/** `count` results of `make`. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
