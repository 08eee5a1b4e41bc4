import { BENIGN_GROUPS, type GroupKind } from './benign-groups.js';
import { person, times, type World } from './people.js';
import { makeFrames } from './prompts.js';
import { DAY_MS, HOUR_MS, START_MS, type Person } from './world.js';

/**
 * Benign groups of the detection tests (research part 1, section 3, and part 2, section 2.1): those of the demo with larger universities and machines, and boot
 * camps and integrations that look like campaigns. Harsh ones are more, and half of the integrations sign up on one day and are rarely declared.
 */
export function crowdGroups(isHarsh: boolean): GroupKind[] {
  const usual = BENIGN_GROUPS.filter(({ kind }) => kind !== 'bootcamp' && kind !== 'integration').map((each) => ({
    ...each,
    ...(each.kind === 'university' ? { size: [300, 1200] as const } : {}),
  }));
  const adversarial: GroupKind[] = [
    { kind: 'bootcamp', groups: isHarsh ? 15 : 10, size: [40, 300], make: bootcamp },
    { kind: 'integration', groups: isHarsh ? 25 : 12, size: [30, 400], make: isHarsh ? harshIntegration : integration },
  ];
  return [...usual, ...adversarial].map((each) => ({
    ...each,
    make: (world, size, name) => equipped(world, each.kind, each.make(world, size, name)),
  }));
}

/** Machines of someone on their own: one or two, or none that the client tells. */
export function ownDevices(world: World, share01 = 0.65): string[] {
  const { rng, supply } = world;
  return rng.chance(share01) ? times(rng.chance(0.25) ? 2 : 1, () => supply.device()) : [];
}

/** Gives a group its machines: own ones, a shared one in half of the households, a laboratory's in universities. */
function equipped(world: World, kind: string, group: readonly Person[]): Person[] {
  const { rng, supply } = world;
  const common =
    kind === 'university'
      ? times(Math.ceil(group.length / 20), () => supply.device())
      : kind === 'household' && rng.chance(0.5)
        ? [supply.device()]
        : [];
  // Scheduled jobs of an integration run on servers, which tell no machine.
  if (kind === 'integration') return [...group];
  const used01 = kind === 'university' ? 0.4 : 0.8;
  return group.map((each) => ({
    ...each,
    devices: [...ownDevices(world), ...(common.length > 0 && rng.chance(used01) ? [rng.pick(common)] : [])],
  }));
}

/** A course of two days at one venue: sign-ups just before, course prompts, the same hours, for some the sponsor's card. */
function bootcamp(world: World, size: number, name: string): Person[] {
  const { rng, supply } = world;
  const ips = supply.siteIps(rng.int(2, 4));
  const frames = makeFrames(rng, { count: rng.int(2, 4), prefix: name, intents: ['public'] });
  const day = rng.int(1, world.days - 3);
  const burstHours = [day, day + 1].flatMap((each) => times(8, (at) => each * 24 + 9 + at));
  const sponsor = rng.chance(0.4) ? supply.card() : undefined;
  return times(size, () =>
    person(world, 'bootcamp', {
      ips: [rng.pick(ips), ...(rng.chance(0.5) ? [supply.homeIp()] : [])],
      frames,
      frameShare01: 0.7,
      createdMs: START_MS + day * DAY_MS - Math.floor(rng.next() * 36 * HOUR_MS),
      programme: 'event',
      cards: sponsor && rng.chance(0.6) ? [sponsor] : rng.chance(0.2) ? [supply.card()] : [],
      rhythm: { burstHours, share01: 0.75 },
      busy: 1.5,
    }),
  );
}

const integration: GroupKind['make'] = (world, size, name) =>
  integrated(world, size, { name, declared01: 0.5, isLaunch: false });

const harshIntegration: GroupKind['make'] = (world, size, name) => {
  const isLaunch = world.rng.chance(0.5);
  return integrated(world, size, { name, declared01: isLaunch ? 0.1 : 0.5, isLaunch });
};

/** Customers of one plug-in: a cloud's few addresses, its templates, one user agent, scheduled hours; 3 in 10 integrations pay for their customers. */
function integrated(
  world: World,
  size: number,
  of: { readonly name: string; readonly declared01: number; readonly isLaunch: boolean },
): Person[] {
  const { rng, supply } = world;
  const ips = supply.siteIps(rng.int(4, 12));
  const frames = makeFrames(rng, { count: rng.int(2, 4), prefix: of.name, intents: ['public'] });
  const isDeclared = rng.chance(of.declared01);
  const cards = rng.chance(0.3) ? times(rng.int(1, 3), () => supply.card()) : [];
  const launchMs = START_MS + rng.int(-20, world.days - 8) * DAY_MS;
  const agent = `${of.name}-plugin/${rng.int(1, 4)}.${rng.int(0, 9)}`;
  const everyHours = rng.pick([3, 4, 6, 8, 12]);
  const first = rng.int(0, everyHours - 1);
  return times(size, () => {
    const createdMs = of.isLaunch && rng.chance(0.8) ? launchMs + Math.floor(rng.next() * DAY_MS) : undefined;
    const given: Partial<Person> = createdMs === undefined ? {} : { createdMs };
    const made = person(world, 'integration', {
      ips: rng.sample(ips, rng.int(1, 3)),
      frames: rng.sample(frames, rng.int(1, 3)),
      frameShare01: 0.9,
      agent,
      organisation: isDeclared ? of.name : '',
      isVerified: isDeclared,
      programme: 'partner',
      cards: cards.length > 0 ? [rng.pick(cards)] : [supply.card()],
      busy: 2.5,
      ...given,
    });
    return { ...made, rhythm: schedule(world, made, { everyHours, first }) };
  });
}

/** Runs of a job in the days that an account lives, at a minute of its own. */
function schedule(
  world: World,
  { createdMs }: Person,
  every: { readonly everyHours: number; readonly first: number },
): NonNullable<Person['rhythm']> {
  const from = Math.max(0, Math.ceil((createdMs - START_MS) / HOUR_MS));
  const runs = times(Math.floor((world.days * 24) / every.everyHours), (at) => at * every.everyHours + every.first);
  const burstHours = runs.filter((hour) => hour >= from);
  return { burstHours, share01: burstHours.length > 0 ? 0.9 : 0, minute: world.rng.int(0, 59) };
}
