import { activeOn, EARLIER_SIGN_UP, NO_SIGN_UP, type DayBits, type DaysOf, type NetworkDays } from '@iolaus/contracts';
import type { DaySpan, DayWindow } from './day-window.js';

/** Who was active when, as bits: members in the order of the frame. */
export interface ActiveDays extends DaySpan, DayBits {
  readonly members: number;
  readonly releases: NetworkDays['releases'];
  readonly bans: NetworkDays['bans'];
  /** See {@link NetworkDays}. */
  readonly signUps: Uint16Array;
}

/** The bits out of an answer. */
export function readActiveDays({ startMs, days, members, active, signUps, releases, bans }: NetworkDays): ActiveDays {
  const pairs = bytesOf(signUps);
  return {
    startMs,
    days,
    members,
    width: Math.ceil(days / 8),
    bits: bytesOf(active),
    signUps: Uint16Array.from({ length: members }, (_, at) => pairs[2 * at]! | (pairs[2 * at + 1]! << 8)),
    releases,
    bans,
  };
}

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Chosen days, and whom they keep; the earlier days are what `came` and `went` compare with. */
export interface ChosenDays {
  readonly window: DayWindow;
  readonly on: DaysOf;
  readonly earlier?: DayWindow | undefined;
}

/** 1 for each member that chosen days do not keep. Without earlier days nobody came or went: they keep who was active. */
export function leftOut(days: ActiveDays, { window, on, earlier }: ChosenDays): Uint8Array {
  if (on === 'sign-ups')
    return Uint8Array.from(days.signUps, (day) => (day >= window.from && day <= window.to ? 0 : 1));
  const later = activeOn(days, window.from, window.to);
  const before = earlier && (on === 'came' || on === 'went') ? activeOn(days, earlier.from, earlier.to) : undefined;
  if (!before) return later.map((is) => 1 - is);
  return later.map((is, member) =>
    on === 'came' ? 1 - (is & (1 - before[member]!)) : 1 - (before[member]! & (1 - is)),
  );
}

/** Sign-ups by day, how many there were before the first day, and of how many members no day is known. */
export function signUpsByDay({ signUps, days }: Pick<ActiveDays, 'signUps' | 'days'>): {
  readonly perDay: readonly number[];
  readonly earlier: number;
  readonly unknown: number;
} {
  const perDay = Array.from({ length: days }, () => 0);
  let [earlier, unknown] = [0, 0];
  for (const day of signUps) {
    if (day === NO_SIGN_UP) unknown++;
    else if (day === EARLIER_SIGN_UP) earlier++;
    else if (day < days) perDay[day]!++;
  }
  return { perDay, earlier, unknown };
}

/** Whether a member was active on a day. */
export const isActiveOn = ({ width, bits }: ActiveDays, member: number, day: number): boolean =>
  (bits[member * width + (day >> 3)]! & (1 << (day & 7))) !== 0;

/** How many members of each of the first communities were active on each day: `counts[community × days + day]`. */
export function activeByCommunity(of: ActiveDays, communityOf: ArrayLike<number>, communities: number): Uint32Array {
  const counts = new Uint32Array(communities * of.days);
  for (let member = 0; member < of.members; member++) {
    if (communityOf[member]! >= communities) continue;
    const row = communityOf[member]! * of.days;
    for (let day = 0; day < of.days; day++) if (isActiveOn(of, member, day)) counts[row + day]!++;
  }
  return counts;
}
