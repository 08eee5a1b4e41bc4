import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// The built package: detection runs in a worker thread, which needs JavaScript.
import { importDumps, Workbench } from '@iolaus/pipeline';

const SEED = join(import.meta.dirname, '../../../seed-data');
const BUILT = new URL('../dist/detector.js', import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), 'iolaus-detector-'));

beforeAll(async () => {
  const workbench = await Workbench.open({ home: join(folder, 'first'), env: {} });
  await importDumps(workbench, { paths: [join(SEED, 'tiny')], lakeOnly: true });
  await workbench.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function inCopy<T>(name: string, isServed: boolean, work: (workbench: Workbench) => Promise<T>): Promise<T> {
  cpSync(join(folder, 'first'), join(folder, name), { recursive: true });
  const workbench = await Workbench.open({ home: join(folder, name), env: {}, isServed });
  try {
    return await work(workbench);
  } finally {
    await workbench.close();
  }
}

describe('the tables that detection reads', () => {
  it('stay in memory while the lake is as it was, and are read again when it has another dump', () =>
    inCopy('kept', true, async (workbench) => {
      const first = await workbench.detect({ publish: false });
      const again = await workbench.detect({ publish: false });
      expect(again.tables).toBe(first.tables);
      expect(again.detection).toEqual(first.detection);
      expect(again.snapshot.networks[0]).toBe(first.snapshot.networks[0]);
      const [dump] = workbench.lake.dumps();
      await workbench.lake.removeDump(dump.sha256);
      const other = await workbench.detect({ publish: false });
      expect(other.tables).not.toBe(first.tables);
      expect(other.tables.sightings.dumps).toHaveLength(first.tables.sightings.dumps.length - 1);
    }));

  it('are read once in a home that is not served as well, where every run starts from nothing', () =>
    inCopy('once', false, async (workbench) => {
      const first = await workbench.detect({ publish: false });
      const again = await workbench.detect({ publish: false });
      expect(again.tables).toBe(first.tables);
      expect(again.snapshot.networks[0]).not.toBe(first.snapshot.networks[0]);
      expect(again.snapshot.networks).toEqual(first.snapshot.networks);
    }));

  it('do not stay where they take more than they may', () =>
    inCopy('small', false, async ({ lake }) => {
      const { bytesOf, Detector } = (await import(BUILT)) as typeof import('./detector.js');
      const { id: rollup } = await lake.rollUp();
      const most = bytesOf(await lake.tables());
      for (const [mostBytes, isKept] of [
        [most, true],
        [most - 1, false],
      ] as const) {
        const detector = new Detector(lake, { mostBytes, remembers: true });
        const first = await detector.run({ rollup, createdMs: 1 });
        const again = await detector.run({ rollup, createdMs: 1 });
        await detector.close();
        expect(again.tables === first.tables).toBe(isKept);
        expect(again.snapshot).toEqual(first.snapshot);
      }
    }));

  it('outlast a run that is cancelled; its thread does not', () =>
    inCopy('cancelled', true, async (workbench) => {
      const first = await workbench.detect({ publish: false });
      const cancel = new AbortController();
      const onProgress = ({ phase }: { phase: string }): void => {
        if (phase === 'Finding networks') cancel.abort();
      };
      await expect(workbench.detect({ publish: false, onProgress, signal: cancel.signal })).rejects.toMatchObject({
        code: 'CANCELLED',
      });
      const again = await workbench.detect({ publish: false });
      expect(again.tables).toBe(first.tables);
      expect(again.detection).toEqual(first.detection);
    }));
});
