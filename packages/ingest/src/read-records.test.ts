import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkColumns, readRecords, type ReadRecord } from './read-records.js';
import { parseMapping, type Mapping } from './mapping.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-read-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(content: string | Uint8Array): string {
  const path = join(folder, 'dump');
  writeFileSync(path, content);
  return path;
}

const mappingOf = (format: string): Mapping =>
  parseMapping(
    [
      'version: 1',
      'match: "*"',
      `format: ${format}`,
      'entity: exchange',
      'fields:',
      '  account: { paths: [account], required: true }',
      '  time: { paths: [ts], required: true, parse: unix-s }',
    ].join('\n'),
    'a.mapping.yaml',
  );

async function read(
  content: string | Uint8Array,
  format: string,
): Promise<{ records: ReadRecord[]; blankLines: number }> {
  const batches = readRecords(fileOf(content), mappingOf(format));
  const records: ReadRecord[] = [];
  for (;;) {
    const { value, done } = await batches.next();
    if (done) return { records, blankLines: value };
    records.push(...value);
  }
}

const outcomes = async (content: string | Uint8Array, format: string): Promise<unknown[]> =>
  (await read(content, format)).records.map(({ bytes, outcome }) => [
    bytes.ordinal,
    outcome.kind === 'record' ? outcome.fields['account'] : outcome.code,
  ]);

describe('readRecords', () => {
  it('reads JSON lines, and refuses bad ones one by one', async () => {
    const lines = [
      '{"account":"a","ts":1}',
      'words',
      '',
      '{"ts":1}',
      '{"account":"b","ts":"soon"}',
      '{"account":"c","ts":2}',
    ];
    expect(await outcomes(lines.join('\n'), 'jsonl')).toEqual([
      [1, 'a'],
      [2, 'malformed'],
      [3, 'missing'],
      [4, 'bad-time'],
      [5, 'c'],
    ]);
  });

  it('counts CSV records from the first behind the header', async () => {
    expect(await outcomes('account,ts\na,1\nb\n"c,\nd",2\n', 'csv')).toEqual([
      [1, 'a'],
      [2, 'malformed'],
      [3, 'c,\nd'],
    ]);
  });

  it('reads TSV with a stray quote record by record', async () => {
    expect(await outcomes('account\tts\nthe "one\t1\nb\t2\n', 'tsv')).toEqual([
      [1, 'the "one'],
      [2, 'b'],
    ]);
  });

  it('reads gzip, and gives places in the inflated dump', async () => {
    const { records } = await read(gzipSync('account,ts\r\na,1\r\nbb,2\r\n'), 'csv');
    expect(records.map(({ bytes }) => [bytes.byteOffset, bytes.byteLength])).toEqual([
      [12, 3],
      [17, 4],
    ]);
  });

  it('reads the first column of a header behind a byte order mark', async () => {
    expect(await outcomes('\uFEFFaccount,ts\na,1\n', 'csv')).toEqual([[1, 'a']]);
  });

  it('refuses a record that is not UTF-8, and keeps one that holds a replacement character', async () => {
    const content = Buffer.concat([
      Buffer.from('{"account":"\uFFFD","ts":1}\n{"account":"'),
      Buffer.of(0xc3, 0x28),
      Buffer.from('","ts":1}'),
    ]);
    expect(await outcomes(content, 'jsonl')).toEqual([
      [1, '\uFFFD'],
      [2, 'bad-utf8'],
    ]);
  });

  it('tells how many lines are blank', async () => {
    expect((await read('\n{}\n\n', 'jsonl')).blankLines).toBe(2);
  });

  it('refuses a dump whose compressed data end early', async () => {
    const whole = gzipSync('{"account":"a","ts":1}\n'.repeat(10));
    await expect(read(whole.subarray(0, -9), 'jsonl')).rejects.toMatchObject({ code: 'DUMP_TRUNCATED' });
  });

  it('refuses a header without a required column', async () => {
    await expect(read('account,time\na,1\n', 'csv')).rejects.toMatchObject({
      code: 'COLUMN_MISSING',
      facts: { field: 'time' },
    });
  });

  it('refuses a header that is no CSV record', async () => {
    await expect(read('"account"x,ts\n', 'csv')).rejects.toMatchObject({ code: 'DUMP_UNREADABLE' });
  });

  it.each(['json', 'parquet'])('refuses the format %s', async (format) => {
    await expect(read('', format)).rejects.toMatchObject({ code: 'FORMAT_UNSUPPORTED', facts: { format } });
  });
});

describe('checkColumns', () => {
  const check = (...lines: string[]): Promise<void> => checkColumns(fileOf(lines.join('\n')), mappingOf('jsonl'));

  it('passes a dump in which one record has what is required', async () => {
    await expect(check('{"account":"a"}', 'words', '{"account":"a","ts":1}')).resolves.toBeUndefined();
  });

  it('passes an empty dump', async () => {
    await expect(check('')).resolves.toBeUndefined();
  });

  it('passes a required field whose values are all bad: that is told record by record', async () => {
    await expect(check('{"account":"a","ts":"soon"}')).resolves.toBeUndefined();
  });

  it.each([
    ['the first', '{"ts":1}', 'account'],
    ['a later', '{"account":"a"}', 'time'],
  ])('refuses a dump that lacks %s required field everywhere, by its name', async (_, line, field) => {
    await expect(check(line, line)).rejects.toMatchObject({ code: 'COLUMN_MISSING', facts: { field, rows: 2 } });
  });

  it('refuses a dump of another format', async () => {
    await expect(check('account,ts', 'a,1')).rejects.toMatchObject({ code: 'COLUMN_MISSING' });
  });
});
