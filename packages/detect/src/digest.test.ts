import { describe, expect, it } from 'vitest';
import { Digest } from './digest.js';

const keyOf = (...columns: readonly Uint32Array[]): string => {
  const digest = new Digest();
  for (const column of columns) digest.column(column);
  return digest.key;
};

const numbers = (count: number, from = 0): Uint32Array => Uint32Array.from({ length: count }, (_, at) => from + at);

describe('Digest', () => {
  it('is the same for equal columns, be they short or long, read before or not', () => {
    for (const count of [0, 5, 500]) {
      const column = numbers(count);
      expect(keyOf(column)).toBe(keyOf(column));
      expect(keyOf(numbers(count))).toBe(keyOf(column));
    }
  });

  it('differs with one number, with the order, and with where one column ends', () => {
    const long = numbers(500);
    const other = numbers(500);
    other[250] = 7;
    const keys = [
      keyOf(long),
      keyOf(other),
      keyOf(long.toReversed()),
      keyOf(long, other),
      keyOf(other, long),
      keyOf(numbers(499), numbers(1, 499)),
      keyOf(numbers(400), numbers(100, 400)),
      keyOf(numbers(3), numbers(2, 3)),
      keyOf(numbers(2), numbers(3, 2)),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
