import { person, times, type World } from './people.js';
import { makeFrames } from './prompts.js';
import { MAIL_DOMAINS } from './vocabulary.js';
import { DAY_MS, START_MS, type Card, type Person } from './world.js';

/** A kind of benign group: how many there are among 100,000 accounts, how large, and what its members share. */
export interface GroupKind {
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

/** All groups of these kinds, as many as the scenario's size asks for; they take up to three quarters of `room` accounts. */
export function makeGroups(world: World, room: number, kinds: readonly GroupKind[]): Person[] {
  const people: Person[] = [];
  for (const { kind, groups: count, size, make } of kinds) {
    for (let at = 0; at < Math.max(1, Math.round(count * world.factor)); at++) {
      const largest = Math.max(size[0], Math.min(size[1], Math.round(room * 0.05)));
      const group = make(world, world.rng.int(Math.min(size[0], largest), largest), `${kind}-${world.rng.token(5)}`);
      if (people.length + group.length <= room * 0.75) people.push(...group);
    }
  }
  return people;
}

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
  return times(size, () =>
    person(world, 'university', {
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
  const isDeclared = rng.chance(0.5);
  return times(size, () =>
    person(world, 'integration', {
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
