import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  activeByCommunity,
  isActiveOn,
  leftOut,
  readActiveDays,
  signUpsByDay,
  type ActiveDays,
} from './active-days.js';
import { windowAcross, type DayWindow } from './day-window.js';

const DAYS = 19;
const activities = fc.array(fc.array(fc.nat(DAYS - 1), { maxLength: 6 }), { minLength: 1, maxLength: 12 });

/** What the service answers for members that were active on these days. */
function answered(days: readonly (readonly number[])[]): ActiveDays {
  const width = Math.ceil(DAYS / 8);
  const bits = new Uint8Array(days.length * width);
  days.forEach((own, member) => own.forEach((day) => (bits[member * width + (day >> 3)] |= 1 << (day & 7))));
  return readActiveDays({
    startMs: 0,
    dayMs: 86_400_000,
    days: DAYS,
    members: days.length,
    active: btoa(String.fromCharCode(...bits)),
    signUps: btoa(String.fromCharCode(...days.flatMap((own) => [own[0] ?? 255, own[0] === undefined ? 255 : 0]))),
    releases: [],
    bans: [],
  });
}

it('knows on which days each member was active', () => {
  fc.assert(
    fc.property(activities, (days) => {
      const read = answered(days);
      days.forEach((own, member) => {
        for (let day = 0; day < DAYS; day++) expect(isActiveOn(read, member, day)).toBe(own.includes(day));
      });
    }),
  );
});

const windows = fc.tuple(fc.nat(DAYS - 1), fc.nat(DAYS - 1)).map(([one, other]) => windowAcross(one, other));
const isIn = (own: readonly number[], { from, to }: DayWindow): boolean => own.some((day) => day >= from && day <= to);

it('leaves out who was active on none of the days', () => {
  fc.assert(
    fc.property(activities, windows, (days, window) => {
      const expected = days.map((own) => Number(!isIn(own, window)));
      expect([...leftOut(answered(days), { window, on: 'active' })]).toEqual(expected);
    }),
  );
});

it('keeps who came, active on the days and not on the earlier ones, or who went, the other way round', () => {
  fc.assert(
    fc.property(activities, windows, windows, (days, window, earlier) => {
      const came = days.map((own) => Number(!(isIn(own, window) && !isIn(own, earlier))));
      expect([...leftOut(answered(days), { window, on: 'came', earlier })]).toEqual(came);
      const went = days.map((own) => Number(!(isIn(own, earlier) && !isIn(own, window))));
      expect([...leftOut(answered(days), { window, on: 'went', earlier })]).toEqual(went);
    }),
  );
});

it('counts the active members of each community by day', () => {
  const counts = activeByCommunity(answered([[0, 3], [3], [18]]), [0, 0, 1], 2);
  expect(counts[0]).toBe(1);
  expect(counts[3]).toBe(2);
  expect(counts[DAYS + 18]).toBe(1);
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(4);
});

it('counts sign-ups by day, those before the first and those of which no day is known apart', () => {
  const { signUps } = answered([[3], [3, 4], [], [0]]);
  expect(signUpsByDay({ signUps, days: DAYS })).toEqual({
    perDay: Array.from({ length: DAYS }, (_, day) => (day === 0 ? 1 : day === 3 ? 2 : 0)),
    earlier: 0,
    unknown: 1,
  });
  expect(signUpsByDay({ signUps: Uint16Array.of(0x8000, 1), days: 2 })).toEqual({
    perDay: [0, 1],
    earlier: 1,
    unknown: 0,
  });
});

it('hides who signed up on none of the days, whoever was active on them', () => {
  const days = answered([[3], [2, 3], [], [4]]);
  expect([...leftOut(days, { window: { from: 3, to: 4 }, on: 'sign-ups' })]).toEqual([0, 1, 1, 0]);
});
