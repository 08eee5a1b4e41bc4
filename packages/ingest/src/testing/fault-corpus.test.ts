import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLake, type Lake } from '@iolaus/ingest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importDifferences, peakBytes } from './check-import.js';
import { writeFaultCorpus, type FaultDump } from './fault-corpus.js';
import { writePlantedDump } from './planted-dump.js';

const MIB = 1 << 20;
const SEED = 11;

let folder: string;
let lake: Lake;
const lakeFolder = (): string => join(folder, 'lake');

/** Imports a dump through the lake and says how the lake differs from what it must hold. */
async function differences({ path, expected }: FaultDump, samples: number): Promise<string[]> {
  const { dumps } = await lake.importFiles({ paths: [path] });
  expect(dumps).toHaveLength(1);
  return importDifferences(lake, dumps[0], expected, { samples, seed: SEED, lakeFolder: lakeFolder() });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-faults-'));
  lake = await openLake({ dir: lakeFolder(), memoryMb: 512, threads: 1 });
});
afterAll(async () => {
  await lake.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a lake of faulty dumps', () => {
  it('keeps every sound record, refuses every other at its place for its reason, and tells what ended early', async () => {
    const corpus = writeFaultCorpus({
      folder: join(folder, 'corpus'),
      seed: SEED,
      longLine: 64 * MIB,
      bombBytes: 1100 * MIB,
    });
    const told: Record<string, string[]> = {};
    for (const dump of corpus) told[dump.name] = await differences(dump, 20);
    expect(told).toEqual(Object.fromEntries(corpus.map(({ name }) => [name, []])));
  }, 120_000);

  it.each(['9007199254740993', '7'.repeat(100_000)])('keeps the id %.20s to the digit', async (account) => {
    expect((await lake.rows({ account, offset: 0, limit: 5 })).total).toBe(1);
  });

  it('finds 21 bad and 6 blank lines among 20,000, and gives the bytes of 1,000 records again', async () => {
    mkdirSync(join(folder, 'planted'));
    const dump = writePlantedDump({ folder: join(folder, 'planted'), seed: SEED, lines: 20_000 });
    expect(dump.expected).toMatchObject({ blankLines: 6, refused: { length: 21 } });
    expect(await differences(dump, 1000)).toEqual([]);
  });

  it('has held less than 1 GiB of memory', () => {
    const peak = peakBytes(lake.pid);
    expect(peak === undefined || peak < 1 << 30, `${peak} bytes`).toBe(true);
  });
});
