import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf, makeHome, processesOn, runOn, seeded } from './testing/kill-import.js';

const TINY = join(import.meta.dirname, '../../../seed-data/tiny');
const IMPORT = ['import', TINY, '--lake-only'];
/** With IOLAUS_LONG set to anything, as many as the product promises to survive. */
const ROUNDS = process.env['IOLAUS_LONG'] ? 20 : 4;
const random = seeded(20_261_126);

describe('an import that is killed and run again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iolaus-kill-'));
  let files = 0;
  let whole: Record<string, string>;

  beforeAll(async () => {
    const home = makeHome(join(folder, 'whole'));
    const ended = await runOn(home, IMPORT);
    expect(ended, ended.said).toMatchObject({ code: 0 });
    files = ended.files;
    whole = await settled(home);
    expect(Object.keys(whole).filter((path) => path.includes('rollup-'))).toHaveLength(5);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Array.from({ length: ROUNDS }, (_, round) => [round + 1, random(), random()] as const))(
    'gives the same home as one that nothing happened to, and leaves no process and no file (kill %i)',
    async (round, where01, late01) => {
      const home = join(folder, `killed-${round}`);
      let moment = { files: Math.floor(where01 * files), afterMs: late01 * 40 };
      // A kill that comes after the end proves nothing: it is tried again, sooner.
      while (!(await runOn(makeHome(home), IMPORT, moment)).isKilled) {
        rmSync(home, { recursive: true });
        moment = { files: Math.floor(moment.files / 2), afterMs: 0 };
      }
      // At once: the lake's process may still be ending.
      const again = await runOn(home, IMPORT);
      expect(again, again.said).toMatchObject({ code: 0 });
      expect(processesOn(home)).toEqual([]);
      expect(await settled(home)).toEqual(whole);
      rmSync(home, { recursive: true, force: true });
    },
    120_000,
  );

  /** What the home holds after one more opening, which sweeps what earlier processes left. */
  async function settled(home: string): Promise<Record<string, string>> {
    const opened = await runOn(home, ['enrich']);
    expect(opened, opened.said).toMatchObject({ code: 0 });
    return contentOf(home);
  }
});
