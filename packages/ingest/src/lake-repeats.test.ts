import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LakeEngine } from './lake-engine.js';
import { LakeState } from './lake-state.js';
import { numbered } from './lake-views.js';
import { takeTables } from './read-tables.js';
import { findSeen } from './seen.js';
import { calm } from './testing/calm.js';
import { seeded } from './testing/seeded.js';

fc.configureGlobal({ seed: 20_260_315 });

/** A record of these tests; what is absent is not written. */
interface Row {
  readonly account?: string;
  readonly ts: number;
  readonly id?: string;
  readonly ip?: string;
  readonly prompt?: string;
  readonly wallet?: string;
}

const COLUMNS = ['account', 'ts', 'id', 'ip', 'prompt', 'wallet'] as const;
const mappingOf = (format: 'jsonl' | 'csv', match: string): string =>
  [
    'version: 1',
    `match: "${match}*.${format}"`,
    `format: ${format}`,
    'entity: exchange',
    'fields:',
    '  account: { paths: [account] }',
    '  time: { paths: [ts], required: true, parse: unix-s }',
    '  request: { paths: [id] }',
    '  ip: { paths: [ip], parse: ip }',
    '  prompt: { paths: [prompt] }',
    'indicators:',
    '  - { name: wallet, paths: [wallet] }',
  ].join('\n');
const AGENTS = mappingOf('jsonl', 'agents')
  .replace('  ip: { paths: [ip], parse: ip }', '  user_agent: { paths: [agent] }')
  .replace('  prompt: { paths: [prompt] }\n', '')
  .replace(/indicators:[^]*/, '');
const WRITTEN = {
  jsonl: (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  csv: (rows: readonly Row[]): string =>
    [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((name) => row[name] ?? '').join(',')), ''].join('\n'),
} as const;

/** So rarely another prompt is used that it is a template of a dump of less than 50,000 prompts alone. */
const RARE = 9001;
const rowOf = (at: number): Row => ({
  account: `acct_${at % 5}`,
  ts: 4000 * at,
  id: `req_${at}`,
  ip: `203.0.113.${at % 7}`,
  prompt:
    at % RARE === 5
      ? `Please translate the following old letter about ship ${at} into plain words that every sailor understands`
      : `Write a short and friendly advertisement for number ${at} of our many boats and end it with a rhyme about ${at % 11} oars`,
  ...(at % 3 === 0 ? { wallet: `w-${at % 4}` } : {}),
});
const rowsOf = (count: number): Row[] => Array.from({ length: count }, (_, at) => rowOf(at));

const folder = mkdtempSync(join(tmpdir(), 'iolaus-repeats-'));
let lakes = 0;
beforeAll(() => {
  for (const format of ['jsonl', 'csv'] as const)
    writeFileSync(join(folder, `${format}.mapping.yaml`), mappingOf(format, 'exchanges'));
  writeFileSync(join(folder, 'agents.mapping.yaml'), AGENTS);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const openLake = (memoryMb = 256): Promise<LakeEngine> =>
  LakeEngine.open({ folder: join(folder, `lake-${lakes++}`), memoryMb, threads: 1 });

interface Taken {
  readonly sha256: string;
  readonly records: number;
  readonly accepted: number;
  readonly refused: number;
  readonly duplicates: number;
}

async function take(engine: LakeEngine, name: string, content: string): Promise<Taken> {
  writeFileSync(join(folder, name), content);
  const { dumps } = await engine.importFiles({ paths: [join(folder, name)] }, calm);
  return dumps[0];
}

const inOrder = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** All that a lake says of accounts: sightings, templates, activity and events; without ids of templates, which the lake's secret makes. */
async function told(engine: LakeEngine): Promise<unknown> {
  const { sightings, accounts, activity } = takeTables(await engine.tables(calm));
  const templates = await engine.templates({}, calm);
  const textOf = new Map(templates.map(({ id, text }) => [id, text]));
  const values = sightings.indicatorValue.map((value) => textOf.get(value) ?? value);
  const events = await engine.eventsOf({ accounts: sightings.accounts }, calm);
  return {
    accounts: sightings.accounts.map((id, at) => [
      id,
      accounts.exchanges[at],
      accounts.firstMs[at],
      accounts.lastMs[at],
    ]),
    pairs: Array.from(sightings.account, (account, row) => [
      sightings.accounts[account],
      values[sightings.indicator[row]],
      sightings.count[row],
      sightings.firstMs[row],
      sightings.lastMs[row],
    ]).sort(inOrder),
    activity: Array.from(activity.account, (account, row) => [account, activity.hour[row], activity.count[row]]),
    hours: await Promise.all(sightings.accounts.map((account) => engine.activityOf(account))),
    events: [[...events.account], [...events.ms]],
    templates: templates.map(({ text, uses, accounts }) => [text, uses, accounts]).sort(inOrder),
  };
}

describe('a request that stands twice in one dump', () => {
  it('counts once and is told before; the records are accepted and stay', async () => {
    const [once, twice] = [await openLake(), await openLake()];
    await take(once, 'exchanges-once.jsonl', WRITTEN.jsonl(rowsOf(12)));
    const rows = [...rowsOf(9), rowOf(2), rowOf(2), ...rowsOf(12).slice(9), rowOf(11)];
    const taken = await take(twice, 'exchanges-twice.jsonl', `${WRITTEN.jsonl(rows)}{"account":"acct_1"}\n`);
    expect(taken).toMatchObject({ records: 16, accepted: 15, refused: 1, duplicates: 3 });
    expect(await told(twice)).toEqual(await told(once));
    expect((await twice.rows({ account: 'acct_2', offset: 0, limit: 9 })).total).toBe(4);
  });

  it('is told by its first record, whatever a later one has', async () => {
    const engine = await openLake();
    const rows = [
      { id: 'req_1', ts: 5, account: 'acct_1', ip: '203.0.113.1' },
      { id: 'req_1', ts: 9, account: 'acct_2', ip: '203.0.113.2', wallet: 'w-2' },
    ];
    expect(await take(engine, 'exchanges-first.jsonl', WRITTEN.jsonl(rows))).toMatchObject({ duplicates: 1 });
    const { sightings, accounts } = takeTables(await engine.tables(calm));
    expect(sightings.accounts).toEqual(['acct_1']);
    expect([...accounts.exchanges]).toEqual([1]);
    expect(sightings.indicatorValue).toEqual(['203.0.113.1', '203.0.113.0/24']);
  });

  it('is another one in other letters, and none without an id', async () => {
    const engine = await openLake();
    const same = { ts: 5, account: 'acct_1', ip: '203.0.113.1' };
    const rows = [{ ...same, id: 'req_a' }, { ...same, id: 'req_A' }, same, same, { ...same, id: '' }];
    expect(await take(engine, 'exchanges-none.jsonl', WRITTEN.jsonl(rows))).toMatchObject({
      accepted: 5,
      duplicates: 0,
    });
    const { accounts } = takeTables(await engine.tables(calm));
    expect([...accounts.exchanges]).toEqual([5]);
  });

  it('completes an earlier dump once', async () => {
    const engine = await openLake();
    await take(engine, 'exchanges-whole.jsonl', WRITTEN.jsonl(rowsOf(6)));
    const agents = rowsOf(8).map(({ account, ts, id }) => ({ account, ts, id, agent: 'sdk/1' }));
    const taken = await take(engine, 'agents-twice.jsonl', WRITTEN.jsonl([...agents, agents[1], agents[7]]));
    expect(taken).toMatchObject({ accepted: 10, duplicates: 2 });
    const { sightings, accounts } = takeTables(await engine.tables(calm));
    expect(accounts.exchanges.reduce((sum, each) => sum + each, 0)).toBe(8);
    const agent = sightings.indicatorValue.indexOf('sdk/1');
    const uses = sightings.count.filter((_, row) => sightings.indicator[row] === agent);
    expect(uses.reduce((sum, each) => sum + each, 0)).toBe(8);
  });

  it('counts once again when the dump that told it before is removed', async () => {
    const [left, alone] = [await openLake(), await openLake()];
    const first = await take(left, 'exchanges-a.jsonl', WRITTEN.jsonl(rowsOf(10)));
    const rows = [rowOf(8), rowOf(12), rowOf(8), rowOf(9), rowOf(12)];
    expect(await take(left, 'exchanges-b.jsonl', WRITTEN.jsonl(rows))).toMatchObject({ duplicates: 4 });
    await left.removeDump({ sha256: first.sha256 });
    await take(alone, 'exchanges-b.jsonl', WRITTEN.jsonl([rowOf(8), rowOf(12), rowOf(9)]));
    expect(await told(left)).toEqual(await told(alone));
    expect(left.manifest().dumps).toMatchObject([{ accepted: 5, duplicates: 2 }]);
  });

  it('does not multiply with those of an earlier dump', async () => {
    const engine = await openLake();
    const rows = Array.from({ length: 30_000 }, (_, at) => ({ ts: at, account: 'acct_1', id: 'the-only-id' }));
    expect(await take(engine, 'exchanges-p.jsonl', WRITTEN.jsonl(rows))).toMatchObject({ duplicates: 29_999 });
    expect(await take(engine, 'exchanges-q.jsonl', WRITTEN.jsonl(rows.slice(1)))).toMatchObject({ duplicates: 29_999 });
  });
});

describe('repeated requests in a large dump', () => {
  /** Enough for several groups of rows of the lake's files, and several chunks of the text; with the repeated ones more than 50,000. */
  const COUNT = 49_500;
  const draw = seeded(7);
  const rows: Row[] = [];
  for (let at = 0; at < COUNT; at++) {
    rows.push(rowOf(at));
    // Right behind, far behind, and the very first one again at the end.
    if (at % 97 === 0) rows.push(rowOf(at));
    if (at % 89 === 0) rows.push(rowOf(draw(at + 1)));
  }
  rows.push(rowOf(0));

  it.each(['jsonl', 'csv'] as const)('count as in the same %s dump without them', async (format) => {
    const [once, twice] = [await openLake(), await openLake()];
    await take(once, `exchanges-large-once.${format}`, WRITTEN[format](rowsOf(COUNT)));
    const taken = await take(twice, `exchanges-large-twice.${format}`, WRITTEN[format](rows));
    expect(taken).toMatchObject({ accepted: rows.length, duplicates: rows.length - COUNT });
    expect(await told(twice)).toEqual(await told(once));
  });

  it('are found in slices as they are at once', async () => {
    const engine = await openLake();
    await take(engine, 'exchanges-sliced-0.jsonl', WRITTEN.jsonl(rowsOf(500)));
    const { sha256 } = await take(engine, 'exchanges-sliced.jsonl', WRITTEN.jsonl(rows.slice(0, 2000)));
    const state = await LakeState.open({ folder: join(folder, `lake-${lakes - 1}`), memoryMb: 256, threads: 1 });
    const dump = state.dumps.find((each) => each.sha256 === sha256)!;
    const seen = (memoryMb: number): Promise<unknown> =>
      findSeen(state.connection, {
        folder: state.folder,
        dump,
        hasRequests: true,
        earlier: numbered(state.dumps.slice(0, 1)),
        memoryMb,
      });
    const masks = async (): Promise<unknown> =>
      (
        await state.connection.runAndReadAll(`SELECT * FROM read_parquet('${state.folder}/${sha256}.seen.parquet')`)
      ).getRowsJS();
    const whole = [await seen(256), await masks()];
    // Less than a row for each slice.
    expect([await seen(0.01), await masks()]).toEqual(whole);
    expect(whole[0]).toEqual({ duplicates: dump.duplicates, hasSeen: true });
  });
});

describe('requests planted again anywhere', () => {
  const plan = fc.record({
    format: fc.constantFrom('jsonl' as const, 'csv' as const),
    count: fc.integer({ min: 1, max: 30 }),
    /** Which record is told again, and how far behind it. */
    planted: fc.array(fc.record({ of: fc.nat(29), gap: fc.nat(40) }), { maxLength: 12 }),
    /** Records that have no id. */
    nameless: fc.uniqueArray(fc.nat(29), { maxLength: 6 }),
  });

  it('leave all that is told as it is without them', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async ({ format, count, planted, nameless }) => {
        const own = rowsOf(count).map(({ id, ...row }, at) => (nameless.includes(at) ? row : { id, ...row }) as Row);
        const again = planted.filter(({ of }) => of < count && !nameless.includes(of));
        const places = [
          ...own.map((row, at) => ({ row, at, behind: 0 })),
          ...again.map(({ of, gap }) => ({ row: own[of], at: of + gap, behind: 1 })),
        ].sort((a, b) => a.at - b.at || a.behind - b.behind);
        const [once, twice] = [await openLake(), await openLake()];
        await take(once, `exchanges-planted.${format}`, WRITTEN[format](own));
        const taken = await take(twice, `exchanges-planted.${format}`, WRITTEN[format](places.map(({ row }) => row)));
        expect(taken).toMatchObject({ accepted: places.length, refused: 0, duplicates: again.length });
        expect(await told(twice)).toEqual(await told(once));
      }),
      { numRuns: 8 },
    );
  });
});
