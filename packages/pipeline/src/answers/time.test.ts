import type { AccountDays, HeldInWindows, NetworkDays } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { networkOf, workbenchOf } from '../testing/snapshots.js';
import { DAY_MS } from './member-days.js';
import { compareWindows, networkDays, windowModels } from './time.js';

const FIRST = Date.UTC(2026, 2, 1) / DAY_MS;
const NOTHING: HeldInWindows = { fresh: { rows: [], total: 0, kinds: [] }, lost: { rows: [], total: 0, kinds: [] } };

/** Rows of member, day of March and exchanges; bans by day of March. */
function table(rows: readonly [number, number, number][], bans: readonly [number, number][] = []): AccountDays {
  return {
    account: Uint32Array.from(rows, ([account]) => account),
    day: Uint32Array.from(rows, ([, day]) => FIRST + day - 1),
    uses: Uint32Array.from(rows, ([, , uses]) => uses),
    bannedDay: Uint32Array.from(bans, ([day]) => FIRST + day - 1),
    banned: Uint32Array.from(bans, ([, accounts]) => accounts),
  };
}

const network = () =>
  networkOf('N-1', {
    communities: ['A-01', 'A-02'],
    members: [
      { id: 'a', bits: 30.06 },
      { id: 'b', bits: 20, community: 1 },
      { id: 'c', bits: 10, community: 1 },
    ],
  });
const days = (from: number, to: number) => ({ from: `2026-03-0${from}`, to: `2026-03-0${to}` });
const query = { id: 'N-1', earlier: days(1, 2), later: days(3, 5) };

describe('two windows of time', () => {
  const compare = (rows: readonly [number, number, number][], held: HeldInWindows = NOTHING) => {
    const asked: unknown[] = [];
    const workbench = workbenchOf({
      networks: [network()],
      lake: {
        accountDays: () => Promise.resolve(table(rows)),
        heldInWindows: (of) => {
          asked.push(of);
          return Promise.resolve(held);
        },
      },
    });
    return { asked, answer: compareWindows(workbench, query) };
  };

  it('tell who came, who went, and who was there in both', async () => {
    const { answer } = compare([
      [0, 1, 5],
      [0, 3, 7],
      [1, 2, 11],
      [2, 5, 13],
      [2, 6, 17],
    ]);
    expect(await answer).toEqual({
      earlier: { members: 2, exchanges: 16, days: 2 },
      later: { members: 2, exchanges: 20, days: 3 },
      both: 1,
      joined: { total: 1, accounts: [{ account: 'c', community: 'A-02', bits: 10 }] },
      left: { total: 1, accounts: [{ account: 'b', community: 'A-02', bits: 20 }] },
      ...NOTHING,
      communities: [
        { label: 'A-01', earlier: 1, later: 1 },
        { label: 'A-02', earlier: 1, later: 1 },
      ],
    });
  });

  it('ask the lake for what three members hold, over the same windows', async () => {
    const { asked, answer } = compare([[0, 1, 1]]);
    await answer;
    expect(asked).toEqual([
      {
        accounts: ['a', 'b', 'c'],
        earlier: { fromMs: FIRST * DAY_MS, toMs: (FIRST + 2) * DAY_MS },
        later: { fromMs: (FIRST + 2) * DAY_MS, toMs: (FIRST + 5) * DAY_MS },
        least: 3,
        most: 50,
      },
    ]);
  });

  it('count nobody where no record of a member has a time', async () => {
    const { communities, both, earlier } = await compare([]).answer;
    expect([both, earlier.members]).toEqual([0, 0]);
    expect(communities).toEqual([
      { label: 'A-01', earlier: 0, later: 0 },
      { label: 'A-02', earlier: 0, later: 0 },
    ]);
  });

  it('are refused where one ends before it begins, before anything is read', async () => {
    const workbench = workbenchOf({ networks: [network()] });
    const backwards = { ...query, later: days(5, 4) };
    await expect(compareWindows(workbench, backwards)).rejects.toThrow('2026-03-04 is before 2026-03-05');
    await expect(windowModels(workbench, backwards)).rejects.toThrow('2026-03-04 is before 2026-03-05');
  });
});

describe('the days of a network', () => {
  const read = (rows: readonly [number, number, number][]): Promise<NetworkDays> =>
    networkDays(
      workbenchOf({
        networks: [network()],
        lake: {
          accountDays: () => Promise.resolve(table(rows, [[4, 2]])),
          modelReleases: () =>
            Promise.resolve(
              [
                ['m-late', 5],
                ['m-2', 4],
                ['m-1', 2],
                ['m-early', 1],
              ].map(([model, day]) => ({ model: String(model), releaseMs: (FIRST + Number(day) - 1) * DAY_MS })),
            ),
        },
      }),
      'N-1',
    );

  it('are bits, the first day the lowest, and show the releases and bans of those days', async () => {
    const { active, ...rest } = await read([
      [0, 2, 1],
      [0, 4, 1],
      [2, 3, 1],
    ]);
    expect([...Buffer.from(active, 'base64')]).toEqual([0b101, 0, 0b10]);
    expect(rest).toMatchObject({
      startMs: (FIRST + 1) * DAY_MS,
      days: 3,
      members: 3,
      releases: [
        { model: 'm-1', ms: (FIRST + 1) * DAY_MS },
        { model: 'm-2', ms: (FIRST + 3) * DAY_MS },
      ],
      bans: [{ ms: (FIRST + 3) * DAY_MS, accounts: 2 }],
    });
  });

  it('are none where no record has a time; releases are then of no day', async () => {
    expect(await read([])).toMatchObject({ days: 0, active: '', members: 3, releases: [] });
  });
});
