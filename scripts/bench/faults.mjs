// The faulty dumps of the tests at full size: a line of 1 GB, a bomb beyond 1 GiB, 600,000 lines with planted bad and blank ones. Every ordinal, offset, reason and
// the bytes of 1,000 records are compared; memory of the lake's process is told.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLake } from '@iolaus/ingest';
import { importDifferences, peakBytes } from '../../packages/ingest/dist/testing/check-import.js';
import { writeFaultCorpus } from '../../packages/ingest/dist/testing/fault-corpus.js';
import { writePlantedDump } from '../../packages/ingest/dist/testing/planted-dump.js';

const GIB = 1 << 30;

/** Imports each; `[seed]` may be given. Fails when anything differs from what was planted. */
export async function measure([seed = '1'] = []) {
  const scratch = mkdtempSync(join(tmpdir(), 'iolaus-faults-'));
  const lakeFolder = join(scratch, 'lake');
  const lake = await openLake({ dir: lakeFolder, memoryMb: 900, threads: 2 });
  try {
    const dumps = [];
    for (const dump of dumpsIn(scratch, Number(seed))) {
      const started = performance.now();
      const { dumps: imported } = await lake.importFiles({ paths: [dump.path] });
      const seconds = Math.round(performance.now() - started) / 1000;
      const differences = await importDifferences(lake, imported[0], dump.expected, {
        samples: 1000,
        seed: Number(seed),
        lakeFolder,
      });
      if (differences.length > 0) throw new Error(`${dump.name}: ${differences.join('; ')}`);
      const { records, accepted, refused, blankLines } = imported[0];
      dumps.push({ name: dump.name, records, accepted, refused, blankLines, seconds });
    }
    return { seed: Number(seed), peakMiB: Math.round((peakBytes(lake.pid) ?? 0) / 1024 / 1024), dumps };
  } finally {
    await lake.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function* dumpsIn(scratch, seed) {
  yield* writeFaultCorpus({ folder: join(scratch, 'corpus'), seed, longLine: GIB, bombBytes: 1.1 * GIB });
  const folder = join(scratch, 'planted');
  mkdirSync(folder);
  yield writePlantedDump({ folder, seed, lines: 600_000 });
}
