import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TimeWindow } from '@iolaus/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LakeEngine } from './lake-engine.js';
import { calm } from './testing/calm.js';

const EXCHANGES = [
  'version: 1',
  'match: "exchanges*"',
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account] }',
  '  time: { paths: [ts], parse: unix-s }',
  '  request: { paths: [id] }',
  '  ip: { paths: [ip], parse: ip }',
  '  model: { paths: [model] }',
].join('\n');
const ACCOUNTS = [
  'version: 1',
  'match: "accounts*"',
  'format: csv',
  'entity: account',
  'fields:',
  '  account: { paths: [account] }',
  '  banned_at: { paths: [banned], parse: unix-s }',
].join('\n');

const DAY = 86_400;
const FIRST_DAY = 20_000;
const MEMBERS = ['acct_a', 'acct_b', 'acct_c'];
/** Days counted from the first one, both within. */
const days = (from: number, to: number): TimeWindow => ({
  fromMs: (FIRST_DAY + from) * DAY * 1000,
  toMs: (FIRST_DAY + to + 1) * DAY * 1000,
});

let folder: string;
let engine: LakeEngine;
let made = 0;

const exchange = (account: string, day: number, ip: string, model = 'M-1'): object => ({
  account,
  ts: (FIRST_DAY + day) * DAY + 3600 * (made % 20) + made,
  id: `req_${made++}`,
  ip,
  model,
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-time-'));
  writeFileSync(join(folder, 'exchanges.mapping.yaml'), EXCHANGES);
  writeFileSync(join(folder, 'accounts.mapping.yaml'), ACCOUNTS);
  const rows = [
    ...MEMBERS.flatMap((account) => [
      exchange(account, 0, '203.0.113.1'),
      exchange(account, 0, '203.0.113.1'),
      exchange(account, 1, '203.0.113.2'),
      exchange(account, 6, '203.0.113.3', 'M-2'),
      exchange(account, 7, '203.0.113.2', 'M-2'),
    ]),
    exchange('acct_c', 3, '203.0.113.9'),
    // Somebody else, who had the new address before: it is new to the three all the same.
    exchange('acct_other', 1, '203.0.113.3', 'M-9'),
  ];
  writeFileSync(join(folder, 'exchanges.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  writeFileSync(join(folder, 'accounts.csv'), `account,banned\nacct_a,${(FIRST_DAY + 8) * DAY + 5}\nacct_b,\n`);
  engine = await LakeEngine.open({ folder: join(folder, 'lake'), memoryMb: 256, threads: 1 });
  await engine.importFiles({ paths: [join(folder, 'exchanges.jsonl'), join(folder, 'accounts.csv')] }, calm);
  await engine.rollUp({}, calm);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('accountDays', () => {
  it('counts exchanges of each account by day, in the order that was asked for', async () => {
    const { account, day, uses } = await engine.accountDays({ accounts: ['acct_c', 'nobody', 'acct_a'] });
    const rows = Array.from(account, (a, at) => [a, day[at] - FIRST_DAY, uses[at]]);
    expect(rows).toEqual([
      [0, 0, 2],
      [0, 1, 1],
      [0, 3, 1],
      [0, 6, 1],
      [0, 7, 1],
      [2, 0, 2],
      [2, 1, 1],
      [2, 6, 1],
      [2, 7, 1],
    ]);
  });

  it('says when accounts were banned', async () => {
    const { bannedDay, banned } = await engine.accountDays({ accounts: MEMBERS });
    expect([...bannedDay]).toEqual([FIRST_DAY + 8]);
    expect([...banned]).toEqual([1]);
  });

  it('leaves nothing behind that the next question would stumble over', async () => {
    const [one, other] = [
      await engine.accountDays({ accounts: MEMBERS }),
      await engine.accountDays({ accounts: MEMBERS }),
    ];
    expect(other).toEqual(one);
  });
});

describe('heldInWindows', () => {
  const ask = (least = 2, most = 10) =>
    engine.heldInWindows({ accounts: MEMBERS, earlier: days(0, 3), later: days(6, 8), least, most });
  const ips = (rows: readonly { kind: string; value: string }[]): string[] =>
    rows.filter(({ kind }) => kind === 'ip').map(({ value }) => value);

  it('names what nobody of them had before the later window, and what nobody has since', async () => {
    const { fresh, lost } = await ask();
    expect(ips(fresh.rows)).toEqual(['203.0.113.3']);
    expect(ips(lost.rows)).toEqual(['203.0.113.1']);
    const [ip] = fresh.rows.filter(({ kind }) => kind === 'ip');
    expect(ip?.accounts).toBe(3);
    expect(Math.floor((ip?.firstMs ?? 0) / DAY / 1000)).toBe(FIRST_DAY + 6);
  });

  it('leaves out what too few hold, and says how many there are beyond the most', async () => {
    expect(ips((await ask(1)).lost.rows)).toEqual(['203.0.113.1', '203.0.113.9']);
    const { lost } = await ask(1, 1);
    expect(lost.rows).toHaveLength(1);
    expect(lost.total).toBeGreaterThan(1);
    expect(lost.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(lost.total);
  });
});

describe('modelUses', () => {
  it('counts exchanges of the accounts by model in either window', async () => {
    expect(await engine.modelUses({ accounts: MEMBERS, earlier: days(0, 1), later: days(6, 7) })).toEqual([
      { model: 'M-1', earlier: 9, later: 0 },
      { model: 'M-2', earlier: 0, later: 6 },
    ]);
  });
});

describe('modelReleases', () => {
  it('names models that come up days after the first exchange', async () => {
    const releases = await engine.modelReleases();
    expect(releases.map(({ model }) => model)).toEqual(['M-2']);
    expect(Math.floor(releases[0].releaseMs / DAY / 1000)).toBe(FIRST_DAY + 6);
  });
});
