import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placesOf, rankTimes } from './ranks.js';

const ranksOf = (...ms: number[]) => rankTimes(Float64Array.from(ms));

describe('rankTimes', () => {
  it('orders rows by time and gives each a place as wide as one of all', () => {
    const { order, from, to } = ranksOf(30, 10, 20, 40);
    expect([...order]).toEqual([1, 2, 0, 3]);
    expect([...from]).toEqual([0.5, 0, 0.25, 0.75]);
    expect([...to]).toEqual([0.75, 0.25, 0.5, 1]);
  });

  it('gives rows of one time the same places', () => {
    const { from, to } = ranksOf(20, 10, 20, 30);
    expect([from[0], to[0]]).toEqual([0.25, 0.75]);
    expect([from[2], to[2]]).toEqual([0.25, 0.75]);
  });

  it('gives an unknown time no place, and takes none from the others', () => {
    const times = fc.array(fc.option(fc.integer({ min: 0, max: 40 }), { nil: Number.NaN }), { maxLength: 80 });
    fc.assert(
      fc.property(times, (ms) => {
        const known = ms.filter((each) => !Number.isNaN(each));
        const all = ranksOf(...ms);
        const alone = ranksOf(...known);
        expect(Array.from(all.order, (row) => ms[row])).toEqual(known.toSorted((x, y) => x - y));
        expect([...all.from].filter((each) => !Number.isNaN(each))).toEqual([...alone.from]);
        expect([...all.to].filter((each) => !Number.isNaN(each))).toEqual([...alone.to]);
      }),
    );
  });
});

describe('placesOf', () => {
  it('places a row in the middle of its rank', () => {
    expect([...placesOf([1, 0], ranksOf(20, 10, 30, 40))]).toEqual([0.125, 0.375]);
  });

  it('spreads rows of one time evenly over its places', () => {
    const day = ranksOf(1, 1, 1, 1, 2, 2, 2, 2);
    expect([...placesOf([0, 1, 6], day)]).toEqual([0.125, 0.375, 0.75]);
  });

  it('gives the same places whichever rows of one time are asked for', () => {
    const day = ranksOf(1, 1, 1, 1, 2, 2, 2, 2);
    expect(placesOf([0, 1], day)).toEqual(placesOf([1, 3], day));
  });
});
