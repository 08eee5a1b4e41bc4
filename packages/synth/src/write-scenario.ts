import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { IolausError, type WorkOptions } from '@iolaus/contracts';
import { mappingsOf } from './mappings.js';
import { populate } from './population.js';
import { TextBank } from './prompts.js';
import { csvRow, exchangeLine } from './records.js';
import { Rng } from './rng.js';
import { scenarioOf } from './scenarios.js';
import { makeTraffic, MOST_EXCHANGES, type Traffic } from './traffic.js';
import { DAY_MS, DAYS, START_MS, type Person } from './world.js';

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
  const scenario = scenarioOf(options.name, options);
  if (scenario.exchanges > MOST_EXCHANGES)
    throw new IolausError('BAD_INPUT', { detail: `a scenario holds at most ${MOST_EXCHANGES} exchanges` });
  await refuseFull(options.outDir);
  const seed = options.seed ?? 1;
  const rng = new Rng(seed);
  const people = populate(rng, scenario);
  const traffic = makeTraffic(rng, scenario, people);
  const scratch = join(options.outDir, '.partial');
  await mkdir(join(scratch, 'dumps'), { recursive: true });
  await mkdir(join(scratch, 'truth'), { recursive: true });
  try {
    const exchanges = await writeExchanges(scratch, rng, { people, traffic, work: options });
    const payments = await writeTables(scratch, rng, people);
    await writeTruth(join(scratch, 'truth'), people);
    for (const folder of ['dumps', 'truth']) await rename(join(scratch, folder), join(options.outDir, folder));
    const campaigns = scenario.campaigns.map((plan) => campaignReport(plan.name, people, traffic));
    return {
      scenario: scenario.name,
      seed,
      accounts: people.length,
      exchanges: traffic.person.length,
      payments,
      campaigns,
      files: [...exchanges, 'accounts.csv', 'payments.csv'],
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function refuseFull(outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true });
  if ((await readdir(outDir)).length > 0) throw new IolausError('OUTPUT_EXISTS', { path: outDir });
}

interface ExchangeInput {
  readonly people: readonly Person[];
  readonly traffic: Traffic;
  readonly work: WorkOptions;
}

async function writeExchanges(scratch: string, rng: Rng, input: ExchangeInput): Promise<string[]> {
  const texts = new TextBank(rng);
  const files: string[] = [];
  let from = 0;
  for (let part = 1; part <= FILES; part++) {
    const name = `exchanges-${String(part).padStart(2, '0')}.jsonl.gz`;
    const until = part === FILES ? Number.POSITIVE_INFINITY : (part * DAYS * DAY_MS) / FILES;
    let to = from;
    while (to < input.traffic.timeMs.length && input.traffic.timeMs[to] < until) to++;
    const lines = exchangeLines(rng, texts, { ...input, from, to });
    await pipeline(
      Readable.from(lines, { objectMode: false }),
      createGzip({ level: 2 }),
      createWriteStream(join(scratch, 'dumps', name)),
    );
    files.push(name);
    from = to;
  }
  return files;
}

/** Lines in chunks of about 1,000, so that gzip and disk take part in the pace. */
async function* exchangeLines(
  rng: Rng,
  texts: TextBank,
  input: ExchangeInput & { from: number; to: number },
): AsyncGenerator<Buffer> {
  const { people, traffic, work } = input;
  for (let at = input.from; at < input.to;) {
    if (work.signal?.aborted) throw new IolausError('CANCELLED', { done: `${at} exchanges` });
    let chunk = '';
    for (const stop = Math.min(input.to, at + 1000); at < stop; at++) {
      const line = {
        rng,
        texts,
        person: people[traffic.person[at]],
        timeMs: traffic.timeMs[at],
        isCampaign: traffic.isCampaign[at] === 1,
        request: at,
      };
      chunk += `${exchangeLine(line)}\n`;
    }
    work.onProgress?.({ phase: 'Writing exchanges', done: at, total: traffic.person.length, unit: 'exchanges' });
    yield Buffer.from(chunk);
  }
}

async function writeTables(scratch: string, rng: Rng, people: readonly Person[]): Promise<number> {
  const byTime = people.toSorted((a, b) => a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1));
  const accounts = byTime.map((each) =>
    csvRow([
      each.id,
      new Date(each.createdMs).toISOString(),
      each.emailDomain,
      each.organisation,
      each.isVerified,
      each.programme,
      each.country,
      'active',
    ]),
  );
  const payments = byTime
    .flatMap((each) => paymentsOf(rng, each))
    .sort((a, b) => a.timeMs - b.timeMs || (a.row < b.row ? -1 : 1));
  const dumps = join(scratch, 'dumps');
  await writeFile(
    join(dumps, 'accounts.csv'),
    `account_id,created,email_domain,organisation,verified,programme,country,status\n${accounts.join('\n')}\n`,
  );
  await writeFile(
    join(dumps, 'payments.csv'),
    `account_id,ts,payment_method,bin,amount,currency\n${payments.map((each) => each.row).join('\n')}\n`,
  );
  const bans = byTime.flatMap((each) =>
    each.bannedMs === undefined ? [] : [csvRow([each.id, 'banned', new Date(each.bannedMs).toISOString()])],
  );
  if (bans.length > 0) await writeFile(join(dumps, 'bans.csv'), `account_id,status,banned_at\n${bans.join('\n')}\n`);
  const mappings = mappingsOf({
    hasDevices: people.some(({ devices }) => devices !== undefined),
    hasBans: bans.length > 0,
  });
  for (const [name, text] of Object.entries(mappings)) await writeFile(join(dumps, name), text);
  return payments.length;
}

function paymentsOf(rng: Rng, person: Person): { timeMs: number; row: string }[] {
  return person.cards.flatMap((card) => {
    const first = Math.max(person.createdMs + 600_000 * (1 + rng.next()), START_MS - 20 * DAY_MS);
    const times = rng.chance(0.5) ? [first] : [first, first + 30 * DAY_MS];
    return times
      .filter((timeMs) => timeMs < START_MS + DAYS * DAY_MS)
      .map((timeMs) => ({
        timeMs,
        row: csvRow([person.id, new Date(timeMs).toISOString(), card.token, card.bin, rng.int(5, 60), 'XTS']),
      }));
  });
}

async function writeTruth(folder: string, people: readonly Person[]): Promise<void> {
  const rows = people.map((each) =>
    csvRow([
      each.id,
      each.campaign,
      each.kind,
      each.isStealth,
      each.campaign === '' ? '' : each.campaignShare01.toFixed(3),
      each.campaign === '' ? '' : Math.max(1, each.generation),
    ]),
  );
  await writeFile(
    join(folder, 'accounts.csv'),
    `account,campaign,kind,stealth,campaign_share,generation\n${rows.join('\n')}\n`,
  );
  const frames = new Map(people.flatMap((each) => each.frames.map((frame) => [frame.id, frame] as const)));
  const templates = [...frames.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((frame) => csvRow([frame.id, frame.intent, frame.shape, frame.opening, frame.closing]));
  await writeFile(join(folder, 'templates.csv'), `template,intent,shape,opening,closing\n${templates.join('\n')}\n`);
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
