import { describe, expect, it } from 'vitest';
import { workbenchOf } from '../testing/snapshots.js';
import type { Workbench } from '../workbench.js';
import { dumpView, rawRows, refusedFile, startReimport } from './dumps.js';

type Lake = Workbench['lake'];
type Refusal = Awaited<ReturnType<Lake['refusedRaw']>>[number];

const DUMPS = ['aa11', 'aa22', 'bb33'].map((sha256) => ({
  sha256,
  name: `${sha256}.jsonl`,
  path: `/absent/${sha256}`,
}));
const benchOf = (lake: Partial<Lake> = {}): Workbench =>
  workbenchOf({ lake: { dumps: () => DUMPS as unknown as ReturnType<Lake['dumps']>, ...lake } });

describe('a dump', () => {
  it('is found by the beginning of its SHA-256, where that is of one alone', () => {
    const workbench = benchOf({ mappingOf: (sha256) => `version: 1 # of ${sha256}` });
    expect(dumpView(workbench, 'aa2')).toEqual({
      dump: DUMPS[1],
      mapping: 'version: 1 # of aa22',
      isSourceThere: false,
    });
    for (const sha256 of ['aa', 'cc', '1'])
      expect(() => dumpView(workbench, sha256)).toThrow(`There is no dump ${sha256} in this snapshot.`);
  });

  it('cannot be read again when its file is gone', () => {
    expect(() => startReimport(benchOf(), { sha256: 'bb33', mapping: 'a\nb', lakeOnly: true })).toThrow(
      'The dump bb33.jsonl is no longer at /absent/bb33',
    );
  });
});

describe('records byte for byte', () => {
  const record = (bytes: number[], byteLength = bytes.length) => ({
    ref: { dump: 'bb33', ordinal: 4 },
    name: 'n',
    containerSha256: 'c',
    byteOffset: 9,
    byteLength,
    bytes: Uint8Array.from(bytes),
  });
  const read = (...records: ReturnType<typeof record>[]) => {
    const asked: unknown[] = [];
    const rawRecords = (refs: unknown) => {
      asked.push(refs);
      return Promise.resolve(records);
    };
    return { asked, rows: rawRows(benchOf({ rawRecords }), { sha256: 'bb', ordinals: '4,17' }) };
  };

  it('are asked for by the whole SHA-256 and their numbers', async () => {
    const { asked, rows } = read();
    await rows;
    expect(asked).toEqual([
      [
        { dump: 'bb33', ordinal: 4 },
        { dump: 'bb33', ordinal: 17 },
      ],
    ]);
  });

  it('are text where they are UTF-8, with a byte order mark that stands there, and base64 always', async () => {
    const rows = await read(record([0xef, 0xbb, 0xbf, 0x61]), record([0x61, 0xff])).rows;
    expect(rows.map(({ text, base64 }) => [text, base64])).toEqual([
      ['\ufeffa', '77u/YQ=='],
      [null, 'Yf8='],
    ]);
  });

  it('are refused when they are more than 32 MiB together', async () => {
    const half = 16 * 1024 ** 2;
    expect(await read(record([], half), record([], half)).rows).toHaveLength(2);
    await expect(read(record([], half), record([], half + 1)).rows).rejects.toThrow('more than 32 MiB');
  });
});

describe('the file of refused records', () => {
  const row = (ordinal: number, raw: Uint8Array | string): Refusal => ({
    dump: 'bb33',
    name: 'n',
    ordinal,
    byteOffset: 1,
    byteLength: 2,
    code: 'bad-time',
    field: 'time',
    reason: 'time is not a date',
    rawBase64: Buffer.from(raw).toString('base64'),
  });
  const read = async (form: 'csv' | 'jsonl', rows: readonly Refusal[], dump?: string) => {
    const asked: object[] = [];
    const workbench = benchOf({
      refusedRaw: (of) => {
        asked.push(of);
        return Promise.resolve(rows.slice(of.offset, of.offset + of.limit));
      },
    });
    let text = '';
    for await (const piece of refusedFile(workbench, { form, dump })) text += piece;
    return { text, asked };
  };

  it('has cells that no spreadsheet runs', async () => {
    expect((await read('csv', [row(3, '=cmd|x!A1,"b"')])).text).toBe(
      'dump,name,row,byte,length,code,field,reason,raw\r\nbb33,n,3,1,2,bad-time,time,time is not a date,"\'=cmd|x!A1,""b"""\r\n',
    );
  });

  it('loses no byte as JSON: what is no text stands as base64', async () => {
    const { text } = await read('jsonl', [row(1, 'a\n"'), row(2, Uint8Array.of(0xff, 0x0a))]);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ raw, rawBase64 }) => [raw, rawBase64])).toEqual([
      ['a\n"', undefined],
      [undefined, '/wo='],
    ]);
  });

  it.each([0, 999, 1000, 1001])('has all of %d records, of the dump that is asked for', async (count) => {
    const { text, asked } = await read(
      'jsonl',
      Array.from({ length: count }, (_, at) => row(at + 1, 'x')),
      'bb',
    );
    expect(text.split('\n').length - 1).toBe(count);
    for (const each of asked) expect(each).toMatchObject({ dump: 'bb33', limit: 1000 });
  });

  it('is refused before its first byte for a dump that there is not', () => {
    expect(() => refusedFile(benchOf(), { form: 'csv', dump: 'cc' })).toThrow('There is no dump cc');
  });
});
