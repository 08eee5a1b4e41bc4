import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openLake, type Lake } from '@iolaus/ingest';
import type { LakeTables } from '@iolaus/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readManifest, writeManifest } from '../manifest.js';
import type { WorkerOrder } from '../testing/import-shared-worker.js';

const STALE_MS = 2500;
const WORKER = fileURLToPath(new URL('../../dist/testing/import-shared-worker.js', import.meta.url));
const TINY = fileURLToPath(new URL('../../../../seed-data/tiny', import.meta.url));

let folder: string;
let alone: string[];
const dumps = (): string => join(folder, 'dumps');

const orderOf = (lake: string): WorkerOrder => ({
  folder: join(folder, lake),
  memoryMb: 256,
  staleMs: STALE_MS,
  paths: [dumps()],
});
const start = (lake: string): ChildProcess =>
  spawn(process.execPath, [WORKER, JSON.stringify(orderOf(lake))], { stdio: ['ignore', 'pipe', 'inherit'] });

/** A lake without dumps whose secret is that of all the others here: ids of templates follow from it. */
async function emptyLake(name: string): Promise<string> {
  const dir = join(folder, name);
  mkdirSync(dir);
  await writeManifest(dir, { version: 2, salt: '0123456789abcdef0123456789abcdef', dumps: [], groups: [] });
  return dir;
}

/** Steps that a worker told, up to its end. */
async function steps(worker: ChildProcess, onStep: (nth: number) => void = () => undefined): Promise<string[]> {
  const told: string[] = [];
  for await (const line of createInterface({ input: worker.stdout! }))
    onStep(told.push((JSON.parse(line) as { step: string }).step));
  return told;
}

/** Every sighting of a lake in words, whatever the order of its dumps. */
async function sightings(name: string): Promise<string[]> {
  const lake = await openLake({ dir: join(folder, name), memoryMb: 256, threads: 1 });
  try {
    return wordsOf(await lake.tables());
  } finally {
    await lake.close();
  }
}

const SALTED: ReadonlySet<string> = new Set(['prompt-template', 'system-prompt', 'tool-schema', 'output-contract']);

function wordsOf({ sightings: of }: LakeTables): string[] {
  return Array.from(of.account, (account, at) => {
    const indicator = of.indicator[at];
    const kind = of.kinds[of.indicatorKind[indicator]].kind;
    const ref = `${of.dumps[of.dump[at]]} ${of.ordinal[at]}`;
    // Ids of what prompts have in common are salted, each lake with its own secret.
    const value = SALTED.has(kind) ? '' : of.indicatorValue[indicator];
    return [of.accounts[account], kind, value, of.count[at], of.firstMs[at], ref].join(' ');
  }).toSorted();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-shared-'));
  cpSync(TINY, dumps(), { recursive: true });
  const lake: Lake = await openLake({ dir: await emptyLake('alone'), memoryMb: 256, threads: 1 });
  await lake.importFiles({ paths: [dumps()] });
  await lake.close();
  alone = await sightings('alone');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('workers on one lake', () => {
  it('import each dump once, and get what one import gets', async () => {
    await emptyLake('both');
    const told = await Promise.all([start('both'), start('both'), start('both')].map((worker) => steps(worker)));
    const files = readManifest(join(folder, 'alone'))?.dumps.length ?? 0;
    expect(told.flat().filter((step) => step === 'imported')).toHaveLength(files);
    expect(new Set(readManifest(join(folder, 'both'))?.dumps.map(({ sha256 }) => sha256)).size).toBe(files);
    expect((await sightings('both')).map(withoutRef)).toEqual(alone.map(withoutRef));
  }, 60_000);

  it.each([1, 3])(
    'lose nothing, do nothing twice and leave nothing behind when one dies with a dump in hand (step %i)',
    async (nth) => {
      const name = `killed-${nth}`;
      await emptyLake(name);
      const victim = start(name);
      const ended = once(victim, 'exit');
      let other: Promise<unknown[]> | undefined;
      await steps(victim, (step) => {
        // The other one comes while this one is at work.
        other ??= once(start(name), 'exit');
        if (step === nth) victim.kill('SIGKILL');
      });
      expect(await ended).toEqual([null, 'SIGKILL']);
      expect(await other).toEqual([0, null]);
      expect((await sightings(name)).map(withoutRef)).toEqual(alone.map(withoutRef));
      expect(readdirSync(join(folder, name)).filter((file) => /^\.(importing|worker)/.test(file))).toEqual([]);
    },
    60_000,
  );

  it('have nothing to do when all is done', async () => {
    expect(await steps(start('both'))).toEqual([]);
  }, 60_000);
});

/** Which record is the first one of a pair told depends on the order of the dumps. */
const withoutRef = (sighting: string): string => sighting.split(' ').slice(0, -2).join(' ');
