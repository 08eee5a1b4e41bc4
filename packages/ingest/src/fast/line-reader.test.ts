import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { LAKE_COLUMNS } from '../lake-columns.js';
import { exchangeMapping } from '../testing/exchange-mapping.js';
import { splitRecords } from '../split-records.js';
import { teach } from './fast-mapping.js';
import { LineReader } from './line-reader.js';
import { RecordColumns } from './record-columns.js';
import { WINDOW } from './record-module.js';
import { openRows } from './testing/open-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'iolaus-lines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MAPPING = exchangeMapping('account: { paths: [account], required: true }');

interface Line {
  readonly ordinal: number;
  readonly byteOffset: number;
  readonly text: string;
}

async function* chunksOf(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer, Record<string, never>> {
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const to = Math.min(bytes.length, at + (sizes[index % sizes.length] ?? 1));
    yield await Promise.resolve(bytes.subarray(at, to));
    at = to;
  }
  return {};
}

async function fastLines(
  bytes: Buffer,
  sizes: readonly number[],
): Promise<{ lines: Line[]; blank: number; thorough: number }> {
  const columns = new RecordColumns(join(folder, 'rows.parquet'), LAKE_COLUMNS.exchange);
  columns.open(teach(columns.module, MAPPING));
  const lines: Line[] = [];
  let thorough = 0;
  const reader = new LineReader(columns, {
    onRows: (count) =>
      lines.push(
        ...openRows(columns)
          .slice(-count || Infinity)
          .map((row) => ({
            ordinal: Number(row['ordinal']),
            byteOffset: Number(row['byte_offset']),
            text: `{"account":"${row['account']}"}`,
          })),
      ),
    onThorough: ({ ordinal, byteOffset, bytes: line }) => {
      thorough++;
      lines.push({ ordinal, byteOffset, text: line.toString('latin1') });
    },
  });
  for await (const chunk of chunksOf(bytes, sizes)) reader.feed(chunk);
  reader.end();
  const blank = reader.blankLines;
  columns.abandon();
  return { lines, blank, thorough };
}

async function thoroughLines(bytes: Buffer, sizes: readonly number[]): Promise<{ lines: Line[]; blank: number }> {
  const lines: Line[] = [];
  const batches = splitRecords(chunksOf(bytes, sizes), undefined);
  for (;;) {
    const { value, done } = await batches.next();
    if (done) return { lines, blank: value.blankLines };
    for (const { ordinal, byteOffset, bytes: part } of value)
      lines.push({ ordinal, byteOffset, text: part.toString('latin1') });
  }
}

const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', ' ', '\t', '\u0000', 'é', '"', '\u00ff', '\ufeff'),
  },
  { weight: 2, arbitrary: fc.constantFrom('{"account":"a"}', '{"account":"a"}\n', '{"account":"bcd"}\r\n') },
);
const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });

describe('lines of a dump', () => {
  it('are cut at the same places as by the thorough way, however the bytes come', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), sizes, async (pieces, by) => {
        const bytes = Buffer.from(pieces.join(''));
        const { lines, blank, thorough } = await fastLines(bytes, by);
        taken += lines.length - thorough;
        expect({ lines, blank }).toEqual(await thoroughLines(bytes, by));
      }),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it('may be longer than what is looked at in one go', async () => {
    const long = `{"account":"${'x'.repeat(WINDOW)}"}`;
    const bytes = Buffer.from(`{"account":"a"}\n${long}\r\n\n{"account":"b"}\n${' '.repeat(WINDOW + 1)}\n${long}`);
    const { lines, blank, thorough } = await fastLines(bytes, [1 << 20]);
    expect({ lines, blank }).toEqual(await thoroughLines(bytes, [1 << 20]));
    expect(thorough).toBe(2);
  });

  it.each([
    ['a control character', Buffer.from('{"account":"\u0001"}\n')],
    ['bytes that are not UTF-8', Buffer.from([...Buffer.from('{"account":"'), 0xff, ...Buffer.from('"}\n')])],
    ['a return inside', Buffer.from('{"account":"a"\r}\n')],
    ['something behind the object', Buffer.from('{"account":"a"}{}\n')],
    ['a nested value over two lines', Buffer.from('{"account":"a","x":{\n')],
  ])('with %s go the thorough way', async (_, bytes) => {
    expect(await fastLines(bytes, [64])).toMatchObject({ thorough: 1 });
    expect(await fastLines(bytes, [2])).toMatchObject({ thorough: 1 });
  });

  it('that are cut off by the end of a damaged dump are told apart', () => {
    const columns = new RecordColumns(join(folder, 'cut.parquet'), LAKE_COLUMNS.exchange);
    columns.open(teach(columns.module, MAPPING));
    const cut: boolean[] = [];
    const reader = new LineReader(columns, {
      onRows: () => undefined,
      onThorough: ({ isCut }) => cut.push(isCut === true),
    });
    reader.feed(Buffer.from('{"account":"a"}\nno\n{"account":"b"}'));
    reader.end(true);
    columns.abandon();
    expect(cut).toEqual([false, true]);
  });
});
