import { START_MS, type TestAccount } from './build-tables.js';

const DAY_MS = 86_400_000;
const HOURS = 45 * 24;

/** A seeded source of numbers in [0, 1) (a Weyl walk through a mixer). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  };
}

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

/** Benign accounts wired at random: own addresses and cards, carriers, public templates and common agents; nobody coordinates. */
export function strangers(count: number, seed: number): TestAccount[] {
  const random = randomOf(seed);
  const int = (below: number): number => Math.floor(random() * below);
  return times(count, (at) => ({
    id: `b${String(at).padStart(5, '0')}`,
    holds: distinct([
      ['ip', `10.0.${at >> 8}.${at & 255}`],
      ['ip', `100.64.0.${int(40)}`],
      ...(random() < 0.6 ? [['payment-method', `card_b${at}`] as const] : []),
      ...(random() < 0.5 ? [['prompt-template', `public-${int(30)}`] as const] : []),
      ['user-agent', `Browser/${120 + int(8)}`],
      ['email-domain', `mail-${int(6)}.example`],
    ]),
    createdMs: START_MS - int(400) * DAY_MS - int(DAY_MS),
    hours: times(12, () => int(HOURS)),
    country: 'AA',
  }));
}

/** A campaign: cards in threes, a rotating pool, own templates, one client, sign-ups within two days, and busy hours in common. */
export function campaign(name: string, size: number, seed: number): TestAccount[] {
  const random = randomOf(seed);
  const int = (below: number): number => Math.floor(random() * below);
  const busy = times(40, () => int(HOURS));
  return times(size, (at) => ({
    id: `${name}${String(at).padStart(4, '0')}`,
    holds: distinct([
      ...times(4, () => ['ip', `198.18.${seed & 255}.${int(Math.ceil(size / 2))}`] as const),
      ['payment-method', `card_${name}${int(Math.ceil(size / 15))}`],
      ...times(3, (k) => ['prompt-template', `${name}-t${k}`] as const),
      ['user-agent', `relay-${name}/1`],
      ['email-domain', `mail-${int(6)}.example`],
    ]),
    createdMs: START_MS + int(2 * DAY_MS),
    hours: times(24, (k) => (k < 20 ? busy[int(busy.length)] : int(HOURS))),
    country: at % 2 === 0 ? 'BB' : 'CC',
  }));
}

/** A course: one verified organisation, a few addresses, the course's templates, own cards, sign-ups over a year. Truly linked, and innocent. */
export function course(name: string, size: number, seed: number): TestAccount[] {
  const random = randomOf(seed);
  const int = (below: number): number => Math.floor(random() * below);
  return times(size, (at) => ({
    id: `${name}${String(at).padStart(4, '0')}`,
    holds: distinct([
      ['ip', `172.16.${seed & 255}.${int(3)}`],
      ['ip', `10.9.${seed & 255}.${at}`],
      ['payment-method', `card_${name}${at}`],
      ...times(2, (k) => ['prompt-template', `${name}-t${k}`] as const),
      ['user-agent', `Browser/${120 + int(8)}`],
      ['email-domain', `${name}.example`],
    ]),
    createdMs: START_MS - int(400) * DAY_MS,
    hours: times(12, () => int(HOURS)),
    organisation: name,
    country: 'DD',
  }));
}

/** Households: two to five people each behind one address, on one card, with carriers, templates and agents in common with everybody. */
export function households(name: string, count: number, seed: number): TestAccount[] {
  const random = randomOf(seed);
  const int = (below: number): number => Math.floor(random() * below);
  return times(count, (home) =>
    times(2 + int(4), (at) => ({
      id: `${name}${String(home).padStart(4, '0')}${at}`,
      holds: distinct([
        ['ip', `10.7.${home >> 8}.${home & 255}`],
        ['ip', `100.64.0.${int(40)}`],
        ['payment-method', `card_${name}${home}`],
        ['prompt-template', `public-${int(30)}`],
        ['user-agent', `Browser/${120 + int(8)}`],
        ['email-domain', `mail-${int(6)}.example`],
      ]),
      createdMs: START_MS - int(400) * DAY_MS - int(DAY_MS),
      hours: times(12, () => int(HOURS)),
      country: 'EE',
    })),
  ).flat();
}

/** An agency: one card and one office for everybody, an own template for every client, hired one by one. Truly linked, and innocent. */
export function agency(name: string, size: number, seed: number): TestAccount[] {
  const random = randomOf(seed);
  const int = (below: number): number => Math.floor(random() * below);
  return times(size, (at) => ({
    id: `${name}${String(at).padStart(4, '0')}`,
    holds: distinct([
      ['ip', `192.0.2.${seed & 255}`],
      ['ip', `10.8.${seed & 255}.${at}`],
      ['payment-method', `card_${name}`],
      ['prompt-template', `${name}-client-${at}`],
      ['prompt-template', `public-${int(30)}`],
      ['user-agent', `Browser/${120 + int(8)}`],
      ['email-domain', `${name}.example`],
    ]),
    createdMs: START_MS - int(400) * DAY_MS - int(DAY_MS),
    hours: times(12, () => int(HOURS)),
    country: 'FF',
  }));
}

/** Everything held at random: cards, addresses, templates and agents shared as much as in a campaign, but by nobody together. */
export function wiredAtRandom(count: number, seed: number): TestAccount[] {
  const random = randomOf(seed);
  const int = (below: number): number => Math.floor(random() * below);
  return times(count, (at) => ({
    id: `w${String(at).padStart(5, '0')}`,
    holds: distinct([
      ...times(3, () => ['ip', `10.3.0.${int(Math.ceil(count / 4))}`] as const),
      ['payment-method', `card_w${int(Math.ceil(count / 6))}`],
      ...times(2, () => ['prompt-template', `w-t${int(Math.ceil(count / 8))}`] as const),
      ['user-agent', `Relay/${int(40)}`],
    ]),
    createdMs: START_MS - int(400) * DAY_MS - int(DAY_MS),
    hours: times(12, () => int(HOURS)),
  }));
}

/** The same accounts under one another's names and countries; `was` gives the former name of each new one. */
export function shuffled(
  accounts: readonly TestAccount[],
  seed: number,
): { readonly accounts: TestAccount[]; readonly was: ReadonlyMap<string, string> } {
  const random = randomOf(seed);
  const order = accounts.map((_, at) => ({ at, lot: random() })).toSorted((x, y) => x.lot - y.lot);
  const renamed = accounts.map((each, at) => {
    const { id, country } = accounts[order[at].at];
    return { ...each, id, ...(country === undefined ? {} : { country }) };
  });
  return { accounts: renamed, was: new Map(renamed.map((each, at) => [each.id, accounts[at].id])) };
}

function distinct(pairs: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  return [...new Map(pairs.map((pair) => [pair.join('|'), pair])).values()];
}
