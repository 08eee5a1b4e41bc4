import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { DetectParameters } from '@iolaus/detect';
import type { History } from './snapshot.js';

/** Packages whose code decides what a snapshot holds. */
const DECIDING = ['@iolaus/contracts', '@iolaus/detect', '@iolaus/ingest', '@iolaus/layout', '@iolaus/pipeline'];

/** A digest of all that a snapshot follows from: equal ones are of the same snapshot but for the time at which it was made. `rollup` stands for dumps and enrichment. */
export function madeFrom(of: {
  readonly rollup: string;
  readonly history: History;
  readonly parameters: Partial<DetectParameters>;
}): string {
  const { constraints, baseline, before, free, model } = of.history;
  return createHash('sha256')
    .update(
      JSON.stringify([
        of.rollup,
        of.parameters,
        constraints,
        baseline ?? null,
        before ?? null,
        free ?? null,
        model ?? null,
      ]),
    )
    .update(codeDigest())
    .digest('hex');
}

let digest: string | undefined;

/** A digest of the code itself, as it runs: no number has to be raised by hand. */
function codeDigest(): string {
  if (digest !== undefined) return digest;
  const hash = createHash('sha256').update(process.version);
  for (const name of DECIDING) {
    const folder = fileURLToPath(new URL('.', import.meta.resolve(name)));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    for (const file of files.toSorted()) hash.update(`${name} ${file}\n`).update(readFileSync(join(folder, file)));
  }
  return (digest = hash.digest('hex'));
}
