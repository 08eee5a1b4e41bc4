import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { ParquetSchemaColumn } from '../parquet-file.js';
import { RecordColumns } from './record-columns.js';

const folder = mkdtempSync(join(tmpdir(), 'iolaus-columns-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'rows.parquet');

type Row = readonly [said: string | null, weight: number | null, pieces: number | null];
const SCHEMA: readonly ParquetSchemaColumn[] = [
  { name: 'said', type: 'text' },
  { name: 'weight', type: 'double' },
  { name: 'pieces', type: 'integer' },
];

function write(rows: readonly Row[]): void {
  const columns = new RecordColumns(path, SCHEMA);
  columns.open();
  for (const row of rows) {
    row.forEach((value, at) => columns.put(at, value));
    columns.endRow();
  }
  columns.close();
}

async function ask(sql: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return (await connection.runAndReadAll(sql)).getRowsJS();
}
const read = (what: string): Promise<unknown[][]> => ask(`SELECT ${what} FROM read_parquet('${path}')`);

/** Texts of every kind that packing treats in its own way: that repeat, that do not, that are one byte over and over, of every length around a block. */
const said = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom('', 'model-a', 'model-b', 'é'.repeat(40)),
  fc.tuple(fc.constantFrom('x', 'ab', 'abcdefgh'), fc.nat(600)).map(([unit, count]) => unit.repeat(count)),
  fc.string({ unit: 'binary-ascii', minLength: 12, maxLength: 40 }),
);

describe('columns of records', () => {
  it('read back as they were put, absent values too', async () => {
    const row = fc.tuple(
      fc.option(said),
      fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      fc.option(fc.integer()),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 60 }), async (rows) => {
        write(rows);
        expect(await read('said, weight, pieces')).toEqual(rows.map((each) => [...each]));
      }),
      { numRuns: 150 },
    );
  });

  it('keep their order over several groups, where texts repeat and where they do not', async () => {
    const count = 70_000;
    const texts = (at: number): string => (at < 30_000 ? `row ${at % 200}` : `row ${at}`);
    write(Array.from({ length: count }, (_, at) => [texts(at), at / 2, at % 7 === 0 ? null : at - 100] as const));
    const rows = await read('said, weight, pieces');
    expect(rows).toEqual(Array.from({ length: count }, (_, at) => [texts(at), at / 2, at % 7 === 0 ? null : at - 100]));
    const groups = await ask(
      `SELECT row_group_id::INTEGER, encodings LIKE '%DICTIONARY%', compression FROM parquet_metadata('${path}') WHERE path_in_schema = 'said'`,
    );
    expect(groups).toEqual([
      [0, true, 'LZ4_RAW'],
      [1, false, 'LZ4_RAW'],
      [2, false, 'LZ4_RAW'],
      [3, false, 'LZ4_RAW'],
    ]);
  });

  it('end a group before its texts take too much memory', async () => {
    const long = 'a prompt of many words '.repeat(2000);
    write(Array.from({ length: 2000 }, (_, at) => [`${at} ${long}`, at, at] as const));
    const [[groups]] = (await ask(`SELECT num_row_groups::INTEGER FROM parquet_file_metadata('${path}')`)) as [
      [number],
    ];
    expect(groups).toBeGreaterThan(2);
    expect(await read(`count(DISTINCT said)::INTEGER, min(length(said))::INTEGER`)).toEqual([[2000, long.length + 2]]);
  });

  it('take no more memory for rows of megabytes', async () => {
    const long = 'a prompt without an end '.repeat(60_000);
    const columns = new RecordColumns(path, SCHEMA);
    columns.open();
    for (let at = 0; at < 200; at++) {
      [`${at} ${long}`, at, at].forEach((value, column) => columns.put(column, value));
      columns.endRow();
    }
    expect(columns.module.bytes.length).toBeLessThan(256 * 1024 * 1024);
    columns.close();
    expect(await read('count(DISTINCT said)::INTEGER, min(length(said))::INTEGER')).toEqual([[200, long.length + 2]]);
  });

  it('say the least and the greatest number of each group, which readers skip groups by', async () => {
    write(Array.from({ length: 25_000 }, (_, at) => ['', at - 0.5, at % 5 === 0 ? null : -at] as const));
    expect(
      await ask(
        `SELECT path_in_schema, stats_min_value, stats_max_value, stats_null_count::INTEGER FROM parquet_metadata('${path}') WHERE row_group_id = 1 AND path_in_schema <> 'said'`,
      ),
    ).toEqual([
      ['weight', '20479.5', '24998.5', 0],
      ['pieces', '-24999', '-20481', 904],
    ]);
    expect(
      await read('count(*)::INTEGER').then(() =>
        ask(`SELECT weight FROM read_parquet('${path}') WHERE weight > 24998`),
      ),
    ).toEqual([[24_998.5]]);
  });

  it('may have no row', async () => {
    write([]);
    expect(await read('count(*)::INTEGER')).toEqual([[0]]);
  });
});
