import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT_CHANGES, accountQuery, type AccountChange } from '@iolaus/contracts';
import type { AccountPlaces } from '@iolaus/ingest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareSnapshot, SNAPSHOT_FORMAT, type Snapshot, type SnapshotNetwork } from '../snapshot.js';
import { networkOf, workbenchOf } from '../testing/snapshots.js';
import type { Workbench } from '../workbench.js';
import { changesBetween, keptSnapshots, standingOf } from './account-changes.js';
import { accountCounts } from './account-table.js';

const network = (id: string, tier: 'act' | 'review', ids: readonly string[]): SnapshotNetwork =>
  networkOf(id, { record: { tier }, members: ids.map((each) => ({ id: each })) });
const standing = (networks: readonly SnapshotNetwork[], banned?: readonly string[]) =>
  standingOf({ networks, ...(banned && { banned }) });
const words = (bits: number | undefined): AccountChange[] =>
  ACCOUNT_CHANGES.filter((_, at) => ((bits ?? 0) & (1 << at)) !== 0);

describe('what became of accounts between two snapshots', () => {
  const before = standing([network('N-1', 'review', ['a', 'b', 'c']), network('N-2', 'act', ['d', 'e'])], ['e']);

  it('is told of each once for all that is true of it, and of nobody else', () => {
    const now = standing([network('N-1', 'act', ['a', 'f']), network('N-2', 'act', ['b', 'd'])], ['a', 'e', 'x']);
    const changed = changesBetween(before, now);
    expect(Object.fromEntries([...changed].map(([id, bits]) => [id, words(bits)]))).toEqual({
      a: ['tier', 'banned'],
      b: ['moved', 'tier'],
      c: ['left'],
      e: ['left'],
      f: ['joined'],
      x: ['banned'],
    });
  });

  it('is nothing where nothing changed', () => {
    expect(changesBetween(before, before).size).toBe(0);
  });

  it('calls nobody newly banned where one of the two did not note who was', () => {
    const now = standing([network('N-1', 'review', ['a', 'b', 'c'])], ['a']);
    expect(changesBetween(standing([network('N-1', 'review', ['a', 'b', 'c'])]), now).size).toBe(0);
  });
});

describe('accounts against a snapshot that is kept', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'iolaus-changes-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const keep = async (id: string, networks: readonly SnapshotNetwork[], atS: number): Promise<void> => {
    const snapshot = {
      format: SNAPSHOT_FORMAT,
      id,
      createdMs: atS * 1000,
      networks,
      banned: [],
    } as unknown as Snapshot;
    const frames = new Map(networks.map(({ record }) => [record.id, new Uint8Array(1)]));
    await prepareSnapshot(folder, snapshot, { frames })();
    utimesSync(join(folder, id), atS, atS);
  };
  const bench = (placed: AccountPlaces[] = []): Workbench =>
    workbenchOf({
      networks: [network('N-1', 'act', ['a', 'b'])],
      snapshot: { id: 'now', createdMs: 9000 },
      lake: {
        rollupId: () => Promise.resolve('rollup'),
        placeAccounts: (places) => (placed.push(places), Promise.resolve()),
        accountCells: ({ since }) => Promise.resolve([[0, 0, 0, 0, 0, 0, since === 1 ? 1 : 32, 7]]),
      },
      others: { home: { snapshots: folder }, casebook: { state: { content: { verdicts: new Map() } } } },
    });

  it('can be asked for by any of them, newest first, the current one among them', async () => {
    await keep('old', [network('N-1', 'act', ['a'])], 1);
    await keep('older-by-name', [network('N-1', 'act', ['a', 'c'])], 2);
    const placed: AccountPlaces[] = [];
    const workbench = bench(placed);
    expect(keptSnapshots(workbench)).toEqual([
      { id: 'now', createdMs: 9000, isCurrent: true },
      { id: 'older-by-name', createdMs: 2000, isCurrent: false },
      { id: 'old', createdMs: 1000, isCurrent: false },
    ]);
    const joined = async (against?: string): Promise<number> =>
      (await accountCounts(workbench, accountQuery.parse({ changed: ['joined'], against }))).total;
    expect([await joined('old'), await joined(), await joined('now')]).toEqual([7, 0, 0]);
    const [{ ids, changed }] = placed;
    expect(ids).toEqual(['a', 'b', 'c']);
    expect(changed.map((each) => [...each].map(words))).toEqual([
      [[], ['joined'], ['left']],
      [[], ['joined'], []],
    ]);
  });

  it('refuses one that is kept no more with SNAPSHOT_GONE', async () => {
    const query = accountQuery.parse({ changed: ['joined'], against: '0123456789ab' });
    await expect(accountCounts(bench(), query)).rejects.toMatchObject({ code: 'SNAPSHOT_GONE' });
  });

  it('are all the same where no earlier one is kept', async () => {
    const of = await accountCounts(bench(), accountQuery.parse({}));
    expect(of.facets.find(({ id }) => id === 'changed')?.values.at(-1)).toEqual({ value: 'same', count: 7 });
  });
});
