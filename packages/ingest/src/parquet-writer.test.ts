import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { NumberColumn, TextColumn } from './parquet-columns.js';
import { ParquetWriter } from './parquet-writer.js';

const folder = mkdtempSync(join(tmpdir(), 'iolaus-parquet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'rows.parquet');

type Row = readonly [text: string | null, double: number | null, integer: number | null];

function write(rows: readonly Row[]): void {
  const writer = new ParquetWriter(path, [
    { name: 'said', type: 'text' },
    { name: 'weight', type: 'double' },
    { name: 'pieces', type: 'integer' },
  ]);
  for (const row of rows) {
    row.forEach((value, at) => {
      const column = writer.columns[at] as TextColumn & NumberColumn;
      if (value === null) column.putNull();
      else if (typeof value === 'string') column.putText(value);
      else column.put(value);
    });
    writer.endRow();
  }
  writer.close();
}

async function read(sql: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return (await connection.runAndReadAll(`${sql} FROM read_parquet('${path}')`)).getRowsJS();
}

describe('a Parquet file', () => {
  it('reads back as it was written, absent values too, over a longer older file', async () => {
    const row = fc.tuple(
      fc.option(fc.string({ unit: 'grapheme', maxLength: 80 })),
      fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      fc.option(fc.integer()),
    );
    write(Array.from({ length: 500 }, () => ['older', 1, 1] as const));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        write(rows);
        expect(await read('SELECT said, weight, pieces')).toEqual(rows.map((each) => [...each]));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps its order over several row groups', async () => {
    const count = 150_000;
    write(Array.from({ length: count }, (_, at) => [`row ${at}`, at / 2, at % 7 === 0 ? null : at] as const));
    expect(await read('SELECT count(*)::INTEGER, count(pieces)::INTEGER, max(weight)')).toEqual([
      [count, count - Math.ceil(count / 7), (count - 1) / 2],
    ]);
    const rows = await read('SELECT said');
    expect(rows.every(([said], at) => said === `row ${at}`)).toBe(true);
  });

  it('may have no row', async () => {
    write([]);
    expect(await read('SELECT count(*)::INTEGER')).toEqual([[0]]);
  });
});
