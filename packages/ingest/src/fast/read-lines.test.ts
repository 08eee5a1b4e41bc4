import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitRecords, type RecordBytes } from '../split-records.js';
import { LineReader } from './read-lines.js';

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
): Promise<{ lines: Line[]; blank: number; odd: number }> {
  const lines: Line[] = [];
  let odd = 0;
  const reader = new LineReader({
    quick: (buffer, from, to, place) => {
      lines.push({ ordinal: place.ordinal, byteOffset: place.byteOffset, text: buffer.toString('latin1', from, to) });
      return true;
    },
    thorough: (record: RecordBytes) => {
      odd++;
      lines.push({ ordinal: record.ordinal, byteOffset: record.byteOffset, text: record.bytes.toString('latin1') });
    },
  });
  for await (const chunk of chunksOf(bytes, sizes)) reader.feed(chunk);
  reader.end();
  return { lines, blank: reader.blankLines, odd };
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

const piece = fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', ' ', '\t', '\u0000', 'é', '"', '\u00ff', '\ufeff');

describe('lines of a dump', () => {
  it('are cut at the same places as by the thorough way, however the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 60 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        async (pieces, sizes) => {
          const bytes = Buffer.from(pieces.join(''));
          const { lines, blank } = await fastLines(bytes, sizes);
          expect({ lines, blank }).toEqual(await thoroughLines(bytes, sizes));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a control character', Buffer.from('{"a":"\u0001"}\n')],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d, 0x0a])],
    ['a return inside', Buffer.from('a\rb\n')],
  ])('with %s go the thorough way', async (_, bytes) => {
    expect(await fastLines(bytes, [64])).toMatchObject({ odd: 1 });
    expect(await fastLines(bytes, [2])).toMatchObject({ odd: 1 });
  });
});
