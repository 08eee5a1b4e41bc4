import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSnapshot, SNAPSHOT_FORMAT, writeSnapshot, type Snapshot } from './snapshot.js';

const SNAPSHOT: Snapshot = {
  format: SNAPSHOT_FORMAT,
  id: 'aaaaaaaaaaaa',
  createdMs: 1,
  population: 500,
  tested: 3,
  expectedByChance: 0.1,
  parameters: { mode: 'several-kinds' },
  leftOut: {},
  dumps: ['d'.repeat(64)],
  networks: [],
  changes: [],
  before: undefined,
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
