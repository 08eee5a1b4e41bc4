import type { EventTable } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { findAlternation, type Alternation } from './alternation.js';
import { alternationOfNetwork } from './network-alternation.js';
import { eventsOf, mostlyRandom, NO_TURNS, TURNS, upTo, type Process } from './testing/turns.js';
import { randomOf } from './testing/worlds.js';

const SEEDS = [11, 12, 13];

const callOf = (process: Process, accounts: number, seed: number, days = 7): Alternation =>
  findAlternation(eventsOf(process({ accounts, seed, days })), upTo(accounts));

/** A pool, and as many accounts of another kind numbered after it. */
function contaminated(pool: Process, benign: Process, accounts: number, seed: number): EventTable {
  const others = benign({ accounts, seed: seed + 500 }).map(([a, ms]): [number, number] => [a + accounts, ms]);
  return eventsOf([...pool({ accounts, seed }), ...others]);
}

function concluded(call: Alternation): Extract<Alternation, { kept: Uint32Array }> {
  if (call.kind === 'too-little') throw new Error(`too little: ${call.lacks}`);
  return call;
}

describe('findAlternation', () => {
  describe.each(Object.entries(TURNS))('of %s', (_, process) => {
    it.each(SEEDS)('finds that 50 accounts take turns (seed %i)', (seed) => {
      const call = concluded(callOf(process, 50, seed));
      expect(call).toMatchObject({ kind: 'found', accounts: 50 });
      expect(call.t).toBeLessThan(-20);
      expect(call.bits).toBeGreaterThan(4);
      expect(call.kept.length).toBeGreaterThan(47);
    });

    it('finds it of 10 and of 200 accounts', () => {
      expect(callOf(process, 10, 4).kind).toBe('found');
      expect(callOf(process, 200, 4).kind).toBe('found');
    });
  });

  describe.each(Object.entries(NO_TURNS))('of %s', (_, process) => {
    it.each(SEEDS)('finds nothing in 10, 50 and 200 accounts (seed %i)', (seed) => {
      for (const accounts of [10, 50, 200]) {
        expect(callOf(process, accounts, seed)).toMatchObject({ kind: 'not-found', bits: 0 });
        expect(callOf(process, accounts, seed, 2)).toMatchObject({ kind: 'not-found', bits: 0 });
      }
    });
  });

  it('takes nothing for turns that trimming alone makes even, however many accounts and few requests', () => {
    for (const seed of SEEDS) {
      const lots = NO_TURNS['a load balancer that draws lots'];
      expect(callOf(lots, 200, seed, 1).kind).toBe('not-found');
    }
  });

  it('rejects clockwork by its time-shifted copies alone', () => {
    const call = concluded(callOf(NO_TURNS['jobs at fixed minutes'], 50, 3));
    expect(call.t).toBeLessThan(-50);
    expect(call.id).toBeLessThan(0.05);
    expect(Math.abs(call.zSurrogate ?? Number.NaN)).toBeLessThan(1);
  });

  it('finds sticky turns in blocks of five times as many requests as accounts', () => {
    const call = concluded(callOf(TURNS['sticky, five requests a turn'], 50, 3));
    expect(call.window).toBe(250);
    expect(call.repeatRatio).toBeGreaterThan(10);
  });

  it('gives how often an account follows itself: never in turns, as often as chance where lots are drawn', () => {
    expect(concluded(callOf(TURNS['round robin'], 50, 3)).repeatRatio).toBe(0);
    const lots = concluded(callOf(NO_TURNS['people of own hours'], 50, 3));
    expect(lots.repeatRatio).toBeGreaterThan(4);
  });

  it('leaves mostly random routing open', () => {
    const call = concluded(callOf(mostlyRandom, 50, 3));
    expect(call.kind).toBe('not-found');
    expect(call.id).toBeLessThan(0.9);
  });

  it.each([20, 100])('keeps the %i accounts that take turns out of as many people and strangers', (accounts) => {
    for (const benign of ['people of own hours', 'independent requests at the same hours'] as const)
      for (const seed of SEEDS) {
        const events = contaminated(TURNS['round robin'], NO_TURNS[benign], accounts, seed);
        const call = concluded(findAlternation(events, upTo(2 * accounts)));
        expect(call.kind).toBe('found');
        const right = call.kept.filter((a) => a < accounts).length;
        expect(right / call.kept.length).toBeGreaterThanOrEqual(0.95);
        expect(right / accounts).toBeGreaterThanOrEqual(0.95);
      }
  });

  it('finds turns where only a fifth of the pool is known', () => {
    const { account, ms } = eventsOf(TURNS['shuffled cycles']({ accounts: 200, seed: 6 }));
    const known = Uint32Array.from({ length: 40 }, (_, at) => at * 5);
    const call = findAlternation({ account, ms, total: ms.length }, known);
    expect(call).toMatchObject({ kind: 'found', accounts: 40 });
    expect(call.events).toBe(call.eventsTotal);
  });
});

describe('what findAlternation refuses to conclude from', () => {
  const turns = TURNS['round robin'];

  it('is fewer than ten accounts', () => {
    expect(callOf(turns, 9, 1)).toMatchObject({ kind: 'too-little', lacks: 'accounts' });
    expect(findAlternation(eventsOf([]), new Uint32Array())).toMatchObject({ kind: 'too-little', lacks: 'accounts' });
  });

  it('is fewer than five requests of all but nine accounts', () => {
    const requests = Array.from({ length: 40 * 30 }, (_, at): [number, number] => [at % 30, at * 3_600_000]);
    const few = requests.filter(([a], at) => a < 9 || at < 4 * 30);
    expect(findAlternation(eventsOf(few), upTo(30))).toMatchObject({ kind: 'too-little', lacks: 'events' });
    expect(findAlternation(eventsOf(requests), upTo(30))).toMatchObject({ kind: 'not-found' });
  });

  it('is less than about a day', () => {
    const { account, ms } = eventsOf(turns({ accounts: 50, seed: 2, perDay: 100 }));
    const rows = ms.findIndex((each) => each > ms[0] + 18 * 3_600_000);
    const morning = { account: account.subarray(0, rows), ms: ms.subarray(0, rows), total: rows };
    expect(findAlternation(morning, upTo(50))).toMatchObject({ kind: 'too-little', lacks: 'span' });
  });
});

describe('limits of findAlternation', () => {
  it('reads the first requests, and says how many of how many', () => {
    const events = eventsOf(TURNS['round robin']({ accounts: 50, seed: 3 }));
    const call = findAlternation(events, upTo(50), { mostEvents: 4000 });
    expect(call).toMatchObject({ kind: 'found', events: 4000, eventsTotal: events.ms.length });
  });

  it('looks at some accounts of a large core', () => {
    const call = callOf(TURNS['round robin'], 500, 3, 2);
    expect(call).toMatchObject({ kind: 'found', accounts: 400 });
    expect(call.events).toBeLessThan(call.eventsTotal);
  });

  it('looks until where most accounts are read whole, as those read in part would seem to pause', () => {
    const pool = TURNS['shuffled cycles']({ accounts: 50, seed: 3 });
    const busy = NO_TURNS['jobs at fixed minutes']({ accounts: 10, seed: 4 }).map(([a, ms]): [number, number] => [
      a + 50,
      ms,
    ]);
    const most = 100;
    const counts = new Uint32Array(60);
    const read = [...pool, ...busy].toSorted((x, y) => x[1] - y[1]).filter(([a]) => counts[a]++ < most);
    const call = concluded(findAlternation(eventsOf(read), upTo(60), { mostPerAccount: most }));
    expect(call.kind).toBe('found');
    expect([...call.kept].every((a) => a < 50)).toBe(true);
    expect(call.kept.length).toBeGreaterThan(45);
  });
});

describe('names and the order of rows', () => {
  const events = contaminated(TURNS['round robin with 30 % random'], NO_TURNS['people of own hours'], 40, 8);
  // In seconds, so that many requests fall together.
  const coarse = { ...events, ms: events.ms.map((each) => Math.floor(each / 20_000) * 20_000) };
  const call = concluded(findAlternation(coarse, upTo(80)));

  it('decide nothing: under other numbers the same accounts are found with the same figures', () => {
    const lots = randomOf(5);
    const numbers = Array.from({ length: 80 }, (_, a) => ({ a, lot: lots() })).sort((x, y) => x.lot - y.lot);
    const renamed = Uint32Array.from(coarse.account, (a) => 1000 + numbers[a].a * 3);
    const given = Uint32Array.from(numbers, ({ a }) => 1000 + a * 3);
    const again = concluded(findAlternation({ ...coarse, account: renamed }, given));
    const kept = Uint32Array.from(call.kept, (a) => 1000 + numbers[a].a * 3).sort();
    expect(again).toEqual({ ...call, kept });
  });

  it('decide nothing: rows of the same time may come in any order', () => {
    const account = Uint32Array.from(coarse.account);
    for (let from = 0, to = 1; from < account.length; from = to++) {
      while (coarse.ms[to] === coarse.ms[from]) to++;
      account.subarray(from, to).reverse();
    }
    expect(account).not.toEqual(coarse.account);
    expect(findAlternation({ ...coarse, account }, upTo(80))).toEqual(call);
  });

  it('decide nothing among accounts of the very same times', () => {
    const one = NO_TURNS['jobs at fixed minutes']({ accounts: 1, seed: 2 });
    const twins = Array.from({ length: 450 }, (_, a) => one.map(([, ms]): [number, number] => [a, ms])).flat();
    expect(findAlternation(eventsOf(twins), upTo(450))).toMatchObject({ kind: 'too-little', lacks: 'events' });
  });
});

describe('alternationOfNetwork', () => {
  const network = (sizes: readonly number[]) => ({
    account: upTo(sizes.reduce((sum, each) => sum + each, 0)),
    community: Uint16Array.from(sizes.flatMap((size, c) => Array.from({ length: size }, () => c))),
  });
  const crowd = (process: Process, accounts: number, first: number) =>
    process({ accounts, seed: 7 + first }).map(([a, ms]): [number, number] => [a + first, ms]);

  it('finds the community that takes turns', () => {
    const requests = [
      ...crowd(NO_TURNS['people of own hours'], 380, 0),
      ...crowd(TURNS['least recently used'], 30, 380),
      ...crowd(NO_TURNS['people of the same hours'], 20, 410),
    ];
    const call = alternationOfNetwork(network([380, 30, 20]), eventsOf(requests));
    expect(call).toMatchObject({ kind: 'found', community: 1, accounts: 30 });
    expect([...concluded(call).kept]).toEqual(Array.from({ length: 30 }, (_, at) => 380 + at));
  });

  it('finds turns in a whole network that no community holds', () => {
    const sizes = [8, 8, 8, 8];
    const call = alternationOfNetwork(network(sizes), eventsOf(crowd(TURNS['round robin'], 32, 0)));
    expect(call).toMatchObject({ kind: 'found', community: undefined, accounts: 32 });
  });

  it('says that there is too little of a network without events', () => {
    expect(alternationOfNetwork(network([30]), eventsOf([]))).toMatchObject({ kind: 'too-little', lacks: 'events' });
  });

  it('prefers to say that nothing was found to saying that there is too little', () => {
    const requests = crowd(NO_TURNS['people of own hours'], 30, 0);
    expect(alternationOfNetwork(network([30, 12]), eventsOf(requests)).kind).toBe('not-found');
  });
});
