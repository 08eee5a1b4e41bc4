import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { Constraint } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historyFor, readSnapshot, SNAPSHOT_FORMAT, writeSnapshot, type Snapshot } from './snapshot.js';

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
  changes: [],
  before: undefined,
  free: undefined,
  unmet: [],
  lastNumber: 0,
};

describe('the current snapshot', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'iolaus-snapshot-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is none before the first detection', () => {
    expect(readSnapshot(folder)).toBeUndefined();
  });

  it('is the one that was written last', async () => {
    await writeSnapshot(folder, SNAPSHOT, new Map());
    await writeSnapshot(folder, { ...SNAPSHOT, id: 'bbbbbbbbbbbb', createdMs: 2 }, new Map());
    expect(readSnapshot(folder)).toEqual({ ...SNAPSHOT, id: 'bbbbbbbbbbbb', createdMs: 2 });
  });

  it('is none when another version wrote it in another shape', async () => {
    await writeSnapshot(folder, SNAPSHOT, new Map());
    const { format: _, ...older } = SNAPSHOT;
    writeFileSync(join(folder, SNAPSHOT.id, 'snapshot.bin'), serialize(older));
    expect(readSnapshot(folder)).toBeUndefined();
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
