import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Progress } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readManifest } from '../manifest.js';
import type * as Workers from './run-workers.js';

const TINY = fileURLToPath(new URL('../../../../seed-data/tiny', import.meta.url));
// The worker beside it runs on the built code alone.
const BUILT = new URL('../../dist/spark/run-workers.js', import.meta.url).href;
const { runWorkers } = await vi.importActual<typeof Workers>(BUILT);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-workers-'));
  cpSync(TINY, join(folder, 'dumps'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (part: Partial<Workers.WorkersRun> = {}): Promise<void> =>
  runWorkers({
    folder: join(folder, 'lake'),
    paths: [join(folder, 'dumps')],
    memoryMb: 256,
    workers: 2,
    onProgress: () => undefined,
    isCancelled: () => false,
    ...part,
  });

describe('runWorkers', () => {
  it('brings all dumps into the lake, and tells of each', async () => {
    const told: Progress[] = [];
    await run({ onProgress: (progress) => told.push(progress) });
    const dumps = readManifest(join(folder, 'lake'))?.dumps ?? [];
    expect(dumps).toHaveLength(7);
    expect(told.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  }, 60_000);

  it('refuses with what stopped the workers', async () => {
    writeFileSync(join(folder, 'dumps', 'exchanges.mapping.yaml'), 'version: 1\nmatch: "*"\n');
    await expect(run()).rejects.toMatchObject({ code: 'MAPPING_INVALID' });
    expect(readManifest(join(folder, 'lake'))).toBeUndefined();
  }, 60_000);

  it('stops when it is cancelled', async () => {
    await expect(run({ isCancelled: () => true })).rejects.toMatchObject({ code: 'CANCELLED' });
  }, 60_000);
});
