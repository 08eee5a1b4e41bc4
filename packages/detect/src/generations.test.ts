import { describe, expect, it } from 'vitest';
import { buildTables, START_MS, type TestAccount } from './testing/build-tables.js';
import { detect, idsOf } from './testing/detection.js';
import { campaign, strangers } from './testing/worlds.js';

const DAY_MS = 86_400_000;
const BAN_MS = START_MS + 20 * DAY_MS;

const banned = (accounts: readonly TestAccount[]): TestAccount[] =>
  accounts.map((each) => ({ ...each, bannedMs: BAN_MS }));

/** The same operator after the ban: new accounts on a part of what it had; what `isKept` refuses is new. */
function successors(of: readonly TestAccount[], count: number, isKept: (kind: string) => boolean): TestAccount[] {
  return of.slice(0, count).map(({ bannedMs: _, ...each }, at) => ({
    ...each,
    id: `z${each.id}`,
    createdMs: BAN_MS + at * 60_000,
    holds: each.holds.map(([kind, value]) => [kind, isKept(kind) ? value : `new-${value}`] as const),
    hours: [20 * 24 + 2, 20 * 24 + 3],
  }));
}

const benign = strangers(600, 2);
const red = banned(campaign('red', 40, 3));
const isSuccessor = (id: string): boolean => id.startsWith('z');

describe('a network that grew back on what survived', () => {
  const young = successors(red, 24, (kind) => kind !== 'payment-method');

  it('is a generation of its own, with the banned one before it', async () => {
    const { networks, idsOf: members } = await detect([...benign, ...red, ...young]);
    const old = networks.find((network) => members(network).every((id) => id.startsWith('red')))!;
    const next = networks.find((network) => members(network).every(isSuccessor))!;
    expect(members(old)).toEqual(idsOf(red));
    expect(members(next)).toEqual(idsOf(young));
    expect(old.record).toMatchObject({ banned: 40, lineage: { generation: 1, predecessors: [], certainty: null } });
    expect(next.record).toMatchObject({
      banned: 0,
      lineage: { generation: 2, predecessors: [old.record.id], event: 'regrown', certainty: 'likely' },
    });
  });

  it('says what survived, by bits, and never what was new', async () => {
    const { networks } = await detect([...benign, ...red, ...young]);
    const { signals, bits } = networks.find(({ record }) => record.lineage.generation === 2)!.record.lineage;
    expect(signals.length).toBeGreaterThan(3);
    expect(signals.map((signal) => signal.bits)).toEqual(
      signals.map((signal) => signal.bits).toSorted((x, y) => y - x),
    );
    expect(signals.every(({ value }) => !value.startsWith('new-'))).toBe(true);
    expect(new Set(signals.map(({ family }) => family)).size).toBeGreaterThan(1);
    expect(bits).toBeGreaterThanOrEqual(18);
  });

  it('is told as a change', async () => {
    const { document } = await detect([...benign, ...red, ...young]);
    expect(document.changes.map(({ event, now }) => [event, now])).toEqual([['regrown', 24]]);
  });

  it('follows the second ban in a third generation', async () => {
    const second = young.map((each) => ({ ...each, bannedMs: BAN_MS + 10 * DAY_MS }));
    const third = successors(red, 20, (kind) => kind !== 'payment-method').map((each) => ({
      ...each,
      id: `y${each.id}`,
      createdMs: BAN_MS + 11 * DAY_MS,
    }));
    const { networks } = await detect([...benign, ...red, ...second, ...third]);
    const byGeneration = networks.toSorted((x, y) => x.record.lineage.generation - y.record.lineage.generation);
    expect(byGeneration.map(({ record }) => [record.lineage.generation, record.accounts])).toEqual([
      [1, 40],
      [2, 24],
      [3, 20],
    ]);
    expect(byGeneration[2].record.lineage.predecessors).toEqual([byGeneration[1].record.id]);
  });
});

describe('what did not grow back', () => {
  it('is a network without a ban, whenever its accounts signed up', async () => {
    const unbanned = campaign('red', 40, 3);
    const late = successors(unbanned, 24, () => true);
    const { networks, document } = await detect([...benign, ...unbanned, ...late]);
    expect(networks.map(({ record }) => record.lineage.generation)).toEqual([1]);
    expect(document.changes).toEqual([]);
  });

  it('is another operator on the same addresses: one family is the vendor’s', async () => {
    const other = successors(red, 30, (kind) => kind === 'ip' || kind === 'email-domain');
    const { networks, idsOf: members } = await detect([...benign, ...red, ...other]);
    const next = networks.find((network) => members(network).every(isSuccessor))!;
    expect(members(next)).toEqual(idsOf(other));
    expect(next.record.lineage).toMatchObject({ generation: 1, predecessors: [], certainty: null, signals: [] });
  });

  it('is a network with nothing in common', async () => {
    const blue = campaign('blue', 24, 5).map((each) => ({ ...each, createdMs: BAN_MS + DAY_MS }));
    const { networks } = await detect([...benign, ...red, ...blue]);
    expect(networks.map(({ record }) => record.lineage.generation)).toEqual([1, 1]);
  });
});

describe('generations', () => {
  it('do not depend on the names of accounts', async () => {
    const world = [...benign, ...red, ...successors(red, 24, (kind) => kind !== 'payment-method')];
    const renamed = world.map((each, at) => ({ ...each, id: `u${String((at * 7919) % 10_007).padStart(5, '0')}` }));
    const shape = async (accounts: readonly TestAccount[]) =>
      (await detect(accounts)).networks.map(({ record }) => [record.accounts, record.lineage.generation, record.score]);
    expect(await shape(renamed)).toEqual(await shape(world));
    expect(buildTables(renamed).sightings.accounts).not.toEqual(buildTables(world).sightings.accounts);
  });
});
