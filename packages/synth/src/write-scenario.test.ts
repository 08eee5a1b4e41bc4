import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { IolausError, type Progress } from '@iolaus/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mappingsOf } from './mappings.js';
import { SCENARIOS, scenarioOf } from './scenarios.js';
import { writeScenario, type ScenarioOptions, type ScenarioReport } from './write-scenario.js';

const MAPPINGS = mappingsOf(scenarioOf('lerna-small', {}));
const root = mkdtempSync(join(tmpdir(), 'iolaus-synth-'));
const small = (folder: string, more: Partial<ScenarioOptions> = {}): Promise<ScenarioReport> =>
  writeScenario({ name: 'lerna-small', accounts: 500, outDir: join(root, folder), ...more });
const code = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => '',
    (error: unknown) => (error instanceof IolausError ? error.code : String(error)),
  );

/** Every file of a folder by path, with the SHA-256 of its bytes. */
const sums = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [
        file.slice(join(root, folder).length + 1),
        createHash('sha256').update(readFileSync(file)).digest('hex'),
      ]),
  );

const text = (path: string, folder = 'one'): string => {
  const bytes = readFileSync(join(root, folder, path));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

/** Rows of a CSV file by the names of its header; no field of a scenario holds a line end. */
function rows(path: string, folder = 'one'): Record<string, string>[] {
  const [header, ...lines] = text(path, folder)
    .trimEnd()
    .split('\n')
    .map((line) =>
      [...`${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
      ),
    );
  return lines.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at]])));
}

interface Exchange {
  readonly account_id: string;
  readonly ts: string;
  readonly prompt: string;
}

let report: ScenarioReport;
let exchanges: Exchange[] = [];
let truth: Record<string, string>[] = [];

beforeAll(async () => {
  report = await small('one');
  await small('again');
  await small('other', { seed: 2 });
  truth = rows('truth/accounts.csv');
  exchanges = report.files
    .filter((name) => name.endsWith('.gz'))
    .flatMap((name) => text(`dumps/${name}`).trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as Exchange);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('writeScenario', () => {
  it('writes the same bytes for the same seed', () => {
    expect(sums('again')).toEqual(sums('one'));
  });

  it('writes the bytes that this seed has always given', () => {
    const hash = createHash('sha256');
    for (const path of Object.keys(sums('one'))) hash.update(path).update(text(path));
    expect(hash.digest('hex')).toBe('0c094ac44d8839b5768dc52362f510e27e400da3dd425bd54ab879ed60004fa2');
  });

  it('writes other bytes for another seed', () => {
    const [one, other] = [sums('one'), sums('other')];
    expect(Object.keys(other)).toEqual(Object.keys(one));
    const same = Object.keys(one).filter((path) => one[path] === other[path]);
    expect(same).toEqual(
      Object.keys(MAPPINGS)
        .map((name) => `dumps/${name}`)
        .sort(),
    );
  });

  it('writes dumps with their mappings, and the truth beside them', () => {
    expect(Object.keys(sums('one'))).toEqual([
      'dumps/accounts.csv',
      'dumps/accounts.mapping.yaml',
      'dumps/exchanges-01.jsonl.gz',
      'dumps/exchanges-02.jsonl.gz',
      'dumps/exchanges-03.jsonl.gz',
      'dumps/exchanges-04.jsonl.gz',
      'dumps/exchanges-05.jsonl.gz',
      'dumps/exchanges.mapping.yaml',
      'dumps/payments.csv',
      'dumps/payments.mapping.yaml',
      'truth/accounts.csv',
      'truth/templates.csv',
    ]);
  });

  it('reports what it wrote', () => {
    expect(report).toMatchObject({ scenario: 'lerna-small', seed: 1, accounts: 500, exchanges: exchanges.length });
    expect(rows('dumps/accounts.csv')).toHaveLength(500);
    expect(rows('dumps/payments.csv')).toHaveLength(report.payments);
    expect(report.files.every((name) => existsSync(join(root, 'one/dumps', name)))).toBe(true);
    for (const { name, accounts } of report.campaigns)
      expect(truth.filter(({ campaign }) => campaign === name)).toHaveLength(accounts);
  });

  it('writes exchanges in the order of time, nine days a file', () => {
    const times = exchanges.map(({ ts }) => ts);
    expect(times).toEqual(times.toSorted());
    expect(JSON.parse(text('dumps/exchanges-02.jsonl.gz').split('\n', 1)[0]).ts >= '2026-09-10').toBe(true);
    expect(text('dumps/exchanges-01.jsonl.gz')).not.toContain('"ts":"2026-09-10');
  });

  it('maps fields that its dumps have', () => {
    const paths = (mapping: string): string[] =>
      [...MAPPINGS[mapping].matchAll(/paths: \[(\w+)\]/g)].map((match) => match[1]);
    const fields = new Set(exchanges.flatMap(Object.keys));
    expect(paths('exchanges.mapping.yaml').filter((path) => !fields.has(path))).toEqual([]);
    expect(paths('accounts.mapping.yaml')).toEqual(Object.keys(rows('dumps/accounts.csv')[0]));
    expect(paths('payments.mapping.yaml')).toEqual(Object.keys(rows('dumps/payments.csv')[0]));
  });

  it('lets nobody act before they signed up', () => {
    const created = new Map(rows('dumps/accounts.csv').map((row) => [row['account_id'], row['created']]));
    const acts = [...exchanges, ...rows('dumps/payments.csv')] as { account_id: string; ts: string }[];
    expect(acts.filter((act) => act.ts < (created.get(act.account_id) ?? '~'))).toEqual([]);
  });
});

describe('ground truth', () => {
  it('names exactly the accounts of the dumps', () => {
    const ids = truth.map(({ account }) => account).sort();
    expect(
      rows('dumps/accounts.csv')
        .map((row) => row['account_id'])
        .sort(),
    ).toEqual(ids);
    expect([...new Set(exchanges.map((each) => each.account_id))].sort()).toEqual(ids);
  });

  it('states the share of its exchanges that each member makes for its campaign', () => {
    const templates = rows('truth/templates.csv');
    const isTemplate = (prompt: string): boolean =>
      templates.some(
        ({ shape, opening, closing }) =>
          (shape === 'fill-first' || prompt.startsWith(opening)) && (shape === 'fill-last' || prompt.endsWith(closing)),
      );
    for (const { account, campaign, campaign_share: share } of truth) {
      if (campaign === '') continue;
      const own = exchanges.filter((each) => each.account_id === account);
      const made = own.filter(({ prompt }) => isTemplate(prompt)).length;
      expect(Math.abs(made - own.length * Number(share)), account).toBeLessThanOrEqual(0.5 + own.length * 0.0005);
    }
  });

  it('counts the exchanges of each campaign as the report does', () => {
    const total = report.campaigns.reduce((sum, each) => sum + each.exchanges, 0);
    expect(report.campaigns.map(({ name }) => name)).toEqual(SCENARIOS[1].campaigns.map(({ name }) => name));
    expect(total / exchanges.length).toBeCloseTo(0.46, 2);
  });

  it('leaves the share of others empty', () => {
    const others = truth.filter(({ campaign }) => campaign === '');
    expect(others.length).toBeGreaterThan(300);
    expect(others.filter((row) => row['campaign_share'] !== '' || row['stealth'] !== 'false')).toEqual([]);
  });
});

describe('dumps', () => {
  it('hold no word of the truth', () => {
    const told = [
      ...SCENARIOS.flatMap(({ campaigns }) => campaigns.map(({ name }) => name)),
      ...rows('truth/templates.csv').map(({ template }) => `"${template}"`),
      'stealth',
      'proxy customer',
      'campaign',
      'truth',
    ];
    for (const path of Object.keys(sums('one')).filter((each) => each.startsWith('dumps/'))) {
      const content = text(path);
      expect(
        told.filter((word) => content.includes(word)),
        path,
      ).toEqual([]);
    }
  });

  it('give accounts no column but what a provider knows of them', () => {
    expect(text('dumps/accounts.csv').split('\n', 1)[0]).toBe(
      'account_id,created,email_domain,organisation,verified,programme,country,status',
    );
    expect(text('dumps/payments.csv').split('\n', 1)[0]).toBe('account_id,ts,payment_method,bin,amount,currency');
  });
});

describe('dumps of a detection test', () => {
  const dumps = (): string[] => Object.keys(sums('regrowth')).filter((path) => path.startsWith('dumps/'));
  const read = (path: string): string => text(path, 'regrowth');
  const lines = (): Record<string, string>[] =>
    dumps()
      .filter((path) => path.endsWith('.gz'))
      .flatMap((path) => read(path).trimEnd().split('\n'))
      .map((line) => JSON.parse(line) as Record<string, string>);
  beforeAll(async () => {
    await small('regrowth', { name: 'regrowth', accounts: 800 });
    await small('regrowth-again', { name: 'regrowth', accounts: 800 });
  });

  it('are the same bytes for the same seed', () => {
    expect(sums('regrowth-again')).toEqual(sums('regrowth'));
  });

  it('declare the machine that some clients tell', () => {
    expect(read('dumps/exchanges.mapping.yaml')).toContain(
      'indicators:\n  - { name: device, label: Device, paths: [device], family: client, reliability: 0.9, parse: text }\n',
    );
    const told = lines().filter((line) => line['device'] !== undefined).length / lines().length;
    expect(told).toBeGreaterThan(0.4);
    expect(told).toBeLessThan(0.9);
  });

  it('tell bans in a dump that is read after the accounts', () => {
    expect(dumps().filter((path) => path.endsWith('.csv'))).toEqual([
      'dumps/accounts.csv',
      'dumps/bans.csv',
      'dumps/payments.csv',
    ]);
    expect(dumps()).toContain('dumps/bans.mapping.yaml');
    const banned = new Map(rows('dumps/bans.csv', 'regrowth').map((row) => [row['account_id'], row['banned_at']]));
    const first = rows('truth/accounts.csv', 'regrowth').filter(
      (row) => row['generation'] === '1' && row['campaign'] !== 'millrace',
    );
    expect([...banned.keys()].sort()).toEqual(first.map((row) => row['account']).sort());
    expect(new Set(banned.values())).toEqual(new Set(['2026-09-15T00:00:00.000Z']));
    const late = [...lines(), ...rows('dumps/payments.csv', 'regrowth')].filter(
      ({ account_id: account, ts }) => ts >= (banned.get(account) ?? '~'),
    );
    expect(late).toEqual([]);
  });

  it('hold no word of the truth', () => {
    const told = [
      ...SCENARIOS.flatMap(({ campaigns }) => campaigns.map(({ name }) => name)),
      ...rows('truth/templates.csv', 'regrowth').map(({ template }) => `"${template}"`),
      'stealth',
      'proxy customer',
      'template user',
      'campaign',
      'generation',
    ];
    for (const path of dumps()) {
      const content = read(path);
      expect(
        told.filter((word) => content.includes(word)),
        path,
      ).toEqual([]);
    }
  });
});

describe('a scenario that is not written', () => {
  it('leaves a folder that is not empty as it was', async () => {
    const before = sums('one');
    expect(await code(small('one', { seed: 3 }))).toBe('OUTPUT_EXISTS');
    expect(sums('one')).toEqual(before);
  });

  it('leaves nothing behind when it is cancelled half way', async () => {
    const stop = new AbortController();
    const seen: Progress[] = [];
    const onProgress = (progress: Progress): void => {
      seen.push(progress);
      if (seen.length === 3) stop.abort();
    };
    expect(await code(small('cancelled', { onProgress, signal: stop.signal }))).toBe('CANCELLED');
    expect(seen).toHaveLength(3);
    expect(readdirSync(join(root, 'cancelled'))).toEqual([]);
  });

  it('makes no folder for more exchanges than it can sort, nor for an unknown name', async () => {
    expect(await code(small('huge', { exchanges: 67_108_865 }))).toBe('BAD_INPUT');
    expect(await code(small('unknown', { name: 'hydra' }))).toBe('SCENARIO_UNKNOWN');
    expect([existsSync(join(root, 'huge')), existsSync(join(root, 'unknown'))]).toEqual([false, false]);
  });

  it('tells how far it is, up to the last exchange', async () => {
    const seen: Progress[] = [];
    await small('told', { onProgress: (progress) => seen.push(progress) });
    const done = seen.map((progress) => progress.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toEqual({ phase: 'Writing exchanges', done: 6667, total: 6667, unit: 'exchanges' });
  });
});
