import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { IolausError, type WorkOptions } from '@iolaus/contracts';
import { makeScenario, requestedScenario, usesOf, type MadeScenario } from './made-scenario.js';
import { TextBank } from './prompts.js';
import { exchangeLine } from './records.js';
import type { Traffic } from './traffic.js';
import type { Uses } from './uses.js';
import { DAY_MS, type Person } from './world.js';
import { writeTables } from './write-tables.js';
import { writeTruth } from './write-truth.js';

/** What to write, and where. `outDir` must be empty or absent. */
export interface ScenarioOptions extends WorkOptions {
  readonly name: string;
  readonly outDir: string;
  readonly seed?: number;
  readonly accounts?: number;
  readonly exchanges?: number;
}

/** What was written. */
export interface ScenarioReport {
  readonly scenario: string;
  readonly seed: number;
  readonly accounts: number;
  readonly exchanges: number;
  readonly payments: number;
  readonly campaigns: readonly { readonly name: string; readonly accounts: number; readonly exchanges: number }[];
  readonly files: readonly string[];
}

const FILES = 5;

/**
 * Writes a scenario: `outDir/dumps` (what the product imports, with mapping files) and `outDir/truth` (what it must never read).
 * Byte-identical for the same seed. Refuses a folder that is not empty (OUTPUT_EXISTS); on cancel or failure nothing is left.
 */
export async function writeScenario(options: ScenarioOptions): Promise<ScenarioReport> {
  const scenario = requestedScenario(options);
  await refuseFull(options.outDir);
  const made = makeScenario(scenario, options.seed ?? 1);
  const { people, traffic } = made;
  const scratch = join(options.outDir, '.partial');
  await mkdir(join(scratch, 'dumps'), { recursive: true });
  await mkdir(join(scratch, 'truth'), { recursive: true });
  try {
    const exchanges = await writeExchanges(join(scratch, 'dumps'), made, options);
    const tables = await writeTables(join(scratch, 'dumps'), made);
    await writeTruth(join(scratch, 'truth'), people);
    for (const folder of ['dumps', 'truth']) await rename(join(scratch, folder), join(options.outDir, folder));
    return {
      scenario: scenario.name,
      seed: made.seed,
      accounts: people.length,
      exchanges: traffic.person.length,
      payments: tables.payments,
      campaigns: scenario.campaigns.map((plan) => campaignReport(plan.name, people, traffic)),
      files: [...exchanges, ...tables.files],
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function refuseFull(outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true });
  if ((await readdir(outDir)).length > 0) throw new IolausError('OUTPUT_EXISTS', { path: outDir });
}

async function writeExchanges(folder: string, made: MadeScenario, work: WorkOptions): Promise<string[]> {
  const { scenario, rng, traffic } = made;
  const texts = new TextBank(rng);
  const uses = scenario.kind === 'cells' ? undefined : usesOf(made);
  const files: string[] = [];
  let from = 0;
  for (let part = 1; part <= FILES; part++) {
    const name = `exchanges-${String(part).padStart(2, '0')}.jsonl.gz`;
    const until = part === FILES ? Number.POSITIVE_INFINITY : (part * scenario.days * DAY_MS) / FILES;
    let to = from;
    while (to < traffic.timeMs.length && traffic.timeMs[to] < until) to++;
    const lines = exchangeLines(made, { texts, uses, work, from, to });
    await pipeline(
      Readable.from(lines, { objectMode: false }),
      createGzip({ level: 2 }),
      createWriteStream(join(folder, name)),
    );
    files.push(name);
    from = to;
  }
  return files;
}

/** Lines in chunks of about 1,000, so that gzip and disk take part in the pace. */
async function* exchangeLines(
  { rng, people, traffic }: MadeScenario,
  of: {
    readonly texts: TextBank;
    readonly uses: Uses | undefined;
    readonly work: WorkOptions;
    readonly from: number;
    readonly to: number;
  },
): AsyncGenerator<Buffer> {
  const { texts, uses, work } = of;
  for (let at = of.from; at < of.to;) {
    if (work.signal?.aborted) throw new IolausError('CANCELLED', { done: `${at} exchanges` });
    let chunk = '';
    for (const stop = Math.min(of.to, at + 1000); at < stop; at++) {
      const line = {
        rng,
        texts,
        person: people[traffic.person[at]],
        timeMs: traffic.timeMs[at],
        isCampaign: traffic.isCampaign[at] === 1,
        request: at,
        use: uses && { ip: uses.ip[at], frame: uses.frame[at], device: uses.device[at] },
      };
      chunk += `${exchangeLine(line)}\n`;
    }
    work.onProgress?.({ phase: 'Writing exchanges', done: at, total: traffic.person.length, unit: 'exchanges' });
    yield Buffer.from(chunk);
  }
}

function campaignReport(
  name: string,
  people: readonly Person[],
  traffic: Traffic,
): { name: string; accounts: number; exchanges: number } {
  let exchanges = 0;
  for (let at = 0; at < traffic.person.length; at++)
    if (traffic.isCampaign[at] === 1 && people[traffic.person[at]].campaign === name) exchanges++;
  return { name, accounts: people.filter((each) => each.campaign === name).length, exchanges };
}
