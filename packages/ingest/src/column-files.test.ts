import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readColumnFiles, writeColumns } from './column-files.js';

let connection: DuckDBConnection;
let folder: string;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
});
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'iolaus-columns-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const TYPES = { whole: 'u32', half: 'f64', small: 'u8', middle: 'u16' } as const;
const there = async (sql: string) => {
  const prefix = join(folder, 'numbers');
  const rows = await writeColumns(connection, sql, { prefix, types: TYPES });
  return { prefix, types: TYPES, rows };
};

describe('columns that pass as files', () => {
  it('come back in their types and order, over many pieces', async () => {
    const rows = 300_000;
    const written = await there(
      `SELECT CAST(range AS INTEGER), range / 2, CAST(range % 200 AS INTEGER), CAST(range % 60000 AS INTEGER) FROM range(${rows}) ORDER BY range`,
    );
    expect(written.rows).toBe(rows);
    const { whole, half, small, middle } = readColumnFiles(written);
    const at = Uint32Array.from({ length: rows }, (_, row) => row);
    expect(whole).toEqual(at);
    expect(half).toEqual(Float64Array.from(at, (row) => row / 2));
    expect(small).toEqual(Uint8Array.from(at, (row) => row % 200));
    expect(middle).toEqual(Uint16Array.from(at, (row) => row % 60_000));
  });

  it('lie in memory that threads share', async () => {
    expect(readColumnFiles(await there('SELECT 1, 2, 3, 4')).whole.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('hold NaN where a number is absent, or 0 where the type has none', async () => {
    const { whole, half } = readColumnFiles(await there('SELECT CAST(NULL AS INTEGER), CAST(NULL AS DOUBLE), 1, 1'));
    expect([whole[0], half[0]]).toEqual([0, Number.NaN]);
  });

  it('are empty when there is no row', async () => {
    const written = await there('SELECT 1, 2, 3, 4 WHERE false');
    expect(written.rows).toBe(0);
    expect(readColumnFiles(written).half).toHaveLength(0);
  });

  it('are refused when a file is cut', async () => {
    const written = await there('SELECT CAST(range AS INTEGER), CAST(range AS DOUBLE), 1, 1 FROM range(10)');
    truncateSync(`${written.prefix}.half`, 40);
    expect(() => readColumnFiles(written)).toThrow(/shorter than its 80 bytes/);
  });
});
