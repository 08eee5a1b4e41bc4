import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPaths, type Holdings, type PathLimits } from './paths.js';

const LIMITS: PathLimits = { most: 5, mostSteps: 4, mostLooked: 10_000 };
/** Indicators as [bits, holders]. */
const holdingsOf = (...indicators: readonly (readonly [number, readonly number[]])[]): Holdings => ({
  bits: indicators.map(([bits]) => bits),
  holders: indicators.map(([, holders]) => holders),
});
const found = (holdings: Holdings, limits: Partial<PathLimits> = {}) =>
  findPaths(holdings, [0, 1], { ...LIMITS, ...limits });
const indicatorsOf = (holdings: Holdings, limits: Partial<PathLimits> = {}) =>
  found(holdings, limits).paths.map(({ indicators }) => indicators);

describe('paths between two accounts', () => {
  it('are first what both hold, the most telling first', () => {
    expect(found(holdingsOf([4, [0, 1]], [9, [0, 1]]))).toEqual({
      paths: [
        { indicators: [1], via: [], bits: 9 },
        { indicators: [0], via: [], bits: 4 },
      ],
      isWhole: true,
    });
  });

  it('put a longer path of stronger steps before a shorter one with a weak step', () => {
    expect(indicatorsOf(holdingsOf([4, [0, 1]], [9, [0, 2]], [8, [1, 2]]))).toEqual([[1, 2], [0]]);
  });

  it('put the shorter of two with the same weakest step first, then the one with more bits', () => {
    const holdings = holdingsOf([5, [0, 1]], [5, [0, 2]], [7, [1, 2]], [5, [0, 3]], [9, [1, 3]]);
    expect(indicatorsOf(holdings)).toEqual([[0], [3, 4], [1, 2]]);
  });

  it('name the first account between, and how many would do as well', () => {
    expect(found(holdingsOf([9, [0, 2, 3, 4]], [8, [1, 2, 3, 4]])).paths).toEqual([
      { indicators: [0, 1], via: [{ account: 2, others: 2 }], bits: 8 },
    ]);
  });

  it('go over three accounts between, and no more', () => {
    const chain = holdingsOf([9, [0, 2]], [9, [2, 3]], [9, [3, 4]], [9, [1, 4]]);
    expect(indicatorsOf(chain)).toEqual([[0, 1, 2, 3]]);
    expect(indicatorsOf(chain, { mostSteps: 3 })).toEqual([]);
  });

  it('never go round about: what one of them shortens is left out', () => {
    // 2 holds both 0 and 1; the way over 3 by indicator 2 comes to the same.
    expect(indicatorsOf(holdingsOf([9, [0, 2, 3]], [9, [1, 2, 4]], [9, [3, 4]]))).toEqual([[0, 1]]);
  });

  it('are none where nothing joins the two', () => {
    expect(found(holdingsOf([9, [0, 2]], [9, [1, 3]]))).toEqual({ paths: [], isWhole: true });
    expect(found(holdingsOf())).toEqual({ paths: [], isWhole: true });
  });

  it('are as many as asked for', () => {
    expect(indicatorsOf(holdingsOf([4, [0, 1]], [9, [0, 1]], [7, [0, 1]]), { most: 2 })).toEqual([[1], [2]]);
  });

  it('say so when the search gives up', () => {
    const holdings = holdingsOf([9, [0, 2]], [9, [2, 3]], [9, [1, 3]]);
    expect(found(holdings, { mostLooked: 2 })).toEqual({ paths: [], isWhole: false });
  });
});

/** All paths without a shortcut, found by trying everything. */
function everyPath({ bits, holders }: Holdings, mostSteps: number): number[][] {
  const meet = (i: number, j: number): boolean => holders[i].some((x) => x > 1 && holders[j].includes(x));
  const all: number[][] = [];
  const go = (path: number[]): void => {
    const last = path.at(-1)!;
    if (holders[last].includes(1)) return void all.push(path);
    if (path.length === mostSteps) return;
    bits.forEach((_, j) => {
      const isNew = !path.includes(j) && meet(last, j) && !holders[j].includes(0);
      if (isNew && !path.slice(0, -1).some((i) => meet(i, j))) go([...path, j]);
    });
  };
  bits.forEach((_, i) => holders[i].includes(0) && go([i]));
  return all;
}

it('finds the same best paths as trying everything does', () => {
  const indicator = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(indicator, { maxLength: 9 }), (indicators) => {
      const holdings = holdingsOf(...indicators.map(([bits, of]) => [bits, of.toSorted((x, y) => x - y)] as const));
      const rank = (path: readonly number[]): number[] => {
        const own = path.map((i) => holdings.bits[i]);
        return [-Math.min(...own), path.length, -own.reduce((x, y) => x + y, 0), ...path];
      };
      const best = everyPath(holdings, 4).toSorted((x, y) => {
        const [p, q] = [rank(x), rank(y)];
        const at = p.findIndex((value, place) => value !== q[place]);
        return at < 0 ? 0 : p[at] - q[at];
      });
      expect(indicatorsOf(holdings)).toEqual(best.slice(0, 5));
    }),
    { seed: 4, numRuns: 400 },
  );
});
