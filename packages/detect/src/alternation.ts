import type { EventTable } from '@iolaus/contracts';
import { readCore } from './core-events.js';
import { repeatRatio } from './event-time.js';
import { clip } from './statistics.js';
import { scoreOfTrimming, trim } from './trim-turns.js';
import { surrogateScore } from './turn-surrogates.js';

/** Limits of the search for accounts that take turns. */
export interface AlternationOptions {
  /** Most accounts that are looked at, chosen by their own times. */
  readonly mostAccounts: number;
  /** Most requests that are read, the first in time. */
  readonly mostEvents: number;
  /** Most requests of one account that the event table holds (`most` of the query that read it): an account with as many may go on beyond its last one. */
  readonly mostPerAccount: number;
  /** Time-shifted copies that the call is held against. */
  readonly surrogates: number;
}

/** See {@link AlternationOptions}. */
export const ALTERNATION_DEFAULTS: AlternationOptions = {
  mostAccounts: 400,
  mostEvents: 400_000,
  mostPerAccount: Number.POSITIVE_INFINITY,
  surrogates: 24,
};

/** What was looked at. */
interface LookedAt {
  /** Accounts whose order was read. */
  readonly accounts: number;
  /** Requests read, of how many that the core has in the table. */
  readonly events: number;
  readonly eventsTotal: number;
}

/** What the order of requests tells: nothing where there is too little of it, else whether accounts take turns. */
export type Alternation =
  | (LookedAt & {
      readonly kind: 'too-little';
      /** What there is too little of: accounts at all, accounts with enough requests, or time. */
      readonly lacks: 'accounts' | 'events' | 'span';
    })
  | (LookedAt & {
      readonly kind: 'found' | 'not-found';
      /** Accounts that take turns, ascending; the best subset where nothing was found. */
      readonly kept: Uint32Array;
      /** Index of dispersion at `window` requests: 0 in turns, 1 at random. */
      readonly id: number;
      /** Least standard score of it over the windows, less what leaving accounts out reaches by itself. */
      readonly t: number;
      /** The same against time-shifted copies; null where `id` and `t` decide already that there is nothing. */
      readonly zSurrogate: number | null;
      readonly window: number;
      /** See {@link repeatRatio}. */
      readonly repeatRatio: number;
      /** Bits for the risk, 0–8. */
      readonly bits: number;
    });

/** Both scores must lie below. */
const BAR_Z = -5;
const MOST_ID = 0.8;
const SHUFFLES = 8;
/** Most bits of turns: 6 in the research; 8 here, since nothing else speaks against accounts that share little else. */
export const MOST_TURNS_BITS = 8;

/**
 * Says whether accounts of a core take turns, as those behind a load balancer do (research part 2, section 3). `accountsOfCore` are numbers as in `events`, whose rows
 * are in time order. Neither the numbers nor the order of rows of the same time change what comes out. Cost is linear in the requests of the core.
 */
export function findAlternation(
  events: EventTable,
  accountsOfCore: Uint32Array,
  options: Partial<AlternationOptions> = {},
): Alternation {
  const limits = { ...ALTERNATION_DEFAULTS, ...options };
  const { core, eventsTotal, lacks } = readCore(events, accountsOfCore, limits);
  const lookedAt: LookedAt = { accounts: core.accounts, events: core.label.length, eventsTotal };
  if (lacks) return { kind: 'too-little', lacks, ...lookedAt };
  const trimmed = trim(core);
  const { kept, best } = trimmed;
  const t = best.z - (trimmed.isTrimmed && best.z < BAR_Z ? scoreOfTrimming(core, SHUFFLES) : 0);
  const isEven = t < BAR_Z && best.id < MOST_ID;
  const zSurrogate = isEven ? surrogateScore(trimmed, limits.surrogates) : null;
  const isFound = zSurrogate !== null && zSurrogate < BAR_Z;
  return {
    kind: isFound ? 'found' : 'not-found',
    kept: kept.number.toSorted(),
    id: best.id,
    t,
    zSurrogate,
    window: best.window,
    repeatRatio: repeatRatio(kept),
    bits: isFound ? clip(-t / 5, 0, MOST_TURNS_BITS) : 0,
    ...lookedAt,
  };
}

/** Whether a call says more than another: what is found before what is not, then by score; too little says least. */
export function isClearer(a: Pick<Alternation, 'kind'> & { readonly t?: number }, b: typeof a): boolean {
  const rank = { found: 2, 'not-found': 1, 'too-little': 0 };
  return rank[a.kind] === rank[b.kind] ? (a.t ?? 0) < (b.t ?? 0) : rank[a.kind] > rank[b.kind];
}
