import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { refusedOf } from './dry-run.js';
import type { ManifestDump } from './manifest.js';
import { refusedGroups, refusedRaw, refusedRows } from './quarantine.js';

const CARD = '4000001234567899';
/** Three bytes a letter: cut at so many bytes it has fewer than 200 characters, and its card number no end. */
const cutIn = (bytes: number): string =>
  `${'x'.repeat((bytes - 14) % 3)}${'ひ'.repeat(Math.floor((bytes - 14) / 3))}${CARD}, と続く`;

const DUMPS = ['aa', 'bb'].map((sha256) => ({ sha256, name: `${sha256}.jsonl` })) as unknown as ManifestDump[];
const ROWS: readonly (readonly [number, number, string, string | null, string, string])[] = [
  [0, 4, 'bad-time', 'time', 'time is not a date', 'second'],
  [0, 2, 'bad-time', 'time', 'time is not a date', 'first'],
  [1, 1, 'malformed', null, 'is not a JSON object', cutIn(300)],
  [1, 7, 'bad-time', 'time', 'time is not a date', 'other'],
  [0, 9, 'missing', 'account', 'account is missing', 'third'],
];

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(
    'CREATE TABLE refused (dump INTEGER, ordinal INTEGER, byte_offset INTEGER, byte_length INTEGER, code VARCHAR, field VARCHAR, reason VARCHAR, raw VARCHAR)',
  );
  for (const [dump, ordinal, code, field, reason, raw] of ROWS)
    await connection.run('INSERT INTO refused VALUES ($dump, $ordinal, $offset, 5, $code, $field, $reason, $raw)', {
      dump,
      ordinal,
      offset: ordinal * 10,
      code,
      field,
      reason,
      raw: Buffer.from(raw).toString('base64'),
    });
});

describe('refused records', () => {
  it('come in the order of the dumps and their rows, a page at a time', async () => {
    const { rows, total } = await refusedRows(connection, DUMPS, { offset: 1, limit: 3 });
    expect(
      rows.map(({ dump, name, ordinal, byteOffset, excerpt }) => [dump, name, ordinal, byteOffset, excerpt]),
    ).toEqual([
      ['aa', 'aa.jsonl', 4, 40, 'second'],
      ['aa', 'aa.jsonl', 9, 90, 'third'],
      ['bb', 'bb.jsonl', 1, 10, expect.any(String)],
    ]);
    expect(total).toBe(5);
  });

  it('are those of one dump where it is asked for, and none of one that there is not', async () => {
    const of = async (dump: string): Promise<unknown> => {
      const { rows, total } = await refusedRows(connection, DUMPS, { dump, offset: 0, limit: 10 });
      return [rows.map(({ ordinal }) => ordinal), total];
    };
    expect([await of('bb'), await of('cc')]).toEqual([
      [[1, 7], 2],
      [[], 0],
    ]);
  });

  it('are grouped by dump and reason, most first, with the first of each', async () => {
    const groups = await refusedGroups(connection, DUMPS, {});
    expect(
      groups.map(({ dump, code, count, firstOrdinal, excerpt }) => [dump, code, count, firstOrdinal, excerpt]),
    ).toEqual([
      ['aa', 'bad-time', 2, 2, 'first'],
      ['aa', 'missing', 1, 9, 'third'],
      ['bb', 'malformed', 1, 1, expect.any(String)],
      ['bb', 'bad-time', 1, 7, 'other'],
    ]);
    expect(groups[0]).toMatchObject({ name: 'aa.jsonl', field: 'time', firstByteOffset: 20 });
  });

  it('keep the bytes that they had', async () => {
    const [first, second] = await refusedRaw(connection, DUMPS, { dump: 'bb', offset: 0, limit: 2 });
    expect(Buffer.from(first.rawBase64, 'base64').toString()).toBe(cutIn(300));
    expect(second).toMatchObject({ dump: 'bb', ordinal: 7, byteOffset: 70, byteLength: 5, field: 'time' });
  });

  it('never show most of a card number, also where the excerpt ends in it', async () => {
    const { rows } = await refusedRows(connection, DUMPS, { dump: 'bb', offset: 0, limit: 1 });
    const [, , group] = await refusedGroups(connection, DUMPS, {});
    const [tried] = refusedOf(
      {
        bytes: { bytes: Buffer.from(cutIn(400)), ordinal: 1, byteOffset: 0, byteLength: 400, isTooLong: false },
        outcome: { kind: 'reject', code: 'malformed', field: undefined, reason: 'is not a JSON object' },
      },
      'log.jsonl',
    );
    for (const { excerpt } of [rows[0], group, tried]) {
      expect(excerpt).toMatch(/^x+ひ+•{14}$/);
    }
  });
});
