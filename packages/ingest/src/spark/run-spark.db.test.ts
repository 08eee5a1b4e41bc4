import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { openLake } from '@iolaus/ingest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoted } from '../lake-columns.js';
import { numbered, openViews, recordViews } from '../lake-views.js';
import { readManifest } from '../manifest.js';
import { DUMP_ROLLUPS, LAKE_ROLLUPS } from '../rollup-sql.js';
import { SHORT_LIVED, sparkForTests, startLoopbackCluster, type LoopbackCluster } from '../testing/loopback-spark.js';
import { runOnSpark, type SparkRun } from './run-spark.js';
import { sparkViews } from './spark-views.js';

const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/iolaus', import.meta.url));
const SEED_DATA = fileURLToPath(new URL('../../../../seed-data/', import.meta.url));
const ADDRESSES = [
  '2001:db8::1',
  '2001:db8:1:2::9',
  '2001::7',
  '::1',
  'fe80:0:1::2',
  '2001:db8:1:2:3:4:5:6',
  '192.0.2.9',
];
const SELECTS = [...DUMP_ROLLUPS, ...LAKE_ROLLUPS];
const SETTINGS = {
  'spark.driver.extraJavaOptions': SHORT_LIVED,
  'spark.executor.extraJavaOptions': SHORT_LIVED,
  'spark.driver.memory': '512m',
  'spark.executor.memory': '512m',
  'spark.cores.max': '2',
  'spark.sql.shuffle.partitions': '2',
};
const spark = await sparkForTests(CACHE);
if ('reason' in spark) process.stderr.write(`skipped: Spark beside DuckDB, ${spark.reason}\n`);

describe.skipIf('reason' in spark)('rollups on a Spark of one master and two workers', () => {
  let folder: string;
  let cluster: LoopbackCluster;
  let connection: DuckDBConnection;
  let rolled: Map<string, string>;
  const told: number[] = [];
  const lakeFolder = (): string => join(folder, "a lake's {home}");

  const run = (part: Partial<SparkRun>): SparkRun => {
    if ('reason' in spark) throw new Error(spark.reason);
    return {
      master: cluster.master,
      views: sparkViews(lakeFolder(), numbered(readManifest(lakeFolder())?.dumps ?? [])),
      selects: SELECTS,
      outFolder: join(folder, 'out'),
      settings: SETTINGS,
      env: spark.env,
      onProgress: () => undefined,
      isCancelled: () => false,
      ...part,
    };
  };

  beforeAll(async () => {
    if ('reason' in spark) return;
    folder = mkdtempSync(join(tmpdir(), 'iolaus-spark-'));
    const [lake] = await Promise.all([
      makeLake(folder, lakeFolder()),
      startLoopbackCluster(spark, mkdtempSync(join(folder, 'cluster-'))).then((started) => (cluster = started)),
    ]);
    connection = lake;
    rolled = await runOnSpark(run({ onProgress: ({ done }) => told.push(done) }));
  }, 400_000);
  afterAll(async () => {
    await cluster?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it.each(SELECTS)('give the $name of DuckDB, row for row', async ({ name, sql }) => {
    const other = `read_parquet(${quoted(`${rolled.get(name)}/*.parquet`)})`;
    const read = await connection.runAndReadAll(
      `SELECT (SELECT count(*) FROM (${sql}))::INTEGER, (SELECT count(*) FROM (FROM (${sql}) EXCEPT ALL FROM ${other}))::INTEGER, (SELECT count(*) FROM (FROM ${other} EXCEPT ALL FROM (${sql})))::INTEGER`,
    );
    const [rows, lacking, added] = read.getRowsJS()[0] as number[];
    expect({ isEmpty: rows === 0, lacking, added }).toEqual({ isEmpty: false, lacking: 0, added: 0 });
  });

  it('run on both workers, and tell how far they are', () => {
    const [application = ''] = readdirSync(join(cluster.folder, 'work'));
    expect(readdirSync(join(cluster.folder, 'work', application)).sort()).toEqual(['0', '1']);
    expect(told).toEqual([0, ...SELECTS.map((_, at) => at + 1)]);
  });

  it('had something to leave out: requests that two dumps tell', () => {
    expect(readManifest(lakeFolder())?.dumps.filter(({ hasSeen }) => hasSeen)).toHaveLength(1);
  });

  it('leave nothing but a log behind a select that fails, and tell no value in the message', async () => {
    const outFolder = join(folder, 'failed');
    const sql = "SELECT CAST(concat('secret ', kind) AS INT) AS n FROM (SELECT 'ip' AS kind) s";
    const failing = runOnSpark(run({ master: 'local[1]', views: [], outFolder, selects: [{ name: 'bad', sql }] }));
    const error: unknown = await failing.catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'SPARK_FAILED', facts: { log: join(outFolder, 'spark.log') } });
    expect(String(error)).not.toContain('secret');
    expect(readdirSync(outFolder).sort()).toEqual(['rollups.sql', 'spark.log']);
  }, 120_000);

  it('end when they are cancelled', async () => {
    const outFolder = join(folder, 'cancelled');
    await expect(runOnSpark(run({ outFolder, isCancelled: () => true }))).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(existsSync(join(outFolder, 'pairs'))).toBe(false);
  }, 60_000);
});

/** A lake of all kinds of dumps, two of which tell some of the same requests, and a DuckDB with its views. */
async function makeLake(folder: string, lakeFolder: string): Promise<DuckDBConnection> {
  const dumps = join(folder, 'dumps');
  for (const name of ['tiny', 'coordinated-shares'])
    cpSync(join(SEED_DATA, name), join(dumps, name), { recursive: true });
  const told = gunzipSync(readFileSync(join(dumps, 'tiny/exchanges-01.jsonl.gz')))
    .toString()
    .split('\n', 100);
  const later = told.map((line, at) => (at % 2 === 0 ? line : line.replace('"request_id":"', `"request_id":"later-`)));
  writeFileSync(join(dumps, 'tiny/exchanges-06.jsonl'), [...later, ...ADDRESSES.map(exchangeFrom)].join('\n'));
  const lake = await openLake({ dir: lakeFolder, memoryMb: 256, threads: 1 });
  try {
    await lake.importFiles({ paths: [dumps] });
  } finally {
    await lake.close();
  }
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await openViews(connection, 'main', recordViews(lakeFolder, numbered(readManifest(lakeFolder)?.dumps ?? [])));
  for (const { name, sql } of DUMP_ROLLUPS) await connection.run(`CREATE OR REPLACE VIEW ${name} AS ${sql}`);
  return connection;
}

const exchangeFrom = (ip: string, at: number): string =>
  JSON.stringify({ request_id: `v6-${at}`, ts: '2026-09-02T03:04:05.678Z', account_id: `acct_v6_${at % 3}`, ip });
