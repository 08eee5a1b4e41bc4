import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMapping } from '../mapping.js';
import { readRecords } from '../read-records.js';
import { rawParquetRows } from './parquet.js';

const MAPPING = parseMapping(
  [
    'version: 1',
    'match: "*"',
    'format: parquet',
    'entity: exchange',
    'fields:',
    '  account: { paths: [id], required: true }',
    '  time: { paths: [at], required: true }',
    '  ip: { paths: [client.ip] }',
  ].join('\n'),
  'a',
);

let folder: string;
let path: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-parquet-'));
  path = join(folder, "it's.parquet");
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const rows = `SELECT 9007199254740993 + i AS id, TIMESTAMPTZ '2026-03-01 00:00:00+00' + to_seconds(i) AS at, {'ip': CASE WHEN i = 7 THEN 'nowhere' ELSE '203.0.113.7' END} AS client FROM range(5000) t(i)`;
  await connection.run(`COPY (${rows}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('Parquet', () => {
  it('is read in file order, with the number of each row as its place and every digit of its ids', async () => {
    const read = [];
    for await (const batch of readRecords(path, MAPPING)) read.push(...batch);
    expect(read.map(({ bytes }) => bytes.byteOffset)).toEqual(Array.from({ length: 5000 }, (_, at) => at));
    expect(read[3].outcome).toMatchObject({
      fields: { account: '9007199254740996', time: Date.UTC(2026, 2, 1, 0, 0, 3) },
    });
    expect(read[7].outcome).toMatchObject({ kind: 'reject', code: 'bad-ip' });
  });

  it('gives the same JSON of a row again', async () => {
    const rows = await rawParquetRows(path, [2, 4000]);
    const read = [];
    for await (const batch of readRecords(path, MAPPING)) read.push(...batch);
    expect(rows.map(String)).toEqual([read[2], read[4000]].map(({ bytes }) => bytes.bytes.toString()));
  });

  it('refuses another file', async () => {
    writeFileSync(join(folder, 'b'), 'words words words');
    await expect(readRecords(join(folder, 'b'), MAPPING).next()).rejects.toMatchObject({ code: 'DUMP_UNREADABLE' });
  });
});
