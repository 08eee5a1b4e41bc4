import {
  activeOn,
  EARLIER_SIGN_UP,
  IolausError,
  NO_SIGN_UP,
  type AccountDays,
  type DayBits,
  type DayRange,
  type DaysOf,
  type TimeWindow,
} from '@iolaus/contracts';
import type { SnapshotNetwork } from '../snapshot.js';
import type { Workbench } from '../workbench.js';

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;
/** Networks whose days are kept: those that are being looked at. */
const KEPT = 4;

/** Which member was active on which day, as bits. */
export interface MemberDays extends DayBits {
  readonly first: number;
  readonly count: number;
  readonly members: number;
  readonly table: AccountDays;
}

/** Days by network of a snapshot; the oldest go first. A network of another snapshot is another object. */
const kept = new Map<SnapshotNetwork, Promise<MemberDays>>();

/** Chosen days, and whom they keep; the earlier days are what `came` and `went` compare with. */
export interface ChosenDays extends DayRange {
  readonly daysOf?: DaysOf | undefined;
  readonly vsFrom?: string | undefined;
  readonly vsTo?: string | undefined;
}

/** 1 for each member that chosen days keep, in the order of the snapshot; refuses days that end before they begin, and a comparison without earlier days (BAD_INPUT). */
export async function membersOn(
  workbench: Workbench,
  network: SnapshotNetwork,
  chosen: ChosenDays,
): Promise<Uint8Array> {
  if (chosen.daysOf === 'sign-ups') return membersBorn(network, chosen);
  const days = await daysOf(workbench, network);
  const later = activeIn(days, windowOf(chosen));
  if (chosen.daysOf !== 'came' && chosen.daysOf !== 'went') return later;
  const earlier = activeIn(days, windowOf(earlierOf(chosen)));
  return chosen.daysOf === 'came' ? isOnlyIn(later, earlier) : isOnlyIn(earlier, later);
}

/** The earlier days of a comparison; refuses where they are not given (BAD_INPUT). */
export function earlierOf({ daysOf, vsFrom, vsTo }: ChosenDays): DayRange {
  if (vsFrom !== undefined && vsTo !== undefined) return { from: vsFrom, to: vsTo };
  throw new IolausError('BAD_INPUT', { detail: `${daysOf} needs vsFrom and vsTo, the days to compare with` });
}

const isOnlyIn = (one: Uint8Array, other: Uint8Array): Uint8Array =>
  one.map((is, member) => (is === 1 && other[member] === 0 ? 1 : 0));

/** The days of a network's members, kept while the network is being looked at. */
export function daysOf(workbench: Workbench, network: SnapshotNetwork): Promise<MemberDays> {
  const known = kept.get(network);
  if (known) return known;
  const { ids } = network.members;
  const made = workbench.lake.accountDays(ids).then((table) => memberDays(table, ids.length));
  kept.set(network, made);
  // What failed once may succeed when it is asked again.
  made.catch(() => kept.delete(network));
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  return made;
}

function memberDays(table: AccountDays, members: number): MemberDays {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const day of table.day) {
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  if (table.day.length === 0) return { first: 0, count: 0, members, width: 0, bits: new Uint8Array(), table };
  const width = Math.ceil((last - first + 1) / 8);
  const bits = new Uint8Array(members * width);
  table.account.forEach((row, at) => {
    const day = table.day[at]! - first;
    bits[row * width + (day >> 3)]! |= 1 << (day & 7);
  });
  return { first, count: last - first + 1, members, width, bits, table };
}

/** 1 for each member that was active in the window. */
export function activeIn(days: MemberDays, { fromMs, toMs }: TimeWindow): Uint8Array {
  const { first, count, members } = days;
  // Bits without a width do not tell how many members they are of.
  if (count === 0) return new Uint8Array(members);
  return activeOn(days, Math.max(0, fromMs / DAY_MS - first), Math.min(count, toMs / DAY_MS - first) - 1);
}

/** When a member signed up, or was first seen where that is not known, Unix ms; NaN where neither is. */
export const bornMs = ({ createdMs, firstMs }: SnapshotNetwork['members'], row: number): number =>
  Number.isNaN(createdMs[row]!) ? firstMs[row]! : createdMs[row]!;

/** 1 for each member that signed up on one of the days. */
export function membersBorn({ members }: Pick<SnapshotNetwork, 'members'>, range: DayRange): Uint8Array {
  const { fromMs, toMs } = windowOf(range);
  return Uint8Array.from(members.ids, (_, row) => {
    const ms = bornMs(members, row);
    return ms >= fromMs && ms < toMs ? 1 : 0;
  });
}

/** Days of sign-up from the first on, as an answer carries them. */
export function signUpColumn({ members }: Pick<SnapshotNetwork, 'members'>, first: number): Uint16Array {
  return Uint16Array.from(members.ids, (_, row) => {
    const day = Math.floor(bornMs(members, row) / DAY_MS) - first;
    if (Number.isNaN(day)) return NO_SIGN_UP;
    return day < 0 ? EARLIER_SIGN_UP : Math.min(day, EARLIER_SIGN_UP - 1);
  });
}

/** The window of a range of days; refuses one that ends before it begins (BAD_INPUT). */
export function windowOf({ from, to }: DayRange): TimeWindow {
  const window = { fromMs: Date.parse(from), toMs: Date.parse(to) + DAY_MS };
  if (window.toMs <= window.fromMs) throw new IolausError('BAD_INPUT', { detail: `${to} is before ${from}` });
  return window;
}
