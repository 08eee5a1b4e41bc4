import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EnrichmentStore } from './enrichment-store.js';
import { enrichBins, enrichIps } from './write-facts.js';

let folder: string;
let store: EnrichmentStore;
let connection: DuckDBConnection;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-facts-'));
  store = await EnrichmentStore.open(join(folder, 'store'));
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  const given = {
    asn: 'network,asn,organisation\n10.0.0.0/9,64500,Example Transit\n',
    vpn: '10.0.5.0/24\n',
    bin: 'bin,brand,type,category,prepaid,country\n40,Example Card,debit,,no,XX\n400000,Example Card,credit,Credit,yes,XX\n41,,,,,XX\n',
  } as const;
  for (const kind of ['asn', 'vpn', 'bin'] as const) {
    writeFileSync(join(folder, kind), given[kind]);
    await store.add(kind, join(folder, kind));
  }
});
afterAll(() => {
  connection.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

const read = async (sql: string): Promise<unknown[][]> => (await connection.runAndReadAll(sql)).getRowsJS();

it('writes a row for each address of which something is known, over many chunks', async () => {
  const to = join(folder, 'ips.parquet');
  const from =
    "SELECT concat('10.', i // 65536, '.', (i // 256) % 256, '.', i % 256) AS ip FROM range(200000) r(i) UNION ALL SELECT '192.0.2.1' UNION ALL SELECT NULL";
  expect(await enrichIps(connection, store, { from, to })).toBe(200_000);
  expect(
    await read(
      `SELECT count(*)::INTEGER, count(DISTINCT ip)::INTEGER, count(classes)::INTEGER FROM read_parquet('${to}')`,
    ),
  ).toEqual([[200_000, 200_000, 256]]);
  expect(await read(`SELECT * FROM read_parquet('${to}') WHERE ip IN ('10.0.5.1', '10.0.6.1') ORDER BY ip`)).toEqual([
    ['10.0.5.1', 'AS64500', 'Example Transit', 'vpn', 'AS64500 Example Transit · VPN exit'],
    ['10.0.6.1', 'AS64500', 'Example Transit', null, 'AS64500 Example Transit'],
  ]);
});

it('writes what the longest prefix says of a BIN, and no country', async () => {
  const to = join(folder, 'bins.parquet');
  const from = "SELECT unnest(['400000', '400001', '40000099', '410000', '500000'])";
  expect(await enrichBins(connection, store, { from, to })).toBe(3);
  expect(await read(`SELECT bin, note FROM read_parquet('${to}') ORDER BY bin`)).toEqual([
    ['400000', 'Example Card · credit · prepaid'],
    ['40000099', 'Example Card · credit · prepaid'],
    ['400001', 'Example Card · debit'],
  ]);
});
