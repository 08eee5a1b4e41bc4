import { EARLIER_SIGN_UP, NO_SIGN_UP, type AccountDays } from '@iolaus/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf, workbenchOf } from '../testing/snapshots.js';
import { bornMs, DAY_MS, daysOf, membersBorn, membersOn, signUpColumn, windowOf } from './member-days.js';

fc.configureGlobal({ seed: 20_260_301 });

const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** What a lake answers of accounts that were active on these days, in days since 1970. */
function daysTable(active: readonly (readonly number[])[]): AccountDays {
  const rows = active.flatMap((days, account) => days.map((day) => ({ account, day })));
  return {
    account: Uint32Array.from(rows, ({ account }) => account),
    day: Uint32Array.from(rows, ({ day }) => day),
    uses: Uint32Array.from(rows, () => 1),
    bannedDay: new Uint32Array(),
    banned: new Uint32Array(),
  };
}

const ids = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `acct_${at}` }));

describe('who was active', () => {
  const days = fc.uniqueArray(fc.nat(20), { maxLength: 6 }).map((some) => some.toSorted((x, y) => x - y));
  const asked = fc.tuple(fc.integer({ min: -3, max: 24 }), fc.nat(9));

  it('on some days is who has a record on one of them, whatever days they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(days, { minLength: 1, maxLength: 5 }), asked, async (active, [from, length]) => {
        const first = 20_000;
        const network = networkOf('N-1', { members: ids(active.length) });
        const workbench = workbenchOf({
          lake: { accountDays: () => Promise.resolve(daysTable(active.map((some) => some.map((day) => first + day)))) },
        });
        const range = { from: dateOf(first + from), to: dateOf(first + from + length) };
        expect([...(await membersOn(workbench, network, range))]).toEqual(
          active.map((some) => Number(some.some((day) => day >= from && day <= from + length))),
        );
      }),
    );
  });
});

describe('days of a network', () => {
  it('are read once while it is looked at, and again after four others were', async () => {
    const read: string[] = [];
    const workbench = workbenchOf({
      lake: {
        accountDays: (accounts) => {
          read.push(accounts.join());
          return Promise.resolve(daysTable([[1]]));
        },
      },
    });
    const networks = Array.from({ length: 5 }, (_, at) => networkOf(`N-${at}`, { members: [{ id: `${at}` }] }));
    for (const at of [0, 0, 1, 2, 3, 0, 4, 0]) await daysOf(workbench, networks[at]);
    expect(read).toEqual(['0', '1', '2', '3', '4', '0']);
  });

  it('are read again where that failed', async () => {
    const answers = [Promise.reject(new Error('the lake is busy')), Promise.resolve(daysTable([[7]]))];
    const workbench = workbenchOf({ lake: { accountDays: () => answers.shift()! } });
    const network = networkOf('N-1', { members: ids(1) });
    await expect(daysOf(workbench, network)).rejects.toThrow('the lake is busy');
    expect(await daysOf(workbench, network)).toMatchObject({ first: 7, count: 1 });
  });
});

describe('when a member signed up', () => {
  const at = (day: number, hours = 0): number => day * DAY_MS + hours * 3_600_000;
  const network = networkOf('N-1', {
    members: [
      { id: 'known', createdMs: at(10, 23), firstMs: at(12) },
      { id: 'seen', firstMs: at(9, 5) },
      { id: 'neither' },
      { id: 'late', createdMs: at(10 + 40_000) },
    ],
  });

  it('is its sign-up, or its first sight where that is not known', () => {
    expect([0, 1, 2].map((row) => bornMs(network.members, row))).toEqual([at(10, 23), at(9, 5), Number.NaN]);
  });

  it('is a place in the days of its network, or a word for before it, far behind it and not known', () => {
    expect([...signUpColumn(network, 10)]).toEqual([0, EARLIER_SIGN_UP, NO_SIGN_UP, EARLIER_SIGN_UP - 1]);
    expect([...signUpColumn(network, 9)].slice(0, 2)).toEqual([1, 0]);
  });

  it('counts on both ends of the days that are asked for', () => {
    const born = (from: number, to: number) => [...membersBorn(network, { from: dateOf(from), to: dateOf(to) })];
    expect(born(10, 10)).toEqual([1, 0, 0, 0]);
    expect(born(9, 10)).toEqual([1, 1, 0, 0]);
    expect(born(11, 12)).toEqual([0, 0, 0, 0]);
  });
});

describe('a window of days', () => {
  it('has its last day in it', () => {
    expect(windowOf({ from: '2026-03-01', to: '2026-03-01' })).toEqual({
      fromMs: Date.UTC(2026, 2, 1),
      toMs: Date.UTC(2026, 2, 2),
    });
  });

  it('is refused when it ends before it begins', () => {
    expect(() => windowOf({ from: '2026-03-02', to: '2026-03-01' })).toThrow('2026-03-01 is before 2026-03-02');
  });
});
