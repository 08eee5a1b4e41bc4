import type { Rng } from './rng.js';
import { DAY_MS, HOUR_MS } from './world.js';

/** Requests that a load balancer deals out, in the order of time. */
export interface Dispatched {
  /** Milliseconds since START_MS, ascending. */
  readonly timeMs: Float64Array;
  /** Whose turn it was. */
  readonly person: Uint32Array;
}

/** Share 0–1 of requests that come in bursts of ten minutes, as a job of its customers starts. */
const BURST01 = 0.5;
const BURSTS_A_DAY = 20;
const BURST_MS = 600_000;

/**
 * `total` requests over `days` days, dealt in turns: each cycle goes once through the members in a new order, but a share `random01` of the requests goes to a
 * member at random instead (research part 2, section 3.2).
 */
export function dispatchRequests(
  rng: Rng,
  of: {
    readonly members: readonly number[];
    readonly total: number;
    readonly days: number;
    readonly random01: number;
  },
): Dispatched {
  const timeMs = demand(rng, of.total, of.days);
  const person = new Uint32Array(of.total);
  let cycle: number[] = [];
  for (let at = 0; at < of.total; at++) {
    if (cycle.length === 0) cycle = rng.sample(of.members, of.members.length);
    person[at] = rng.chance(of.random01) ? rng.pick(of.members) : cycle.pop()!;
  }
  return { timeMs, person };
}

/** When requests come: a working day's profile, and bursts. */
function demand(rng: Rng, total: number, days: number): Float64Array {
  const moment = (): number => {
    const hour = (12 + (rng.next() + rng.next() + rng.next() - 1.5) * 8 + 24) % 24;
    return rng.int(0, days - 1) * DAY_MS + hour * HOUR_MS;
  };
  const bursts = Array.from({ length: BURSTS_A_DAY * days }, moment);
  const last = days * DAY_MS - 1;
  return Float64Array.from({ length: total }, () =>
    Math.min(last, rng.chance(BURST01) ? rng.pick(bursts) + rng.next() * BURST_MS : moment()),
  ).sort();
}
