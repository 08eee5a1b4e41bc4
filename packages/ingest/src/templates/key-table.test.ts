import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeySketch, KeyTable } from './key-table.js';

const key = fc.integer({ min: -2_147_483_648, max: 2_147_483_647 });

describe('KeyTable', () => {
  it('counts like a map, through growth, collisions and wrap-around', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(key, fc.constantFrom(-1, 15, 31, 47, 2_147_483_647)), { maxLength: 400 }),
        (keys) => {
          const table = new KeyTable();
          const counts = new Map<number, number>();
          for (const each of keys) {
            table.add(each, 1);
            if (each !== 0) counts.set(each, (counts.get(each) ?? 0) + 1);
          }
          expect(table.size).toBe(counts.size);
          for (const [each, count] of counts) expect(table.count(each)).toBe(count);
          expect(table.count(123_456_789)).toBe(counts.get(123_456_789) ?? 0);
        },
      ),
      { seed: 1 },
    );
  });

  it('does not count the key that means absent', () => {
    const table = new KeyTable();
    table.add(0, 1);
    expect([table.size, table.count(0), table.sharedCount(0)]).toEqual([0, 0, 0]);
  });

  it('counts from nothing again once it was cleared', () => {
    const table = new KeyTable();
    for (let each = 1; each < 100; each++) table.add(each, 1);
    table.clear();
    expect([table.size, table.count(7), table.sharedCount(7)]).toEqual([0, 0, 0]);
    for (const account of [2, 3]) table.add(7, account);
    expect([table.size, table.sharedCount(7)]).toEqual([1, 2]);
  });

  it('counts a million uses of one key exactly', () => {
    const table = new KeyTable();
    for (let use = 0; use < 1_200_000; use++) table.add(5, 3);
    expect(table.count(5)).toBe(1_200_000);
  });

  it('knows one account from several, and takes an unknown one for anyone', () => {
    const table = new KeyTable();
    for (const account of [4, 4, 4]) table.add(1, account);
    for (const account of [4, 5, 4]) table.add(2, account);
    for (const account of [-1, -1]) table.add(3, account);
    for (const account of [6, -1]) table.add(4, account);
    table.add(5, -1);
    expect([1, 2, 3, 4, 5].map((each) => table.sharedCount(each))).toEqual([0, 3, 2, 2, 0]);
  });
});

describe('KeySketch', () => {
  it('never says less than was added', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 3000 }), (keys) => {
        const sketch = new KeySketch(10);
        const counts = new Map<number, number>();
        for (const each of keys) {
          sketch.add(each);
          counts.set(each, (counts.get(each) ?? 0) + 1);
        }
        for (const [each, count] of counts) expect(sketch.mayReach(each, Math.min(count, 255))).toBe(true);
      }),
      { seed: 2, numRuns: 30 },
    );
    const many = new KeySketch(10);
    for (let use = 0; use < 1000; use++) many.add(7);
    expect(many.mayReach(7, 255)).toBe(true);
  });

  it('says of most rare keys that they are rare', () => {
    const sketch = new KeySketch(1000);
    for (let each = 1; each <= 1000; each++) sketch.add(Math.imul(each, 0x9e3779b1));
    const wrong = Array.from({ length: 1000 }, (_, at) => sketch.mayReach(Math.imul(at + 1, 0x9e3779b1), 4)).filter(
      Boolean,
    );
    expect(wrong.length).toBeLessThan(10);
  });
});
