import { describe, expect, it } from 'vitest';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { randomOf } from './testing/worlds.js';
import { buildActivity, scoreTiming } from './timing.js';

const SPAN = 600;

/** 300 strangers at random hours; the first twenty share 15 of their 20 hours with one another when they are in step. */
function world(isInStep: boolean, hoursOf: (at: number) => number = () => 20): TestAccount[] {
  const random = randomOf(9);
  const hour = (): number => Math.floor(random() * SPAN);
  const busy = Array.from({ length: 30 }, hour);
  return Array.from({ length: 300 }, (_, at) => ({
    id: String(at).padStart(3, '0'),
    holds: [['ip', `10.0.0.${at}`]],
    hours: Array.from({ length: hoursOf(at) }, (__, k) =>
      isInStep && at < 20 && k < 15 ? busy[Math.floor(random() * 30)] : hour(),
    ),
  }));
}

const first = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, at) => at);

const timingOf = (accounts: readonly TestAccount[], members = first(20)) =>
  scoreTiming(buildActivity(buildTables(accounts).activity, accounts.length), members, {
    of: new Uint16Array(members.length),
    count: 1,
  });

describe('buildActivity', () => {
  it('counts hours from the first one, and usual shares add up to one', () => {
    const tables = buildTables([
      { id: 'a', holds: [], hours: [5, 9] },
      { id: 'b', holds: [], hours: [9] },
    ]);
    const activity = buildActivity(tables.activity, 2);
    expect(activity.hours).toBe(5);
    expect([...activity.hour]).toEqual([0, 4, 4]);
    expect(activity.usual.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    expect(activity.usual[4]).toBeGreaterThan(activity.usual[0]);
  });

  it('takes a lake without any activity', () => {
    const none = buildTables([{ id: 'a', holds: [] }]).activity;
    expect(buildActivity(none, 1).hours).toBe(0);
    expect(timingOf(Array.from({ length: 20 }, (_, at) => ({ id: String(at), holds: [] }))).synchrony).toBe(0);
  });
});

describe('scoreTiming', () => {
  it('gives bits to members in step with one another', () => {
    const { bits, z, synchrony } = timingOf(world(true));
    expect(bits.reduce((a, b) => a + b, 0) / 20).toBeGreaterThan(1);
    expect(Math.min(...z)).toBeGreaterThan(1.5);
    expect(synchrony).toBeGreaterThan(0.15);
  });

  it('gives next to none to as many strangers beside them', () => {
    const { bits, synchrony } = timingOf(world(false));
    expect(bits.filter((each) => each > 1.5).length).toBeLessThanOrEqual(3);
    expect(synchrony).toBeLessThan(0.03);
  });

  it('compares with strangers: members are not measured by one another, however many of all accounts they are', () => {
    const among = (strangers: number): number => Math.min(...timingOf(world(true).slice(0, 20 + strangers)).z);
    expect(among(20)).toBeGreaterThan(1.5);
  });

  it('gives members the same bits whatever the names of accounts put first', () => {
    const strangersFirst = world(true).map((each, at) => ({ ...each, id: at < 20 ? `z${each.id}` : each.id }));
    const last = Uint32Array.from({ length: 20 }, (_, at) => 280 + at);
    const { bits } = timingOf(strangersFirst, last);
    bits.forEach((each, row) => expect(each).toBeCloseTo(timingOf(world(true)).bits[row], 5));
  });

  it('holds bits between 0 and 8', () => {
    for (const each of timingOf(world(true)).bits) {
      expect(each).toBeGreaterThanOrEqual(0);
      expect(each).toBeLessThanOrEqual(8);
    }
  });

  it('says nothing about an account that was hardly active', () => {
    const quiet = world(true, (at) => (at === 3 ? 2 : 20));
    const { bits, z } = timingOf(quiet);
    expect(z[3]).toBeNaN();
    expect(bits[3]).toBe(0);
    expect(z[4]).not.toBeNaN();
  });

  it('says nothing about fewer than five members', () => {
    const { z, synchrony } = timingOf(world(true), first(4));
    expect([...z].every(Number.isNaN)).toBe(true);
    expect(synchrony).toBe(0);
  });

  it('compares members with their own community alone', () => {
    const accounts = world(true);
    const activity = buildActivity(buildTables(accounts).activity, accounts.length);
    const members = first(40);
    const apart = scoreTiming(activity, members, { of: Uint16Array.from(members, (a) => (a < 20 ? 0 : 1)), count: 2 });
    expect(apart.z.subarray(0, 20)).toEqual(timingOf(accounts).z);
    expect(apart.bits.subarray(20).filter((each) => each > 1.5).length).toBeLessThanOrEqual(3);
  });
});
