import type { EventTable } from '@iolaus/contracts';
import type { EventTime } from './event-time.js';

/** Requests of a core's accounts in time order. Accounts are labelled by their own times, so that numbers and names decide nothing. */
export interface CoreEvents extends EventTime {
  readonly ms: Float64Array;
  /** Account number of each label. */
  readonly number: Uint32Array;
  /** A hash of the account's times, ascending with the label; accounts of the very same times have the same. */
  readonly lot: Uint32Array;
}

/** What was read of a core, and what there is too little of to conclude. */
export interface ReadCore {
  readonly core: CoreEvents;
  readonly eventsTotal: number;
  readonly lacks: 'accounts' | 'events' | 'span' | undefined;
}

/** What {@link readCore} stops at; see `AlternationOptions`. */
export interface ReadLimits {
  readonly mostAccounts: number;
  readonly mostEvents: number;
  readonly mostPerAccount: number;
}

/** Fewer accounts cannot be told to take turns. */
export const LEAST_ACCOUNTS = 10;
const LEAST_EVENTS = 5;
/** About a day: a log from midnight to midnight begins and ends with somebody's request. */
const LEAST_SPAN_MS = 20 * 3_600_000;

/** Reads the requests of a core's accounts out of a table in time order. Accounts of fewer than five requests are left out. */
export function readCore(events: EventTable, accountsOfCore: Uint32Array, limits: ReadLimits): ReadCore {
  const number = Uint32Array.from(new Set(accountsOfCore));
  const place = placesOf(number);
  const seen = seenOf(events, place, number.length);
  const chosen = choose(seen, number, limits.mostAccounts);
  const horizonMs = horizonOf(seen, chosen, limits.mostPerAccount);
  const isComplete = (at: number): boolean => seen.count[at] < limits.mostPerAccount || seen.lastMs[at] >= horizonMs;
  const kept = chosen.filter(isComplete);
  const labelOf = new Int32Array(number.length).fill(-1);
  kept.forEach((at, label) => (labelOf[at] = label));
  const rows = rowsOf(events, { place, labelOf, horizonMs, most: limits.mostEvents });
  const all: CoreEvents = {
    ...rows,
    accounts: kept.length,
    number: kept.map((at) => number[at]),
    lot: kept.map((at) => seen.lot[at]),
  };
  const core = onlyAccounts(all, loud(all));
  orderTies(core);
  return { core, eventsTotal: seen.count.reduce((sum, each) => sum + each, 0), lacks: lackOf(core, number.length) };
}

/** The same requests without those of other accounts than these labels (ascending), labelled anew. */
export function onlyAccounts(core: CoreEvents, labels: Uint32Array): CoreEvents {
  if (labels.length === core.accounts) return core;
  const labelOf = new Int32Array(core.accounts).fill(-1);
  labels.forEach((label, at) => (labelOf[label] = at));
  const isKept = (_: number, row: number): boolean => labelOf[core.label[row]] >= 0;
  return {
    label: core.label.filter(isKept).map((label) => labelOf[label]),
    ms: core.ms.filter(isKept),
    accounts: labels.length,
    number: labels.map((label) => core.number[label]),
    lot: labels.map((label) => core.lot[label]),
  };
}

function lackOf({ accounts, ms }: CoreEvents, given: number): ReadCore['lacks'] {
  if (given < LEAST_ACCOUNTS) return 'accounts';
  if (accounts < LEAST_ACCOUNTS) return 'events';
  return ms[ms.length - 1] - ms[0] < LEAST_SPAN_MS ? 'span' : undefined;
}

function placesOf(number: Uint32Array): Int32Array {
  const place = new Int32Array(number.reduce((most, each) => Math.max(most, each), 0) + 1).fill(-1);
  number.forEach((each, at) => (place[each] = at));
  return place;
}

/** Per account of the core: its requests, their hash, and the first and last time. */
interface Seen {
  readonly count: Uint32Array;
  readonly lot: Uint32Array;
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
}

function seenOf({ account, ms }: EventTable, place: Int32Array, accounts: number): Seen {
  const count = new Uint32Array(accounts);
  const lot = new Uint32Array(accounts).fill(0x811c9dc5);
  const firstMs = new Float64Array(accounts);
  const lastMs = new Float64Array(accounts);
  for (let row = 0; row < account.length; row++) {
    const at = place[account[row]] ?? -1;
    if (at < 0) continue;
    if (count[at]++ === 0) firstMs[at] = ms[row];
    lastMs[at] = ms[row];
    lot[at] = withTime(lot[at], ms[row]);
  }
  return { count, lot: lot.map(mix), firstMs, lastMs };
}

/** The accounts of enough requests in the order of their lots, at most so many; of accounts of the very same times all are taken or none. */
function choose({ count, lot }: Seen, number: Uint32Array, most: number): Uint32Array {
  const order = Uint32Array.from(number.keys()).filter((at) => count[at] >= LEAST_EVENTS);
  order.sort((x, y) => lot[x] - lot[y] || number[x] - number[y]);
  let end = Math.min(most, order.length);
  while (end > 0 && end < order.length && lot[order[end - 1]] === lot[order[end]]) end--;
  return order.subarray(0, end);
}

/**
 * Until when to look, where only the first requests of an account were read: until the end of such an account beyond which accounts × time would be less. Without it
 * those that end early would seem to pause.
 */
function horizonOf({ count, firstMs, lastMs }: Seen, chosen: Uint32Array, mostPerAccount: number): number {
  const ends = Float64Array.from(
    chosen.filter((at) => count[at] >= mostPerAccount),
    (at) => lastMs[at],
  ).sort();
  const first = chosen.reduce((least, at) => Math.min(least, firstMs[at]), Number.POSITIVE_INFINITY);
  const last = chosen.reduce((most, at) => Math.max(most, lastMs[at]), Number.NEGATIVE_INFINITY);
  let best = { area: (chosen.length - ends.length) * (last - first), ms: Number.POSITIVE_INFINITY };
  ends.forEach((ms, at) => {
    const area = (chosen.length - at) * (ms - first);
    if (area > best.area) best = { area, ms };
  });
  return best.ms;
}

function rowsOf(
  { account, ms }: EventTable,
  of: {
    readonly place: Int32Array;
    readonly labelOf: Int32Array;
    readonly horizonMs: number;
    readonly most: number;
  },
): { readonly label: Uint32Array; readonly ms: Float64Array } {
  const label = new Uint32Array(Math.min(of.most, account.length));
  const times = new Float64Array(label.length);
  let rows = 0;
  for (let row = 0; row < account.length && rows < label.length && ms[row] <= of.horizonMs; row++) {
    const own = of.labelOf[of.place[account[row]] ?? -1] ?? -1;
    if (own < 0) continue;
    label[rows] = own;
    times[rows++] = ms[row];
  }
  return { label: label.slice(0, rows), ms: times.slice(0, rows) };
}

function loud({ label, accounts }: CoreEvents): Uint32Array {
  const count = new Uint32Array(accounts);
  for (const each of label) count[each]++;
  return Uint32Array.from(count.keys()).filter((each) => count[each] >= LEAST_EVENTS);
}

/** Requests of the same time in an order that is drawn from the accounts' times: neither that of rows nor the same each time, which would look like turns. */
function orderTies({ label, ms, lot }: CoreEvents): void {
  for (let from = 0, to = 1; from < ms.length; from = to++) {
    while (to < ms.length && ms[to] === ms[from]) to++;
    if (to - from === 1) continue;
    const drawn = (each: number): number => mix(withTime(lot[each], ms[from]));
    label.subarray(from, to).sort((x, y) => drawn(x) - drawn(y) || x - y);
  }
}

/** FNV-1a over the halves of a time. */
function withTime(hash: number, ms: number): number {
  const low = Math.imul(hash ^ (ms >>> 0), 0x01000193);
  return Math.imul(low ^ Math.floor(ms / 4_294_967_296), 0x01000193) >>> 0;
}

/** Spreads a hash over all 32 bits. */
export function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
