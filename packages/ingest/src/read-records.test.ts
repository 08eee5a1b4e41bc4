import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkColumns, readRecords, type ReadRecord } from './read-records.js';
import { parseMapping, type Mapping } from './mapping.js';
import type { RecordsEnd } from './split-records.js';

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

async function read(content: string | Uint8Array, format: string): Promise<{ records: ReadRecord[] } & RecordsEnd> {
  const batches = readRecords(fileOf(content), mappingOf(format));
  const records: ReadRecord[] = [];
  for (;;) {
    const { value, done } = await batches.next();
    if (done) return { records, ...value };
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

  it('keeps what lies before the end of a truncated dump, and refuses the record that is cut', async () => {
    const lines = Array.from({ length: 2000 }, (_, at) => `{"account":"a${at}","ts":${at}}\n`).join('');
    const whole = gzipSync(lines);
    const { records, incomplete } = await read(whole.subarray(0, whole.length >> 1), 'jsonl');
    const good = records.filter(({ outcome }) => outcome.kind === 'record');
    expect(records.at(-1)?.outcome).toMatchObject({ kind: 'reject', code: 'cut' });
    expect(good.length).toBe(records.length - 1);
    expect(good.length).toBeGreaterThan(500);
    const last = records.at(-1)!.bytes;
    expect(incomplete).toMatchObject({ atByte: last.byteOffset + last.byteLength, code: 'truncated' });
    expect(lines.startsWith(lines.slice(0, last.byteOffset) + last.bytes.toString())).toBe(true);
  });

  it('reads the elements of a wrapper, and gives the place of each', async () => {
    const content = '{ "Records": [\n  {"account": "a", "ts": 1},\n  {"account": "b"},\n  7\n] }';
    expect(await outcomes(content, 'json')).toEqual([
      [1, 'a'],
      [2, 'missing'],
      [3, 'malformed'],
    ]);
    const { records } = await read(content, 'json');
    for (const { bytes } of records)
      expect(content.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)).toBe(bytes.bytes.toString());
  });

  it('makes a record of each object that the mapping finds in a line, with the place of the line', async () => {
    const lines = [
      '{"scope":{"spans":[{"id":"a"},{"id":"b"}],"n":1}}',
      '{"scope":{"spans":[]}}',
      '{"scope":{"spans":[{"id":"c"}],"n":2}}',
    ];
    const mapping = parseMapping(
      'version: 1\nmatch: "*"\nformat: jsonl\nentity: exchange\nrecords: "scope.spans[]"\nfields:\n  account: { paths: [id] }\n  model: { paths: ["^.scope.n"] }\nonly: { id: [a, c] }',
      'a',
    );
    const read: ReadRecord[] = [];
    for await (const batch of readRecords(fileOf(lines.join('\n')), mapping)) read.push(...batch);
    const place = (line: number): number => lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0);
    expect(
      read.map(({ bytes, outcome }) => [
        bytes.ordinal,
        bytes.byteOffset,
        outcome.kind === 'record' ? outcome.fields : outcome.code,
      ]),
    ).toEqual([
      [1, place(0), { account: 'a', model: '1' }],
      [2, place(0), 'not-asked'],
      [3, place(1), 'no-records'],
      [4, place(2), { account: 'c', model: '2' }],
    ]);
  });

  it('reads the same records of a JSON document whether it is a line or laid out', async () => {
    const mapping = (format: string): Mapping =>
      parseMapping(
        `version: 1\nmatch: "*"\nformat: ${format}\nentity: exchange\nrecords: "outer[].inner[]"\nfields:\n  account: { paths: [id] }\n  model: { paths: ["^.name"] }`,
        'a',
      );
    const document = {
      outer: [
        { name: 'x', inner: [{ id: 1 }, { id: 2 }] },
        { name: 'y', inner: [{ id: 3 }] },
      ],
    };
    const fieldsOf = async (text: string, format: string): Promise<unknown[]> => {
      const read: ReadRecord[] = [];
      for await (const batch of readRecords(fileOf(text), mapping(format))) read.push(...batch);
      return read.map(({ outcome }) => (outcome.kind === 'record' ? outcome.fields : outcome.code));
    };
    const expected = await fieldsOf(JSON.stringify(document), 'jsonl');
    expect(expected).toEqual([
      { account: '1', model: 'x' },
      { account: '2', model: 'x' },
      { account: '3', model: 'y' },
    ]);
    expect(await fieldsOf(JSON.stringify(document, undefined, 2), 'json')).toEqual(expected);
  });

  it('reads an access log by its pattern, and a Zeek log by its header', async () => {
    const rest = 'entity: exchange\nfields: { account: { paths: [user] } }';
    const log = parseMapping(`version: 1\nmatch: "*"\nformat: log\npattern: '$ip "$user" $status'\n${rest}`, 'a');
    const zeek = parseMapping(`version: 1\nmatch: "*"\nformat: zeek\n${rest}`, 'a');
    const told = async (content: string, mapping: Mapping): Promise<unknown[]> => {
      const read: ReadRecord[] = [];
      for await (const batch of readRecords(fileOf(content), mapping)) read.push(...batch);
      return read.map(({ bytes, outcome }) => [
        bytes.ordinal,
        outcome.kind === 'record' ? outcome.fields : outcome.code,
      ]);
    };
    expect(await told('203.0.113.7 "a b" 200\nwords\n203.0.113.7 "-" 200\n', log)).toEqual([
      [1, { account: 'a b' }],
      [2, 'malformed'],
      [3, {}],
    ]);
    const head = '#separator \\x09\n#fields\tts\tuser\n';
    expect(await told(`${head}1\ta\n2\n#fields\tuser\nb\n#close\t2026\n`, zeek)).toEqual([
      [1, { account: 'a' }],
      [2, 'malformed'],
      [3, { account: 'b' }],
    ]);
    await expect(told('1\ta\n', zeek)).rejects.toMatchObject({ code: 'DUMP_UNREADABLE' });
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

  it('refuses a header that names a column twice', async () => {
    await expect(read('account,ts,ts\na,1,1\n', 'csv')).rejects.toMatchObject({ code: 'DUMP_UNREADABLE' });
  });

  it('refuses what is no Parquet', async () => {
    await expect(read('', 'parquet')).rejects.toMatchObject({ code: 'DUMP_UNREADABLE' });
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
