import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LakeTables } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LakeEngine, type CallContext } from './lake-engine.js';
import { takeTables } from './read-tables.js';
import { storedZstd } from './formats/testing/zstd-frames.js';
import { LakeState } from './lake-state.js';
import { calm } from './testing/calm.js';

const EXCHANGES = [
  'version: 1',
  'match: "exchanges*"',
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account], required: true }',
  '  time: { paths: [ts], required: true, parse: unix-s }',
  '  request: { paths: [id] }',
  '  ip: { paths: [ip] }',
].join('\n');
const TRAILS = EXCHANGES.replace('exchanges*', 'trails*').replace(
  '  ip: { paths: [ip] }',
  '  user_agent: { paths: [agent] }',
);
const PAYMENTS = [
  'version: 1',
  'match: "payments*"',
  'format: csv',
  'entity: payment',
  'fields:',
  '  account: { paths: [account], required: true }',
  '  time: { paths: [ts], parse: unix-s }',
  '  payment_method: { paths: [card], required: true }',
].join('\n');

const exchange = (at: number): string =>
  JSON.stringify({ account: `acct_${at % 3}`, ts: at, id: `req_${at}`, ip: `203.0.113.${at % 4}` });
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => `${exchange(from + at)}\n`).join('');

let folder: string;
let engine: LakeEngine;
const context: CallContext = calm;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-overlap-'));
  writeFileSync(join(folder, 'exchanges.mapping.yaml'), EXCHANGES);
  writeFileSync(join(folder, 'trails.mapping.yaml'), TRAILS);
  writeFileSync(join(folder, 'payments.mapping.yaml'), PAYMENTS);
  engine = await LakeEngine.open({ folder: join(folder, 'lake'), memoryMb: 256, threads: 1 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function take(
  name: string,
  content: string | Buffer,
): Promise<{ accepted: number; duplicates: number; sha256: string; isKnown: boolean }> {
  writeFileSync(join(folder, name), content);
  const { dumps } = await engine.importFiles({ paths: [join(folder, name)] }, context);
  return dumps[0];
}

/** What the lake says in the end, without which dump said it. */
async function totals(): Promise<unknown> {
  const { sightings, accounts, activity }: LakeTables = takeTables(await engine.tables(context));
  return {
    accounts: sightings.accounts,
    exchanges: [...accounts.exchanges],
    values: sightings.indicatorValue,
    pairs: [...sightings.account.keys()].map((row) => [
      sightings.account[row],
      sightings.indicator[row],
      sightings.count[row],
    ]),
    activity: [[...activity.account], [...activity.hour], [...activity.count]],
  };
}

describe('the same exchanges again', () => {
  it('add nothing under another name or packing, or split in two', async () => {
    await take('exchanges.jsonl', lines(0, 40));
    const before = await totals();
    expect(await take('exchanges-renamed.jsonl', lines(0, 40))).toMatchObject({ isKnown: true });
    expect(await take('exchanges.jsonl.gz', gzipSync(lines(0, 40)))).toMatchObject({ isKnown: true });
    expect(await take('exchanges.jsonl.zst', storedZstd(lines(0, 40)))).toMatchObject({ isKnown: true });
    expect(await take('exchanges-1.jsonl', lines(0, 25))).toMatchObject({ accepted: 25, duplicates: 25 });
    expect(await take('exchanges-2.jsonl', lines(25, 40))).toMatchObject({ accepted: 15, duplicates: 15 });
    expect(await totals()).toEqual(before);
  });

  it('count once where two dumps overlap', async () => {
    await take('exchanges-1.jsonl', lines(0, 30));
    expect(await take('exchanges-2.jsonl', lines(20, 40))).toMatchObject({ accepted: 20, duplicates: 10 });
    const overlapping = await totals();
    const whole = await LakeEngine.open({ folder: join(folder, 'whole'), memoryMb: 256, threads: 1 });
    engine = whole;
    await take('exchanges.jsonl', lines(0, 40));
    expect(await totals()).toEqual(overlapping);
  });

  it('are completed by a dump with other traces of the same requests', async () => {
    await take('exchanges.jsonl', lines(0, 8));
    const trail = Array.from({ length: 8 }, (_, at) =>
      JSON.stringify({ account: `acct_${at % 3}`, ts: at, id: `req_${at}`, agent: 'sdk/1' }),
    );
    expect(await take('trails.jsonl', trail.join('\n'))).toMatchObject({ accepted: 8, duplicates: 0 });
    const { sightings, accounts } = takeTables(await engine.tables(context));
    expect(accounts.exchanges.reduce((sum, each) => sum + each, 0)).toBe(8);
    expect(sightings.indicatorValue).toContain('sdk/1');
  });

  it('count again when the dump that told them first is removed', async () => {
    const first = await take('exchanges-1.jsonl', lines(0, 30));
    await take('exchanges-2.jsonl', lines(20, 40));
    await engine.removeDump({ sha256: first.sha256 });
    const left = await totals();
    engine = await LakeEngine.open({ folder: join(folder, 'left'), memoryMb: 256, threads: 1 });
    await take('exchanges-2.jsonl', lines(20, 40));
    expect(await totals()).toEqual(left);
  });
});

describe('prompts that are no template', () => {
  const PROMPTS = `${EXCHANGES}\n  prompt: { paths: [ask] }\n`;
  const asked = (from: number, to: number): string =>
    Array.from(
      { length: to - from },
      (_, at) => `${exchange(from + at).replace(/\}$/, `,"ask":"one of ${at}"}`)}\n`,
    ).join('');

  it('stop no import of a dump that overlaps', async () => {
    writeFileSync(join(folder, 'exchanges.mapping.yaml'), PROMPTS);
    await take('exchanges-1.jsonl', lines(0, 2));
    await totals();
    expect(await take('exchanges-2.jsonl', lines(0, 1))).toMatchObject({ accepted: 1, duplicates: 1 });
    await totals();
    expect(await take('exchanges-3.jsonl', asked(0, 40))).toMatchObject({ accepted: 40 });
    expect(await totals()).toMatchObject({ accounts: ['acct_0', 'acct_1', 'acct_2'] });
  });

  it('may come in by a corrected mapping', async () => {
    const fill = (at: number): string =>
      Array.from({ length: 6 }, (_, word) => ((at + 3) * (word + 11) * 7919).toString(36).replaceAll(/\d/g, 'x')).join(
        ' ',
      );
    const text = (at: number): string => `Translate this old letter about the sea into plain words: ${fill(at)}`;
    const content = Array.from({ length: 12 }, (_, at) => exchange(at).replace(/\}$/, `,"ask":"${text(at)}"}\n`)).join(
      '',
    );
    const { sha256 } = await take('exchanges.jsonl', content);
    expect(await engine.templates({}, context)).toEqual([]);
    await engine.remapDump({ sha256, mappingText: PROMPTS }, context);
    const [template, ...none] = await engine.templates({}, context);
    expect(none).toEqual([]);
    expect(template).toMatchObject({ uses: 12, accounts: 3, family: template?.id });
  });
});

describe('records without an id', () => {
  const rows = (...cards: string[]): string =>
    `account,ts,card\n${cards.map((card) => `acct_1,5,${card}`).join('\n')}\n`;

  it('are known by their values, as often as the lake holds them', async () => {
    await take('payments-1.csv', rows('tok_a', 'tok_b', 'tok_b'));
    expect(await take('payments-2.csv', rows('tok_b', 'tok_b', 'tok_b', 'tok_c'))).toMatchObject({ duplicates: 2 });
    const { sightings } = takeTables(await engine.tables(context));
    const counts = Object.fromEntries(sightings.indicatorValue.map((value, at) => [value, sightings.count[at]]));
    expect(counts).toEqual({ tok_a: 1, tok_b: 3, tok_c: 1 });
  });
});

describe('a dump', () => {
  it('leaves no file behind when it is removed', async () => {
    const { sha256 } = await take('exchanges.jsonl', lines(0, 5));
    await engine.removeDump({ sha256 });
    expect(readdirSync(join(folder, 'lake')).filter((name) => name.startsWith(sha256))).toEqual([]);
    expect(engine.manifest().dumps).toEqual([]);
  });

  it('whose removal was begun is gone at the next open', async () => {
    const { sha256 } = await take('exchanges.jsonl', lines(0, 5));
    const state = await LakeState.open({ folder: join(folder, 'lake'), memoryMb: 256, threads: 1 });
    await state.change({ removing: sha256 });
    const again = await LakeEngine.open({ folder: join(folder, 'lake'), memoryMb: 256, threads: 1 });
    expect(again.manifest()).toMatchObject({ dumps: [] });
    expect(again.manifest().removing).toBeUndefined();
  });

  it('takes what it refused after its mapping was corrected, under the same references', async () => {
    const { sha256 } = await take('exchanges.jsonl', `${lines(0, 3)}{"who":"acct_9","ts":9,"id":"req_9"}\n`);
    expect(await engine.refusedGroups({})).toMatchObject([
      { dump: sha256, code: 'missing', count: 1, firstOrdinal: 4 },
    ]);
    const mappingText = EXCHANGES.replace('[account]', '[account, who]');
    const { dumps } = await engine.remapDump({ sha256, mappingText }, context);
    expect(dumps).toMatchObject([{ sha256, accepted: 4, refused: 0 }]);
    const { rows } = await engine.rows({ account: 'acct_9', offset: 0, limit: 5 });
    expect(rows).toMatchObject([{ dump: sha256, ordinal: 4 }]);
  });

  it('stays as it is when the corrected mapping is not valid', async () => {
    const { sha256 } = await take('exchanges.jsonl', lines(0, 3));
    await expect(engine.remapDump({ sha256, mappingText: 'version: 2' }, context)).rejects.toMatchObject({
      code: 'MAPPING_INVALID',
    });
    expect(engine.manifest().dumps).toHaveLength(1);
  });
});
