import type { LakeTables } from '@iolaus/contracts';
import type { Incidence } from './incidence.js';
import { readClock, type Clock } from './one-kind-clock.js';
import { findCoherentHubs, LEAST_ON_HUB, type CoherentHubs } from './one-kind-hubs.js';
import { placesOf } from './ranks.js';

/** Expected strangers in a window of an indicator: the window shrinks as the indicator grows. */
export const WINDOW = 0.01;
/** Accounts after each one in time with which it may meet. */
const NEXT = 6;
/** An account with more contacts that are no accounts than this share of accounts has contacts at all is a service: its direct links say nothing of who belongs to whom. */
const SERVICE_QUANTILE = 0.99;
/** Contacts that an account may have whatever the others have. */
const LEAST_SERVICE = 20;

/** Meetings that join two accounts. */
export const LEAST_MEETINGS = 2;

/** How two accounts are joined. A direct link, a neighbour in time on a hub and a coherent hub each suffice; of meetings it takes two. */
export const LINK_SORTS = ['direct', 'window', 'coherent', 'meeting'] as const;
/** One of {@link LINK_SORTS}, as its index. */
export const [DIRECT, WINDOWED, COHERENT, MEETING] = [0, 1, 2, 3] as const;

/** Links of accounts as columns, with the indicator that each rests on. */
export interface LinkColumns {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly via: Uint32Array;
  /** Index into {@link LINK_SORTS}. */
  readonly sort: Uint8Array;
}

/** All links of a dump with one kind of indicator, and its coherent hubs. */
export interface AccountLinks extends LinkColumns {
  readonly coherent: CoherentHubs;
}

/**
 * Links accounts one by one (research part 2, section 1.1). Over a kind that refers to accounts: an account and the account that it names, except services; neighbours in time on a hub
 * with d·|Δu| ≤ 0.01; all accounts of a coherent hub. A hub of one or two accounts links nobody: rarity is no evidence where there is one kind. Over other kinds: meetings in such windows.
 */
export function linkAccounts(incidence: Incidence, tables: LakeTables): AccountLinks {
  const clock = readClock(tables);
  const out = new Columns();
  addDirect(out, incidence, tables);
  const { kinds, indicatorKind } = tables.sightings;
  const isContact = (e: number): boolean => kinds[indicatorKind[e]].refersToAccount === true;
  const hubs = hubsOf(incidence);
  const contacts = hubs.filter(isContact);
  const coherent = findCoherentHubs(contacts, clock);
  for (const e of contacts) addNeighbours(out, tables, { e, clock, isCoherent: coherent.has(e) });
  for (const e of hubs) if (!isContact(e)) addMeetings(out, tables, { e, clock });
  return { ...out.columns(), coherent };
}

/** Indicators of the family that links, or of any where none does; not those that name an account. */
export function hubsOf(incidence: Incidence): Uint32Array {
  const family = incidence.family[incidence.links.indexOf(1)];
  return Uint32Array.from({ length: incidence.indicators }, (_, e) => e).filter(
    (e) =>
      incidence.refersTo[e] < 0 &&
      incidence.reach[e] > 1 &&
      incidence.reliability[e] > 0 &&
      (family === undefined || incidence.family[e] === family),
  );
}

function addDirect(out: Columns, incidence: Incidence, tables: LakeTables): void {
  const named = namedBy(incidence);
  const isService = servicesOf(incidence, tables, named);
  named.forEach(({ a, b, via }) => {
    if (isService[a] === 0 && isService[b] === 0) out.push(a, b, { via, sort: DIRECT });
  });
}

interface Named {
  readonly a: number;
  readonly b: number;
  readonly via: number;
}

/** Account b is named by a; when each names the other, that is one link. */
function namedBy(incidence: Incidence): Named[] {
  const found: Named[] = [];
  const seen = new Set<number>();
  for (let via = 0; via < incidence.indicators; via++) {
    const b = incidence.refersTo[via];
    if (b < 0 || incidence.reliability[via] === 0) continue;
    for (let at = incidence.indicatorStart[via]; at < incidence.indicatorStart[via + 1]; at++) {
      const a = incidence.ofIndicator[at];
      const key = Math.min(a, b) * incidence.accounts + Math.max(a, b);
      if (a === b || seen.has(key)) continue;
      seen.add(key);
      found.push({ a, b, via });
    }
  }
  return found;
}

/** 1 for accounts with more contacts that are no accounts than nearly everybody has contacts. */
function servicesOf(incidence: Incidence, { sightings }: LakeTables, named: readonly Named[]): Uint8Array {
  const strangers = new Uint32Array(incidence.accounts);
  for (let e = 0; e < incidence.indicators; e++) {
    if (incidence.refersTo[e] >= 0 || !sightings.kinds[sightings.indicatorKind[e]].refersToAccount) continue;
    for (let at = incidence.indicatorStart[e]; at < incidence.indicatorStart[e + 1]; at++)
      strangers[incidence.ofIndicator[at]]++;
  }
  const contacts = strangers.slice();
  for (const { a, b } of named) {
    contacts[a]++;
    contacts[b]++;
  }
  const degrees = contacts.filter((each) => each > 0).sort();
  const usual = degrees.length === 0 ? 0 : degrees[Math.floor(SERVICE_QUANTILE * (degrees.length - 1))];
  const most = Math.max(LEAST_SERVICE, usual);
  return Uint8Array.from(strangers, (each) => (each > most ? 1 : 0));
}

/** The component of each of so many accounts, as the number of its first one, by the links that join, less those that `isOut` says of by their place. */
export function componentsOf(
  accounts: number,
  { a, b, sort }: LinkColumns,
  isOut: (at: number) => boolean = () => false,
): Uint32Array {
  const parent = Uint32Array.from({ length: accounts }, (_, at) => at);
  const find = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top] = parent[parent[top]];
    return top;
  };
  const join = (x: number, y: number): void => {
    const [first, second] = [find(x), find(y)];
    parent[Math.max(first, second)] = Math.min(first, second);
  };
  const meetings: number[] = [];
  for (let at = 0; at < a.length; at++) {
    if (isOut(at)) continue;
    if (sort[at] === MEETING) meetings.push(a[at] * accounts + b[at]);
    else join(a[at], b[at]);
  }
  const keys = Float64Array.from(meetings).sort();
  for (let at = LEAST_MEETINGS - 1; at < keys.length; at++) {
    if (keys[at] === keys[at - LEAST_MEETINGS + 1]) join(Math.floor(keys[at] / accounts), keys[at] % accounts);
  }
  return parent.map((_, at) => find(at));
}

interface OnHub {
  readonly e: number;
  readonly clock: Clock;
}

function addNeighbours(out: Columns, { sightings }: LakeTables, of: OnHub & { readonly isCoherent: boolean }): void {
  const { e, clock } = of;
  const rows = clock.rows.subarray(clock.start[e], clock.start[e + 1]);
  if (rows.length < LEAST_ON_HUB) return;
  const places = placesOf(rows, clock.ranks);
  const isClose = (gap: number): boolean => rows.length * gap <= WINDOW;
  const isTied = (i: number): boolean => i < rows.length && clock.ranks.from[rows[i - 1]] === clock.ranks.from[rows[i]];
  for (let i = 1; i < rows.length; i++) {
    // Among rows of one time it is their names that decide who stands last: it is linked onwards only when all of them are linked.
    const isSure =
      isTied(i) ||
      ((i < 2 || !isTied(i - 1) || isClose(places[i - 1] - places[i - 2])) &&
        (!isTied(i + 1) || isClose(places[i + 1] - places[i])));
    const isWindowed = isSure && isClose(places[i] - places[i - 1]);
    if (isWindowed || of.isCoherent)
      out.push(sightings.account[rows[i - 1]], sightings.account[rows[i]], {
        via: e,
        sort: isWindowed ? WINDOWED : COHERENT,
      });
  }
}

function addMeetings(out: Columns, { sightings }: LakeTables, { e, clock }: OnHub): void {
  const rows = clock.rows.subarray(clock.start[e], clock.start[e + 1]);
  const places = placesOf(rows, clock.ranks);
  for (let i = 0; i < rows.length; i++) {
    for (let j = i + 1; j < rows.length && j <= i + NEXT && rows.length * (places[j] - places[i]) <= WINDOW; j++)
      out.push(sightings.account[rows[i]], sightings.account[rows[j]], { via: e, sort: MEETING });
  }
}

/** Columns that grow. */
class Columns {
  #a = new Uint32Array(1024);
  #b = new Uint32Array(1024);
  #via = new Uint32Array(1024);
  #sort = new Uint8Array(1024);
  #rows = 0;

  push(a: number, b: number, of: { readonly via: number; readonly sort: number }): void {
    if (this.#rows === this.#a.length) this.#grow();
    this.#a[this.#rows] = Math.min(a, b);
    this.#b[this.#rows] = Math.max(a, b);
    this.#via[this.#rows] = of.via;
    this.#sort[this.#rows++] = of.sort;
  }

  columns(): LinkColumns {
    return {
      a: this.#a.slice(0, this.#rows),
      b: this.#b.slice(0, this.#rows),
      via: this.#via.slice(0, this.#rows),
      sort: this.#sort.slice(0, this.#rows),
    };
  }

  #grow(): void {
    const rows = this.#rows * 2;
    const wider = <Of extends Uint32Array | Uint8Array>(to: Of, from: Of): Of => (to.set(from), to);
    this.#a = wider(new Uint32Array(rows), this.#a);
    this.#b = wider(new Uint32Array(rows), this.#b);
    this.#via = wider(new Uint32Array(rows), this.#via);
    this.#sort = wider(new Uint8Array(rows), this.#sort);
  }
}
