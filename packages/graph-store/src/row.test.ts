import { Record as DriverRecord } from 'neo4j-driver';
import { describe, expect, it } from 'vitest';
import { Row } from './row.js';

const rowOf = (value: unknown): Row => new Row(new DriverRecord(['x'], [value]));

describe('a column of an answer', () => {
  it('is what the query says it is', () => {
    expect(rowOf('a').text('x')).toBe('a');
    expect(rowOf(0).number('x')).toBe(0);
    expect(rowOf(false).flag('x')).toBe(false);
    expect(rowOf([]).texts('x')).toEqual([]);
    expect(rowOf('act').word('x', ['act', 'review'])).toBe('act');
  });

  it('may be absent where the query allows it', () => {
    for (const absent of [null, undefined]) {
      expect(rowOf(absent).maybeText('x')).toBeNull();
      expect(rowOf(absent).maybeNumber('x')).toBeNull();
    }
  });

  it.each([
    ['a text', () => rowOf(1).text('x')],
    ['a text, though it is absent', () => rowOf(null).text('x')],
    ['a number', () => rowOf('1').number('x')],
    ['a number or nothing', () => rowOf('1').maybeNumber('x')],
    ['a flag', () => rowOf(0).flag('x')],
    ['texts', () => rowOf(['a', 1]).texts('x')],
    ['one of the words', () => rowOf('act').word('x', ['review'])],
  ])('is a fault where it is not %s, and the fault does not tell what it is', (_, read) => {
    expect(read).toThrow(
      expect.objectContaining({ code: 'INTERNAL', facts: { column: 'x', found: expect.any(String) } }),
    );
  });

  it('is JSON with the keys of its maps in order, at any depth', () => {
    expect(JSON.stringify(rowOf({ b: [{ d: 1, c: null }], a: 2 }).json('x'))).toBe('{"a":2,"b":[{"c":null,"d":1}]}');
  });
});
