import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbench } from '@iolaus/pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeHome, processesOn, runOn, seeded } from './testing/kill-import.js';

const TINY = join(import.meta.dirname, '../../../seed-data/tiny');
const IMPORT = ['import', TINY];
const ROUNDS = 5;
/** Each round starts Neo4j three times: too long for every run of the tests. */
const isAsked = Boolean(process.env['IOLAUS_LONG']) && process.env['NEO4J_URI'] === undefined;
/** The part of an import in which the graph is loaded, out of which its process is killed. */
const FROM01 = 0.4;
const random = seeded(20_261_126);

describe.runIf(isAsked)('an import into the graph that is killed and run again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iolaus-kill-graph-'));
  let tookMs = 0;
  let digest: string;

  beforeAll(async () => {
    const home = makeHome(join(folder, 'whole'));
    const started = Date.now();
    const ended = await runOn(home, IMPORT);
    tookMs = Date.now() - started;
    expect(ended, ended.said).toMatchObject({ code: 0 });
    digest = await digestOf(home);
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Array.from({ length: ROUNDS }, (_, round) => [round + 1, random()] as const))(
    'gives the same graph, and leaves no process (kill %i)',
    async (round, late01) => {
      const home = join(folder, `killed-${round}`);
      let afterMs = (FROM01 + (1 - FROM01) * late01) * tookMs;
      // A kill that comes after the end proves nothing: it is tried again, sooner.
      while (!(await runOn(makeHome(home), IMPORT, { files: 0, afterMs })).isKilled) {
        rmSync(home, { recursive: true });
        afterMs *= 0.7;
      }
      const again = await runOn(home, IMPORT);
      expect(again, again.said).toMatchObject({ code: 0 });
      // The killed run's Neo4j closes its store for up to 4 s; a run that finds the graph complete is done sooner.
      await expect.poll(() => processesOn(home), { timeout: 10_000 }).toEqual([]);
      expect(await digestOf(home)).toBe(digest);
    },
    600_000,
  );
});

/** The digest of the graph of a home. */
async function digestOf(home: string): Promise<string> {
  const env = { ...process.env, IOLAUS_NEO4J_HEAP_MB: '512', IOLAUS_NEO4J_CACHE_MB: '128' };
  const workbench = await Workbench.open({ home, env });
  try {
    return await (await workbench.graph.store()).digest();
  } finally {
    await workbench.close();
  }
}
