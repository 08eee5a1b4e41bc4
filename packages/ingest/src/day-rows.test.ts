import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LakeEngine } from './lake-engine.js';
import { calm } from './testing/calm.js';

const mapping = (match: string, lines: readonly string[]): string =>
  ['version: 1', `match: "${match}"`, ...lines].join('\n');
const EXCHANGES = mapping('exchanges*', [
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account] }',
  '  time: { paths: [ts], parse: unix-s }',
  '  request: { paths: [id] }',
  '  prompt: { paths: [prompt] }',
]);
const ACCOUNTS = mapping('accounts*', [
  'format: csv',
  'entity: account',
  'fields:',
  '  account: { paths: [account] }',
  '  created: { paths: [created], parse: unix-s }',
]);

const DAY = 86_400;
const FIRST_DAY = 20_000;
const PROMPT = 'Rewrite this review of a boat so that it sounds as if I had been there myself';
const window = { fromMs: FIRST_DAY * DAY * 1000, toMs: (FIRST_DAY + 1) * DAY * 1000 };

let folder: string;
let engine: LakeEngine;

const exchange = (account: string, seconds: number, id: string): string =>
  `${JSON.stringify({ account, ts: FIRST_DAY * DAY + seconds, id, prompt: PROMPT })}\n`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-rows-'));
  writeFileSync(join(folder, 'exchanges.mapping.yaml'), EXCHANGES);
  writeFileSync(join(folder, 'accounts.mapping.yaml'), ACCOUNTS);
  writeFileSync(
    join(folder, 'exchanges.jsonl'),
    [
      exchange('acct_a', -1, 'req_0'),
      exchange('acct_a', 10, 'req_1'),
      exchange('acct_b', 30, 'req_2'),
      exchange('acct_b', 30, 'req_2'),
      exchange('acct_other', 40, 'req_3'),
      exchange('acct_a', DAY, 'req_4'),
    ].join(''),
  );
  writeFileSync(join(folder, 'accounts.csv'), `account,created\nacct_a,${FIRST_DAY * DAY + 20}\nacct_b,0\n`);
  engine = await LakeEngine.open({ folder: join(folder, 'lake'), memoryMb: 256, threads: 1 });
  await engine.importFiles({ paths: [join(folder, 'exchanges.jsonl'), join(folder, 'accounts.csv')] }, calm);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('dayRows', () => {
  const ask = (limit: number, more: object = {}) =>
    engine.dayRows({ accounts: ['acct_a', 'acct_b'], window, limit, ...more });

  it('gives the records of these accounts on the day, newest first, each with its place', async () => {
    const { rows } = await ask(10);
    expect(rows.map(({ entity, account, ordinal }) => [entity, account, ordinal])).toEqual([
      ['exchange', 'acct_b', 3],
      ['exchange', 'acct_b', 4],
      ['account', 'acct_a', 1],
      ['exchange', 'acct_a', 2],
    ]);
  });

  it('counts all of them by what they are of, and which repeat a request, whatever the limit', async () => {
    const { rows, total, counts } = await ask(1);
    expect(rows).toHaveLength(1);
    expect(total).toBe(4);
    expect(counts).toEqual([
      { entity: 'exchange', rows: 3, repeats: 1 },
      { entity: 'account', rows: 1, repeats: 0 },
    ]);
  });

  it('masks their fields', async () => {
    const { rows } = await ask(1);
    expect(rows[0]?.fields['request']).toBe('req_2');
    expect(rows[0]?.fields['prompt']).toBe('Rewrite this review …');
  });

  it('keeps to entities where they are named', async () => {
    const { rows } = await ask(10, { entities: ['account'] });
    expect(rows.map(({ account }) => account)).toEqual(['acct_a']);
  });
});
