import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LakeEngine, type CallContext } from './lake-engine.js';
import { takeTables } from './read-tables.js';

const MAPPING = [
  'version: 1',
  'match: "exchanges*"',
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account], required: true }',
  '  time: { paths: [ts], required: true }',
  '  ip: { paths: [ip], parse: ip }',
  '  prompt: { paths: [prompt] }',
  '  input_tokens: { paths: [tokens] }',
  'indicators:',
  '  - { name: asn, paths: [asn], family: network }',
  '  - { name: wallet, paths: [wallet] }',
  '  - { name: badge, paths: [badge] }',
].join('\n');

const PROMPT = 'You are a careful editor of texts. Describe the boat. Answer with the finished text alone.';
const LINES = Array.from({ length: 9 }, (_, at) =>
  JSON.stringify({
    account: `acct_${at % 3}`,
    ts: `2026-03-01T0${at}:00:00Z`,
    ip: '203.0.113.7',
    prompt: PROMPT.replace('boat', `boat number ${at}`),
    ...(at === 0 ? { wallet: 'w-1', tokens: 104, asn: 64_500 } : {}),
    ...(at === 3 ? { badge: 'w-1' } : {}),
  }),
);
LINES.push('{"account":"acct_9","ts":"soon"}');

const context: CallContext = {
  onProgress: () => undefined,
  isCancelled: () => false,
  isPaused: () => false,
  resumed: () => Promise.resolve(),
};

describe('a lake', () => {
  let folder: string;
  let engine: LakeEngine;
  let sha256: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'iolaus-lake-'));
    writeFileSync(join(folder, 'mapping.yaml'), MAPPING);
    writeFileSync(join(folder, 'exchanges.jsonl.gz'), gzipSync(LINES.join('\r\n')));
    engine = await LakeEngine.open({ folder: join(folder, 'lake'), memoryMb: 256, threads: 1 });
    const { dumps } = await engine.importFiles({ paths: [join(folder, 'exchanges.jsonl.gz')] }, context);
    sha256 = dumps[0].sha256;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds every record of an imported dump as accepted or refused', () => {
    expect(engine.manifest().dumps).toMatchObject([
      { name: 'exchanges.jsonl.gz', records: 10, accepted: 9, refused: 1, blankLines: 0 },
    ]);
  });

  it('keeps a refused record with its reason and place', async () => {
    expect(await engine.refused({ offset: 0, limit: 10 })).toMatchObject({
      total: 1,
      rows: [
        {
          dump: sha256,
          ordinal: 10,
          code: 'bad-time',
          field: 'time',
          byteOffset: LINES.slice(0, 9).join('\r\n').length + 2,
        },
      ],
    });
  });

  it('knows content again, whatever the file is called or packed', async () => {
    writeFileSync(join(folder, 'exchanges-again.jsonl'), LINES.join('\r\n'));
    const { dumps } = await engine.importFiles({ paths: [join(folder, 'exchanges-again.jsonl')] }, context);
    expect(dumps).toMatchObject([{ sha256, isKnown: true }]);
    expect(engine.manifest().dumps).toHaveLength(1);
  });

  it('rolls records up into sightings', async () => {
    const { sightings, accounts } = takeTables(await engine.tables(context));
    expect(sightings.accounts).toEqual(['acct_0', 'acct_1', 'acct_2']);
    expect([...accounts.exchanges]).toEqual([3, 3, 3]);
    const kinds = [...sightings.indicatorKind].map((kind) => sightings.kinds[kind].kind);
    expect([...new Set(kinds)]).toEqual(['ip', 'subnet', 'asn', 'prompt-template', 'wallet', 'badge']);
    expect(sightings.count[0]).toBe(3);
  });

  it('shows the records behind an ASN that a mapping reads', async () => {
    const { rows, total } = await engine.rows({ account: 'acct_0', kind: 'asn', value: '64500', offset: 0, limit: 10 });
    expect(total).toBe(1);
    expect(rows.map(({ ordinal }) => ordinal)).toEqual([1]);
  });

  it('refers to the record behind an ASN', async () => {
    const refs = await engine.refsOf({ account: 'acct_0', kind: 'asn', value: '64500', limit: 2 });
    expect(refs).toEqual([{ dump: sha256, ordinal: 1 }]);
  });

  it('shows whole numbers without a decimal point', async () => {
    const { rows } = await engine.rows({ account: 'acct_0', kind: 'wallet', value: 'w-1', offset: 0, limit: 1 });
    expect(rows[0].fields['input_tokens']).toBe('104');
  });

  it('shows the records of an account newest first, with prompts cut', async () => {
    const { rows, total } = await engine.rows({ account: 'acct_0', offset: 0, limit: 2 });
    expect(total).toBe(3);
    expect(rows.map(({ ordinal, fields }) => [ordinal, fields['prompt']])).toEqual([
      [7, 'You are a careful ed…'],
      [4, 'You are a careful ed…'],
    ]);
  });

  it('shows the records behind a declared indicator, of that kind alone', async () => {
    const { rows } = await engine.rows({ account: 'acct_0', kind: 'wallet', value: 'w-1', offset: 0, limit: 10 });
    expect(rows.map(({ ordinal }) => ordinal)).toEqual([1]);
  });

  it.each([
    ['ip', '203.0.113.7', [2, 5]],
    ['badge', 'w-1', []],
  ])('refers to the earliest records behind a sighting of kind %s', async (kind, value, ordinals) => {
    const refs = await engine.refsOf({ account: 'acct_1', kind, value, limit: 2 });
    expect(refs).toEqual(ordinals.map((ordinal) => ({ dump: sha256, ordinal })));
  });

  it('refers to the record behind a declared indicator', async () => {
    const refs = await engine.refsOf({ account: 'acct_0', kind: 'badge', value: 'w-1', limit: 2 });
    expect(refs).toEqual([{ dump: sha256, ordinal: 4 }]);
  });

  it('gives the exact bytes of records back, in the order asked', async () => {
    const refs = [4, 1].map((ordinal) => ({ dump: sha256, ordinal }));
    const records = await engine.rawRecords(refs);
    expect(records.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([LINES[3], LINES[0]]);
  });

  it('leaves nothing of an import that was cancelled half way', async () => {
    writeFileSync(join(folder, 'exchanges-late.jsonl'), LINES.slice(1).join('\n'));
    const before = readdirSync(join(folder, 'lake'));
    let asked = 0;
    const late: CallContext = { ...context, isCancelled: () => ++asked > 2 };
    await expect(engine.importFiles({ paths: [join(folder, 'exchanges-late.jsonl')] }, late)).rejects.toMatchObject({
      code: 'CANCELLED',
      facts: { done: '9 records of exchanges-late.jsonl' },
    });
    expect(readdirSync(join(folder, 'lake'))).toEqual(before);
    expect(engine.manifest().dumps).toHaveLength(1);
  });

  it('keeps a refused card number nowhere, neither to be shown nor on disk', async () => {
    const dump = join(folder, 'exchanges-cards.jsonl');
    const mappingPath = join(folder, 'cards.yaml');
    writeFileSync(mappingPath, `${MAPPING}\n  - { name: stored-card, paths: [card], parse: card-token }`);
    writeFileSync(dump, '{"account":"acct_1","ts":"2026-03-01T00:00:00Z","card":"4000001234567899"}');
    const cards = await LakeEngine.open({ folder: join(folder, 'cards'), memoryMb: 256, threads: 1 });
    const { dumps } = await cards.importFiles({ paths: [dump], mappingPath }, context);
    const { rows } = await cards.refused({ offset: 0, limit: 1 });
    expect(rows[0]).toMatchObject({ code: 'card-number', excerpt: expect.stringContaining('••••••••••••••••') });
    const kept = await (
      await DuckDBInstance.create(':memory:')
    )
      .connect()
      .then((connection) =>
        connection.runAndReadAll(
          `SELECT CAST(from_base64(raw) AS VARCHAR) FROM read_parquet('${join(folder, 'cards', dumps[0].sha256)}.refused.parquet')`,
        ),
      );
    expect(JSON.stringify(kept.getRowsJS())).not.toMatch(/\d{4}/);
  });

  it('refuses raw bytes of a dump that has changed', async () => {
    writeFileSync(join(folder, 'exchanges.jsonl.gz'), gzipSync('{}'));
    await expect(engine.rawRecords([{ dump: sha256, ordinal: 1 }])).rejects.toMatchObject({ code: 'SOURCE_GONE' });
  });
});
