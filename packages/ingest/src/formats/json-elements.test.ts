import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitElements, type ElementBytes, type Wrapper } from './json-elements.js';
import type { RecordsEnd } from '../split-records.js';

fc.configureGlobal({ seed: 20_260_301 });

async function split(
  text: string | Buffer,
  options: { wrapper?: Wrapper; longest?: number; piece?: number } = {},
): Promise<{ elements: ElementBytes[] } & RecordsEnd> {
  const bytes = Buffer.from(text);
  async function* pieces(): AsyncGenerator<Buffer> {
    const size = options.piece ?? 7;
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const batches = splitElements(pieces(), options.wrapper ?? 'any', options.longest);
  const elements: ElementBytes[] = [];
  for (;;) {
    const { value, done } = await batches.next();
    if (done) return { elements, ...value };
    elements.push(...value);
  }
}

const texts = async (text: string, wrapper: Wrapper = 'any'): Promise<string[]> =>
  (await split(text, { wrapper })).elements.map(({ bytes }) => bytes.toString());

describe('splitElements', () => {
  it.each([
    ['an array', '[{"a":1}, {"a":2}]', ['{"a":1}', '{"a":2}']],
    ['an array over many lines', '[\n  {\n    "a": [1, 2]\n  },\n  {}\n]\n', ['{\n    "a": [1, 2]\n  }', '{}']],
    ['an array behind a byte order mark', '\uFEFF[{"a":1}]', ['{"a":1}']],
    ['an empty array', '[]', []],
    ['a wrapper', '{"next":null,"Records":[{"a":1},{"a":2}],"n":2}', ['{"a":1}', '{"a":2}']],
    ['a wrapper with an array of texts before', '{"tags":["x"],"Records":[{"a":1}]}', ['{"a":1}']],
    ['a wrapper with two arrays', '{"a":[{"x":1}],"b":[{"x":2}]}', ['{"x":1}', '{"x":2}']],
    ['an object that is a record itself', '{"a":1,"tags":["x","y"]}', ['{"a":1,"tags":["x","y"]}']],
    ['documents one after another', '{"a":1}\n{\n"a":2}[{"a":3}]', ['{"a":1}', '{\n"a":2}', '{"a":3}']],
    ['elements of other kinds', '[1, "two", null, [4], {"a":5}]', ['1', '"two"', 'null', '[4]', '{"a":5}']],
    ['brackets and quotes in texts', '[{"a":"]}\\"["},{"b":"\\\\"}]', ['{"a":"]}\\"["}', '{"b":"\\\\"}']],
  ])('cuts %s', async (_, text, expected) => {
    expect(await texts(text)).toEqual(expected);
    expect((await split(text)).incomplete).toBeUndefined();
  });

  it('takes the array under the given key alone', async () => {
    expect(await texts('{"other":[{"a":1}],"spans":[{"a":2}]}', { key: 'spans' })).toEqual(['{"a":2}']);
    expect(await texts('[{"other":[{"a":1}]}]', { key: 'spans' })).toEqual(['{"other":[{"a":1}]}']);
  });

  it('takes a document whole where the records lie deeper', async () => {
    const document = '{"errors":[{"a":1}],"data":{"items":[{"a":2}]}}';
    expect(await texts(document, 'none')).toEqual([document]);
  });

  it.each([
    ['a missing comma', '[{"a":1} {"a":2}]', ['{"a":1}', '{"a":2}']],
    ['a bracket that is not closed', '[{"a":[1},{"a":2}]', ['{"a":[1}', '{"a":2}']],
    ['a bracket that was not opened', '[{"a":1]},{"a":2}]', ['{"a":1]}', '{"a":2}']],
    ['words', '[{"a":1}, oops, {"a":2}]', ['{"a":1}', 'oops', '{"a":2}']],
    ['a text that a line ends', '[\n{"a":"x},\n{"a":2}\n]', ['{"a":"x},\n{"a":2}\n]']],
  ])('does not lose what follows %s', async (_, text, expected) => {
    expect(await texts(text)).toEqual(expected);
  });

  it('says where a document ends that is not closed, and cuts its last element', async () => {
    const { elements, incomplete } = await split('[{"a":1},{"a":');
    expect(elements.map(({ bytes, isCut }) => [bytes.toString(), isCut ?? false])).toEqual([
      ['{"a":1}', false],
      ['{"a":', true],
    ]);
    expect(incomplete).toMatchObject({ code: 'truncated', atByte: 14 });
    expect((await split('[{"a":1}')).incomplete).toMatchObject({ code: 'truncated', atByte: 8 });
  });

  it('keeps no more than the start of an element that is too long', async () => {
    const { elements } = await split(`[{"a":"${'x'.repeat(5000)}"},{"a":2}]`, { longest: 2000, piece: 100 });
    expect(elements.map(({ isTooLong, byteLength, bytes }) => [isTooLong, byteLength, bytes.length])).toEqual([
      [true, 5008, 1024],
      [false, 7, 7],
    ]);
  });

  it('gives every element with its exact place, however the document is laid out and cut', async () => {
    const document = fc.record({
      values: fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 5 }),
      indent: fc.constantFrom(0, 1, 2),
      isWrapped: fc.boolean(),
      piece: fc.integer({ min: 1, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(document, async ({ values, indent, isWrapped, piece }) => {
        const text = JSON.stringify(isWrapped ? { next: 'é', Records: values, count: 1 } : values, undefined, indent);
        const bytes = Buffer.from(text);
        const { elements, incomplete } = await split(text, {
          piece,
          ...(isWrapped ? { wrapper: { key: 'Records' } } : {}),
        });
        expect(incomplete).toBeUndefined();
        expect(elements.map((each) => JSON.parse(each.bytes.toString()) as unknown)).toEqual(
          JSON.parse(JSON.stringify(values)),
        );
        for (const each of elements)
          expect(bytes.subarray(each.byteOffset, each.byteOffset + each.byteLength).equals(each.bytes)).toBe(true);
        expect(elements.map(({ ordinal, isInner }) => [ordinal, isInner])).toEqual(
          values.map((_, at) => [at + 1, isWrapped]),
        );
      }),
    );
  });

  it('ends on any bytes, and never gives a byte twice', async () => {
    const hostile = fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', ',', ':', ' ', '\n', 'a', '1') });
    await fc.assert(
      fc.asyncProperty(hostile, fc.integer({ min: 1, max: 9 }), async (text, piece) => {
        let end = 0;
        const { elements } = await split(text, { piece });
        for (const { byteOffset, byteLength, bytes } of elements) {
          expect(byteOffset).toBeGreaterThanOrEqual(end);
          expect(text.slice(byteOffset, byteOffset + byteLength)).toBe(bytes.toString());
          end = byteOffset + byteLength;
        }
      }),
      { numRuns: 400 },
    );
  });
});
