/** Bits of `networkDays`, `width` bytes a member. */
export interface DayBits {
  readonly width: number;
  readonly bits: Uint8Array;
}

/** 1 for each member that was active on one of the days between two places, both within; `to` before `from` is no day. */
export function activeOn({ width, bits }: DayBits, from: number, to: number): Uint8Array {
  const mask = new Uint8Array(width);
  for (let day = from; day <= to; day++) mask[day >> 3]! |= 1 << (day & 7);
  const active = new Uint8Array(width === 0 ? 0 : bits.length / width);
  // A player asks this of every member for every day it shows; building the answer from a function takes five times as long.
  for (let member = 0; member < active.length; member++) {
    const row = member * width;
    for (let byte = from >> 3; byte < width; byte++) {
      if ((bits[row + byte]! & mask[byte]!) === 0) continue;
      active[member] = 1;
      break;
    }
  }
  return active;
}

/** A member of which neither sign-up nor first record is known, in the column of sign-ups. */
export const NO_SIGN_UP = 0xffff;
/** A sign-up before the days of a network, in the column of sign-ups. */
export const EARLIER_SIGN_UP = 0x8000;

/** Whom chosen days keep: members that were active on them, or that signed up on them; with the days that they are compared with, those that came (active on these, and not on the earlier) or that went (the other way round). */
export const DAYS_OF = ['active', 'sign-ups', 'came', 'went'] as const;
/** See {@link DAYS_OF}. */
export type DaysOf = (typeof DAYS_OF)[number];
