import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storedZstd } from '../formats/testing/zstd-frames.js';
import { LakeEngine, type CallContext } from '../lake-engine.js';

const SAMPLES = join(dirname(fileURLToPath(import.meta.url)), '../../../../seed-data/formats');

const context: CallContext = {
  onProgress: () => undefined,
  isCancelled: () => false,
  isPaused: () => false,
  resumed: () => Promise.resolve(),
};

let folder: string;
let engine: LakeEngine;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-samples-'));
  engine = await LakeEngine.open({ folder: join(folder, 'lake'), memoryMb: 256, threads: 1 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const imported = async (...paths: string[]): Promise<Awaited<ReturnType<LakeEngine['importFiles']>>['dumps']> =>
  (await engine.importFiles({ paths }, context)).dumps;

describe('an import without mapping files', () => {
  it('takes every sample, each record accepted or refused', async () => {
    const dumps = await imported(SAMPLES);
    expect(dumps).toHaveLength(22);
    for (const { name, records, accepted, refused } of dumps) {
      expect(accepted + refused, name).toBe(records);
      expect(accepted, name).toBeGreaterThan(0);
    }
  });

  it('knows the same content under another name and packed in another way', async () => {
    const text = gunzipSync(readFileSync(join(SAMPLES, 'bedrock/invocations.json.gz')));
    writeFileSync(join(folder, 'first.json'), text);
    const [first] = await imported(join(folder, 'first.json'));
    for (const [name, bytes] of [
      ['renamed', text],
      ['again.gz', gzipSync(text, { level: 1 })],
      ['again.zst', storedZstd(text)],
    ] as const) {
      writeFileSync(join(folder, name), bytes);
      expect(await imported(join(folder, name)), name).toEqual([{ ...first, isKnown: true }]);
    }
  });

  it('says of a JSON document that is not closed where it ends, and keeps its records', async () => {
    const text = readFileSync(join(SAMPLES, 'litellm/spend-logs.json'), 'utf8');
    const end = text.indexOf('request_id', text.length >> 1) + 5;
    writeFileSync(join(folder, 'cut.json'), text.slice(0, end));
    const [dump] = await imported(join(folder, 'cut.json'));
    expect(dump.accepted).toBeGreaterThan(8);
    expect(dump.refused).toBe(1);
    expect(engine.manifest().dumps[0]).toMatchObject({ incomplete: { code: 'truncated', atByte: end } });
  });

  it('gives the rows of a Parquet dump again as they were read', async () => {
    const path = join(folder, 'payments.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const rows =
      "SELECT 'acct_' || i AS account_id, TIMESTAMP '2026-03-01' + to_seconds(i) AS ts, 'pm_' || i AS payment_method FROM range(3000) t(i)";
    await connection.run(`COPY (${rows}) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    const [dump] = await imported(path);
    expect(dump).toMatchObject({ records: 3000, accepted: 3000, refused: 0 });
    const raw = await engine.rawRecords([2999, 7].map((ordinal) => ({ dump: dump.sha256, ordinal })));
    expect(raw.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()) as unknown)).toEqual([
      { account_id: 'acct_2998', ts: '2026-03-01 00:49:58', payment_method: 'pm_2998' },
      { account_id: 'acct_6', ts: '2026-03-01 00:00:06', payment_method: 'pm_6' },
    ]);
  });

  it('goes into a text that is JSON in the quick way as in the thorough one', async () => {
    const mapping = [
      'version: 1',
      'match: "*.jsonl"',
      'format: jsonl',
      'entity: exchange',
      'fields:',
      '  account: { paths: [id], required: true }',
      '  model: { paths: ["inner.model"], required: true }',
    ];
    writeFileSync(join(folder, 'quick.mapping.yaml'), mapping.join('\n'));
    writeFileSync(
      join(folder, 'a.jsonl'),
      '{"id":"a","inner":"{\\"model\\":\\"M-5\\"}"}\n{"id":"b","inner":{"model":"M-5"}}\n{"id":"c","inner":"M-5"}\n',
    );
    expect(await imported(join(folder, 'a.jsonl'))).toMatchObject([{ records: 3, accepted: 2, refused: 1 }]);
  });
});
