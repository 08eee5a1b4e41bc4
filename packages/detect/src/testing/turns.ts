import type { EventTable } from '@iolaus/contracts';
import { START_MS } from './build-tables.js';
import { randomOf } from './worlds.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const BURST_MS = 600_000;

/** Requests of an account: its number and when. */
type Request = readonly [account: number, ms: number];

/** So many accounts over so many days, each with so many requests a day on average. */
export interface Crowd {
  readonly accounts: number;
  readonly seed: number;
  readonly days?: number;
  readonly perDay?: number;
}

/** How requests come about; the names of research part 2, table 3.2. */
export type Process = (crowd: Crowd) => Request[];

/** Picks the account of the next request behind a load balancer. */
type Pick = (turn: number, of: { readonly accounts: number; readonly random: () => number }) => number;

/** A pool behind one demand, which follows the hours of a day and comes in bursts of ten minutes. */
const pool =
  (pick: () => Pick): Process =>
  (crowd) => {
    const random = randomOf(crowd.seed);
    const next = pick();
    return demand(crowd, random).map((ms, turn) => [next(turn, { accounts: crowd.accounts, random }), ms]);
  };

const roundRobin: Pick = (turn, { accounts }) => turn % accounts;

const anyOne: Pick = (_, { accounts, random }) => Math.floor(random() * accounts);

function shuffledCycles(): Pick {
  let cycle: number[] = [];
  return (turn, of) => {
    if (turn % of.accounts === 0) cycle = inLots(of.accounts, of.random);
    return cycle[turn % of.accounts];
  };
}

function leastRecentlyUsed(): Pick {
  let queue: number[] = [];
  return (turn, { accounts, random }) => {
    if (turn === 0) queue = Array.from({ length: accounts }, (_, a) => a);
    const [next] = queue.splice(Math.floor(random() * Math.min(3, accounts)), 1);
    queue.push(next);
    return next;
  };
}

const partlyRandom =
  (share: number): Pick =>
  (turn, of) =>
    of.random() < share ? anyOne(turn, of) : roundRobin(turn, of);

/** Pools whose accounts take turns. */
export const TURNS = {
  'round robin': pool(() => roundRobin),
  'shuffled cycles': pool(shuffledCycles),
  'round robin with 30 % random': pool(() => partlyRandom(0.3)),
  'least recently used': pool(leastRecentlyUsed),
  'sticky, five requests a turn': pool(() => (turn, of) => roundRobin(Math.floor(turn / 5), of)),
} satisfies Record<string, Process>;

/** A pool of which 60 % is random: mostly beyond what can be told. */
export const mostlyRandom = pool(() => partlyRandom(0.6));

/** Accounts that do not take turns. */
export const NO_TURNS = {
  'people of own hours': (crowd) => people(crowd, (random) => Math.floor(random() * 24)),
  'people of the same hours': (crowd) => people(crowd, () => 0),
  'independent requests at the same hours': independent,
  'jobs at fixed minutes': clockwork,
  'jobs of a rhythm of their own': rhythm,
  'a load balancer that draws lots': pool(() => anyOne),
} satisfies Record<string, Process>;

/** A table of requests in time order. */
export function eventsOf(requests: readonly Request[]): EventTable {
  const sorted = requests.toSorted((x, y) => x[1] - y[1]);
  return {
    account: Uint32Array.from(sorted, ([account]) => account),
    ms: Float64Array.from(sorted, ([, ms]) => ms),
    total: sorted.length,
  };
}

/** The numbers 0 … count − 1. */
export const upTo = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, at) => at);

function inLots(count: number, random: () => number): number[] {
  return Array.from({ length: count }, (_, a) => ({ a, lot: random() }))
    .sort((x, y) => x.lot - y.lot)
    .map(({ a }) => a);
}

/** How busy an hour of the day is: nights at a tenth of the afternoon. */
const busyness = (hour: number): number => 0.1 + 0.9 * Math.max(0, Math.sin(((hour - 6) / 16) * Math.PI));

function demand({ accounts, days = 7, perDay = 25 }: Crowd, random: () => number): number[] {
  const slots = Array.from({ length: (days * DAY_MS) / BURST_MS }, (_, slot) => ({
    from: START_MS + slot * BURST_MS,
    weight: busyness(((slot * BURST_MS) / HOUR_MS) % 24) * Math.exp(1.2 * normal(random)),
  }));
  const total = slots.reduce((sum, { weight }) => sum + weight, 0);
  const requests = accounts * days * perDay;
  return slots
    .flatMap(({ from, weight }) =>
      Array.from({ length: poisson((requests * weight) / total, random) }, () =>
        Math.floor(from + random() * BURST_MS),
      ),
    )
    .sort((x, y) => x - y);
}

/** Sessions of about five requests, a minute or two apart. */
function people(
  { accounts, days = 7, perDay = 25, seed }: Crowd,
  hoursOf: (random: () => number) => number,
): Request[] {
  const random = randomOf(seed);
  return Array.from({ length: accounts }, (_, a): Request[] => {
    const shift = hoursOf(random);
    return Array.from({ length: poisson((days * perDay) / 5, random) }, (): Request[] => {
      let ms = START_MS + momentOf(days, shift, random);
      return Array.from({ length: 1 + poisson(4, random) }, (): Request => {
        ms += Math.ceil(-90_000 * Math.log(1 - random()));
        return [a, ms];
      });
    }).flat();
  }).flat();
}

function independent({ accounts, days = 7, perDay = 25, seed }: Crowd): Request[] {
  const random = randomOf(seed);
  return Array.from({ length: accounts }, (_, a) =>
    Array.from({ length: poisson(days * perDay, random) }, (): Request => [a, START_MS + momentOf(days, 0, random)]),
  ).flat();
}

/** Each account once an hour at its own minute, a few seconds late. */
function clockwork({ accounts, days = 7, seed }: Crowd): Request[] {
  const random = randomOf(seed);
  return Array.from({ length: accounts }, (_, a) => {
    const minute = Math.floor(random() * 60);
    return Array.from({ length: days * 24 }, (__, hour): Request => [
      a,
      START_MS + hour * HOUR_MS + minute * 60_000 + Math.floor(random() * 3000),
    ]);
  }).flat();
}

/** Each account about once an hour, at intervals of the third gamma distribution: more even than chance, each for itself. */
function rhythm({ accounts, days = 7, seed }: Crowd): Request[] {
  const random = randomOf(seed);
  return Array.from({ length: accounts }, (_, a) => {
    const own: Request[] = [];
    for (let ms = random() * HOUR_MS; ms < days * DAY_MS;) {
      own.push([a, START_MS + Math.floor(ms)]);
      ms -= (HOUR_MS / 3) * Math.log((1 - random()) * (1 - random()) * (1 - random()));
    }
    return own;
  }).flat();
}

/** A moment of busy hours, by rejection. */
function momentOf(days: number, shift: number, random: () => number): number {
  for (;;) {
    const ms = Math.floor(random() * days * DAY_MS);
    if (random() < busyness((ms / HOUR_MS + shift) % 24)) return ms;
  }
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function poisson(mean: number, random: () => number): number {
  if (mean > 200) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let n = 0;
  for (let product = random(); product > limit; product *= random()) n++;
  return n;
}
