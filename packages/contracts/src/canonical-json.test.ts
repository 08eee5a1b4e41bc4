import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, jsonLines } from './canonical-json.js';

fc.configureGlobal({ seed: 7 });

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  );
}

const json = fc.jsonValue({ stringUnit: 'binary' });

describe('canonicalJson', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(fc.property(json, (value) => canonicalJson(reversed(value)) === canonicalJson(value)));
  });

  it('reads back as the value that was written', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('sorts keys by UTF-16 code units, as RFC 8785 does in its example', () => {
    const given = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(given)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });

  it('writes no white space and the shortest form of a number', () => {
    expect(canonicalJson({ b: [1.0, 1e21, 0.1, -0], a: null })).toBe('{"a":null,"b":[1,1e+21,0.1,0]}');
  });

  it('leaves out what is undefined in an object and writes null for it in a list', () => {
    expect(canonicalJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, Symbol('x'), 1n])(
    'refuses %s, which JSON cannot say',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(RangeError);
    },
  );

  it('refuses inside an object what it refuses alone', () => {
    expect(() => canonicalJson({ a: { b: Number.NaN } })).toThrow(RangeError);
    expect(() => canonicalJson({ a: () => 1 })).toThrow(RangeError);
  });
});

describe('jsonLines', () => {
  it('gives every value a line of its own, whatever line ends stand in it', () => {
    fc.assert(
      fc.property(fc.array(json), (values) => {
        const lines = jsonLines(values).split('\n');
        expect(lines.pop()).toBe('');
        expect(lines.map((line) => canonicalJson(JSON.parse(line)))).toEqual(values.map(canonicalJson));
      }),
    );
  });
});
