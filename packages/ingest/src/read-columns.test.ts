import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { readColumns } from './read-columns.js';

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
