import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvFields, splitRecords, type RecordBytes } from './split-records.js';

fc.configureGlobal({ seed: 20_260_301 });

interface Split {
  readonly records: RecordBytes[];
  readonly blankLines: number;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

async function split(
  chunks: readonly (string | Uint8Array)[],
  options: { separator?: string; longest?: number } = {},
): Promise<Split> {
  async function* stream(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield Buffer.from(typeof chunk === 'string' ? encode(chunk) : chunk);
  }
  const batches = splitRecords(stream(), options.separator, options.longest);
  const records: RecordBytes[] = [];
  for (;;) {
    const { value, done } = await batches.next();
    if (done) return { records, blankLines: value.blankLines };
    records.push(...value);
  }
}

const texts = ({ records }: Split): string[] => records.map(({ bytes }) => bytes.toString());

/** The bytes, cut at the given places; some parts may be empty. */
function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  return ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
}

const places = fc.array(fc.nat(), { maxLength: 12 });
const hostile = fc.string({ unit: fc.constantFrom('a', '"', ',', '\t', ' ', '\r', '\n', 'é', '\uFEFF', '{') });

describe('splitRecords', () => {
  it('finds a record that lies over chunk borders', async () => {
    expect(texts(await split(['{"a"', ':1', '}\n{"b":', '2}\n']))).toEqual(['{"a":1}', '{"b":2}']);
  });

  it('keeps a character whose bytes two chunks share', async () => {
    const bytes = Buffer.from('née\n');
    expect(texts(await split([bytes.subarray(0, 2), bytes.subarray(2)]))).toEqual(['née']);
  });

  it('gives the last record although no line end follows', async () => {
    expect(texts(await split(['a\nb']))).toEqual(['a', 'b']);
  });

  it('gives nothing of an empty dump', async () => {
    expect(await split([])).toEqual({ records: [], blankLines: 0 });
  });

  it('loses one line of CSV to a quote that is never closed', async () => {
    const csv = 'a,b\n1,"open\n2,x\n3,"y\nz"\n4,w\n';
    expect(texts(await split([csv], { separator: ',' }))).toEqual(['a,b', '1,"open\n2,x\n3,"y', 'z"', '4,w']);
    expect(texts(await split(['a,b\n1,"open\n2,x\n4,w\n'], { separator: ',' }))).toEqual([
      'a,b',
      '1,"open',
      '2,x',
      '4,w',
    ]);
  });

  it('cuts again what such a quote swallowed beyond the longest record', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => `${at},x`);
    const found = await split(['0,"open\n', ...rows.map((row) => `${row}\n`)], { separator: ',', longest: 50 });
    expect(texts(found)).toEqual(['0,"open', ...rows]);
    let at = 0;
    for (const { byteOffset, byteLength } of found.records) {
      expect(byteOffset).toBe(at);
      at += byteLength + 1;
    }
  });

  it('leaves CRLF out of the record and of its length, and counts both bytes in the next offset', async () => {
    const { records } = await split(['ab\r\ncd\r\n']);
    expect(records.map(({ byteOffset, byteLength }) => [byteOffset, byteLength])).toEqual([
      [0, 2],
      [4, 2],
    ]);
  });

  it('takes a CRLF that two chunks share for one line end', async () => {
    expect(texts(await split(['ab\r', '\ncd']))).toEqual(['ab', 'cd']);
  });

  it('keeps a carriage return inside a record', async () => {
    expect(texts(await split(['a\rb\n']))).toEqual(['a\rb']);
  });

  it('counts blank lines apart and gives ordinals to the others', async () => {
    const { records, blankLines } = await split(['\na\n \t\r\n\nb\n\n']);
    expect(blankLines).toBe(4);
    expect(records.map(({ ordinal, byteOffset }) => [ordinal, byteOffset])).toEqual([
      [1, 1],
      [2, 8],
    ]);
  });

  it('skips a byte order mark and counts it in the offsets', async () => {
    const { records } = await split(['\uFEFFa\nb']);
    expect(records.map(({ byteOffset, bytes }) => [byteOffset, bytes.toString()])).toEqual([
      [3, 'a'],
      [5, 'b'],
    ]);
  });

  it('skips a byte order mark that comes one byte at a time', async () => {
    const bytes = Buffer.from('\uFEFFa\n');
    expect(texts(await split([...bytes].map((byte) => Buffer.of(byte))))).toEqual(['a']);
  });

  it('gives a dump that is shorter than a byte order mark', async () => {
    expect(texts(await split(['a', '\n']))).toEqual(['a']);
  });

  describe('in CSV', () => {
    const csv = { separator: ',' };

    it('keeps line ends inside quotes in the record', async () => {
      expect(texts(await split(['a,"1\n2\r\n3"\nb,4\n'], csv))).toEqual(['a,"1\n2\r\n3"', 'b,4']);
    });

    it('remembers over chunk borders that a quote is open', async () => {
      expect(texts(await split(['a,"1', '\n', '2"', '\nb\n'], csv))).toEqual(['a,"1\n2"', 'b']);
    });

    it('does not take a doubled quote for the end of the field', async () => {
      expect(texts(await split(['"he said ""hi""\nand left",2\n3,4\n'], csv))).toEqual([
        '"he said ""hi""\nand left",2',
        '3,4',
      ]);
    });

    it('takes a quote inside an unquoted field for text, so that it swallows no other record', async () => {
      expect(texts(await split(['a,5" disk,b\nc,d,e\n'], csv))).toEqual(['a,5" disk,b', 'c,d,e']);
    });

    it('opens quotes after a byte order mark', async () => {
      expect(texts(await split(['\uFEFF"a\nb",c\n'], csv))).toEqual(['"a\nb",c']);
    });

    it('opens quotes after the separator of the format alone', async () => {
      expect(texts(await split(['a,"b\nc"\n'], { separator: '\t' }))).toEqual(['a,"b', 'c"']);
    });

    it('gives every row back, whatever its fields hold', async () => {
      const field = fc.oneof(
        hostile.map((text) => [text, `"${text.replaceAll('"', '""')}"`] as const),
        hostile.map((text) => `x${text.replace(/[,\r\n]/g, '')}`).map((text) => [text, text] as const),
      );
      const rows = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n'), places, async (table, end, at) => {
          const bytes = Buffer.from(table.map((row) => row.map(([, written]) => written).join(',') + end).join(''));
          const read = texts(await split(cutAt(bytes, at), csv)).map((text) => csvFields(text, ','));
          expect(read).toEqual(table.map((row) => row.map(([text]) => text)));
        }),
      );
    });
  });

  describe('with a cap', () => {
    it('reads a record that is as long as the cap, with either line end or none', async () => {
      for (const end of ['\n', '\r\n', '']) {
        const { records } = await split([`abcd${end}`], { longest: 4 });
        expect(records).toMatchObject([{ isTooLong: false, byteLength: 4, bytes: Buffer.from('abcd') }]);
      }
    });

    it('marks a longer one with its exact place, and reads on behind it', async () => {
      const { records } = await split(['ab\nabcde\r\ncd\n'], { longest: 4 });
      expect(
        records.map(({ ordinal, byteOffset, byteLength, isTooLong }) => [ordinal, byteOffset, byteLength, isTooLong]),
      ).toEqual([
        [1, 0, 2, false],
        [2, 3, 5, true],
        [3, 10, 2, false],
      ]);
    });

    it('holds 1,024 bytes of a longer one, however it was cut', async () => {
      const { records } = await split(
        Array.from({ length: 50 }, () => 'x'.repeat(100)),
        { longest: 2000 },
      );
      expect(records).toMatchObject([{ isTooLong: true, byteLength: 5000, bytes: Buffer.alloc(1024, 'x') }]);
    });
  });

  it('gives the same records wherever the chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        hostile,
        places,
        fc.constantFrom(undefined, ',', '\t'),
        fc.integer({ min: 1, max: 12 }),
        async (hasMark, text, at, separator, longest) => {
          const bytes = Buffer.from((hasMark ? '\uFEFF' : '') + text);
          const options = { longest, ...(separator === undefined ? {} : { separator }) };
          const plain = ({ records, blankLines }: Split): unknown => ({
            blankLines,
            records: records.map((record) => ({
              ...record,
              bytes: record.isTooLong ? '' : record.bytes.toString('hex'),
            })),
          });
          expect(plain(await split(cutAt(bytes, at), options))).toEqual(plain(await split([bytes], options)));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('says of each record where its bytes lie in the dump', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, places, async (text, at) => {
        const whole = Buffer.from(text);
        for (const { byteOffset, byteLength, bytes } of (await split(cutAt(whole, at))).records)
          expect(whole.subarray(byteOffset, byteOffset + byteLength).equals(bytes)).toBe(true);
      }),
    );
  });

  it('accounts for every line as a record or a blank one', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, places, async (text, at) => {
        const { records, blankLines } = await split(cutAt(Buffer.from(`a${text}`), at));
        const lines = `a${text}`.split('\n');
        expect(records.length + blankLines).toBe(lines.at(-1) === '' ? lines.length - 1 : lines.length);
      }),
    );
  });
});

describe('csvFields', () => {
  it.each([
    ['a,b', ['a', 'b']],
    ['', ['']],
    [',', ['', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a",', ['a', '']],
    ['"",x', ['', 'x']],
    ['"say ""hi""",x', ['say "hi"', 'x']],
    ['5" disk,x', ['5" disk', 'x']],
  ])('reads %s', (text, fields) => {
    expect(csvFields(text, ',')).toEqual(fields);
  });

  it.each(['"open', 'a,"open', '"closed"then text,b', '"a" ,b'])('refuses %s', (text) => {
    expect(csvFields(text, ',')).toBeUndefined();
  });

  it('separates TSV by tabs alone', () => {
    expect(csvFields('a,b\t"c\td"', '\t')).toEqual(['a,b', 'c\td']);
  });

  it('gives back any fields that were written with quotes', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.constantFrom(',', '\t'), (fields, separator) => {
        const text = fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(separator);
        expect(csvFields(text, separator)).toEqual(fields);
      }),
    );
  });
});
