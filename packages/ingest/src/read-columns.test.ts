import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { readColumns, readNumbers } from './read-columns.js';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
});

describe('readColumns', () => {
  it('gives the columns of a result', async () => {
    expect(await readColumns(connection, "SELECT * FROM (VALUES ('a', 1), ('b', NULL))")).toEqual([
      ['a', 'b'],
      [1, null],
    ]);
  });

  it('gives as many columns as the query names when there is no row', async () => {
    expect(await readColumns(connection, 'SELECT 1, 2 WHERE false')).toEqual([[], []]);
  });
});

describe('readNumbers', () => {
  it('gives the columns of a result of many chunks in their types, in order', async () => {
    const [whole, half] = await readNumbers(
      connection,
      'SELECT CAST(range AS INTEGER), range / 2 FROM range(5000) ORDER BY range',
      [Uint32Array, Float64Array],
    );
    expect(whole).toEqual(Uint32Array.from({ length: 5000 }, (_, at) => at));
    expect(half).toEqual(Float64Array.from({ length: 5000 }, (_, at) => at / 2));
  });

  it('gives NaN where a number is absent', async () => {
    const [times] = await readNumbers(connection, 'SELECT * FROM (VALUES (1.5::DOUBLE), (NULL))', [Float64Array]);
    expect(times).toEqual(Float64Array.of(1.5, Number.NaN));
  });

  it('gives empty columns when there is no row', async () => {
    expect(await readNumbers(connection, 'SELECT 1, 2 WHERE false', [Uint16Array, Float64Array])).toEqual([
      new Uint16Array(0),
      new Float64Array(0),
    ]);
  });
});
