import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { Constraint } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  historyFor,
  makeCurrent,
  prepareSnapshot,
  readFrame,
  readSnapshot,
  SNAPSHOT_FORMAT,
  snapshotMadeFrom,
  type Snapshot,
  type SnapshotNetwork,
} from './snapshot.js';

const writeSnapshot = (...of: Parameters<typeof prepareSnapshot>): Promise<void> => prepareSnapshot(...of)();

const SNAPSHOT: Snapshot = {
  format: SNAPSHOT_FORMAT,
  id: 'aaaaaaaaaaaa',
  createdMs: 1,
  population: 500,
  tested: 3,
  expectedByChance: 0.1,
  parameters: { mode: 'several-kinds' },
  leftOut: {},
  classes: new Map(),
  dumps: ['d'.repeat(64)],
  networks: [],
  frameEnds: [],
  changes: [],
  before: undefined,
  free: undefined,
  unmet: [],
  lastNumber: 0,
  linkTest: {
    fdr: 0.01,
    pairs: 0,
    holdings: [],
    atLeast: new Float64Array(),
    thresholdBits: null,
    links: 0,
    mostReach: 0,
  },
};

describe('the current snapshot', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'iolaus-snapshot-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is none before the first detection', () => {
    expect(readSnapshot(folder)).toBeUndefined();
  });

  it('is the one that was written last', async () => {
    await writeSnapshot(folder, SNAPSHOT, { frames: new Map() });
    await writeSnapshot(folder, { ...SNAPSHOT, id: 'bbbbbbbbbbbb', createdMs: 2 }, { frames: new Map() });
    expect(readSnapshot(folder)).toEqual({ ...SNAPSHOT, id: 'bbbbbbbbbbbb', createdMs: 2 });
  });

  it('is none when another version wrote it in another shape', async () => {
    await writeSnapshot(folder, SNAPSHOT, { frames: new Map() });
    const { format: _, ...older } = SNAPSHOT;
    writeFileSync(join(folder, SNAPSHOT.id, 'snapshot.bin'), serialize(older));
    expect(readSnapshot(folder)).toBeUndefined();
  });
});

describe('snapshots on disk', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'iolaus-snapshot-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const network = (id: string): SnapshotNetwork => ({ record: { id } }) as unknown as SnapshotNetwork;
  const withFrames = (sizes: readonly number[]): [Snapshot, Map<string, Uint8Array>] => {
    const ids = sizes.map((_, at) => `N-${at}`);
    const frameEnds = sizes.map((_, at) => sizes.slice(0, at + 1).reduce((sum, size) => sum + size, 0));
    return [
      { ...SNAPSHOT, networks: ids.map(network), frameEnds },
      new Map(ids.map((id, at) => [id, new Uint8Array(sizes[at]).fill(at)])),
    ];
  };

  it('give each network its own frame, however many there are', async () => {
    const sizes = Array.from({ length: 2_500 }, (_, at) => at % 7);
    const [snapshot, frames] = withFrames(sizes);
    await writeSnapshot(folder, snapshot, { frames });
    for (const at of [0, 1, 6, 999, 1000, 1001, 2_499])
      expect(await readFrame(folder, snapshot, `N-${at}`)).toEqual(frames.get(`N-${at}`));
  });

  it('refuse a frame that the disk has lost a part of', async () => {
    const [snapshot, frames] = withFrames([3, 4]);
    await writeSnapshot(folder, snapshot, { frames });
    truncateSync(join(folder, snapshot.id, 'frames.bin'), 5);
    expect(await readFrame(folder, snapshot, 'N-0')).toEqual(frames.get('N-0'));
    await expect(readFrame(folder, snapshot, 'N-1')).rejects.toThrow('2 of 4 bytes');
  });

  it('do not take the place of the current one before they are told to', async () => {
    await writeSnapshot(folder, SNAPSHOT, { frames: new Map() });
    const turn = prepareSnapshot(folder, { ...SNAPSHOT, id: 'b', createdMs: 2 }, { frames: new Map(), of: 'b' });
    expect(readSnapshot(folder)?.id).toBe(SNAPSHOT.id);
    expect(snapshotMadeFrom(folder, 'b')).toBeUndefined();
    await turn();
    expect(readSnapshot(folder)?.id).toBe('b');
  });

  it('are found by what they were made from, the newest three of them', async () => {
    const frames = new Map<string, Uint8Array>();
    for (const id of ['d', 'a', 'c', 'b']) await writeSnapshot(folder, { ...SNAPSHOT, id }, { frames, of: `of ${id}` });
    expect(['a', 'b', 'c', 'd'].map((id) => snapshotMadeFrom(folder, `of ${id}`)?.id)).toEqual([
      'a',
      'b',
      'c',
      undefined,
    ]);
    await makeCurrent(folder, { id: 'a' });
    await writeSnapshot(folder, { ...SNAPSHOT, id: 'e' }, { frames, of: 'of e' });
    expect(['a', 'b', 'c', 'e'].map((id) => snapshotMadeFrom(folder, `of ${id}`)?.id)).toEqual([
      'a',
      'b',
      undefined,
      'e',
    ]);
    expect(readSnapshot(folder)?.id).toBe('e');
  });
});

describe('the history of a run', () => {
  const constraint: Constraint = {
    id: 'C-0001',
    rule: { verb: 'exclude-account', account: 'a' },
    reason: 'a test',
    createdMs: 1,
    undoneMs: null,
    anchors: [],
  };
  const before = { networks: [{ id: 'N-0001', name: 'Sedgemere', members: ['a'] }], lastNumber: 1 };
  const current: Snapshot = { ...SNAPSHOT, before, lastNumber: 4 };
  const own = { networks: [], lastNumber: 4 };

  it('of a learned model takes ids from the run by the shipped points, which comes back when it is forgotten', () => {
    const model = { base: 0, fittedOn: 'a test', source: 'learned', terms: [] };
    const run = { dumps: current.dumps, constraints: [], model };
    const first = historyFor(current, run);
    expect(first).toMatchObject({ baseline: own, free: own, before, model });
    const learned: Snapshot = { ...current, free: own, parameters: { model: 'learned' } };
    expect(historyFor(learned, run)).toEqual(first);
    expect(historyFor(learned, { ...run, model: undefined })).toEqual(
      historyFor(current, { dumps: current.dumps, constraints: [] }),
    );
  });

  it('of a model that was there when the data came stays what it was', () => {
    const model = { base: 0, fittedOn: 'a test', source: 'learned', terms: [] };
    const first = historyFor(current, { dumps: ['x'], constraints: [], model });
    expect(first).toMatchObject({ baseline: own, before: own, free: undefined });
    const made: Snapshot = { ...current, dumps: ['x'], before: own, parameters: { model: 'learned' } };
    expect(historyFor(made, { dumps: ['x'], constraints: [], model })).toEqual(first);
  });

  it('is none before the first one', () => {
    expect(historyFor(undefined, { dumps: ['x'], constraints: [] })).toEqual({ constraints: [] });
  });

  it('is that of the current one when nothing is new', () => {
    const { baseline } = historyFor(current, { dumps: current.dumps, constraints: [] });
    expect(baseline).toEqual(before);
  });

  it('is the current one when there are other dumps', () => {
    expect(historyFor(current, { dumps: ['x'], constraints: [] })).toMatchObject({ baseline: own, before: own });
  });

  it('is the run without constraints while some hold, and as it was once they are undone', () => {
    const held = historyFor(current, { dumps: current.dumps, constraints: [constraint] });
    expect(held).toMatchObject({ baseline: own, before, free: own });
    const constrained: Snapshot = { ...current, free: held.free, lastNumber: 9 };
    expect(historyFor(constrained, { dumps: current.dumps, constraints: [constraint] })).toEqual(held);
    expect(historyFor(constrained, { dumps: current.dumps, constraints: [] })).toEqual(
      historyFor(current, { dumps: current.dumps, constraints: [] }),
    );
  });
});
