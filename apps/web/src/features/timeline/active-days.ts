import { activeOn, type DayBits, type NetworkDays } from '@iolaus/contracts';
import type { DaySpan, DayWindow } from './day-window.js';

/** Who was active when, as bits: members in the order of the frame. */
export interface ActiveDays extends DaySpan, DayBits {
  readonly members: number;
  readonly releases: NetworkDays['releases'];
  readonly bans: NetworkDays['bans'];
}

/** The bits out of an answer. */
export function readActiveDays({ startMs, days, members, active, releases, bans }: NetworkDays): ActiveDays {
  const bits = Uint8Array.from(atob(active), (character) => character.charCodeAt(0));
  return { startMs, days, members, width: Math.ceil(days / 8), bits, releases, bans };
}

/** Places of the members that were active on none of the days. */
export function inactiveIn(days: ActiveDays, { from, to }: DayWindow): number[] {
  return Array.from(activeOn(days, from, to)).flatMap((isActive, member) => (isActive === 1 ? [] : [member]));
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
