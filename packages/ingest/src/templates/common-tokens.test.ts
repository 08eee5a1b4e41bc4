import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonTokens } from './common-tokens.js';

fc.configureGlobal({ seed: 20_260_316 });

/** The same by the table of all lengths. */
function byTable(base: Int32Array, list: Int32Array): number[] {
  const best = Array.from({ length: base.length + 1 }, () => new Uint16Array(list.length + 1));
  for (let i = base.length - 1; i >= 0; i--)
    for (let j = list.length - 1; j >= 0; j--)
      best[i][j] = base[i] === list[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
  const indices: number[] = [];
  for (let i = 0, j = 0; i < base.length && j < list.length;) {
    if (base[i] === list[j]) {
      indices.push(i++);
      j++;
    } else if (best[i + 1][j] >= best[i][j + 1]) i++;
    else j++;
  }
  return indices;
}

const tokens = (kinds: number): fc.Arbitrary<Int32Array> =>
  fc.array(fc.integer({ min: -1, max: kinds }), { maxLength: 100 }).map((list) => Int32Array.from(list));

describe('common tokens', () => {
  it('are those of a longest common subsequence', () => {
    expect(commonTokens(Int32Array.of(1, 2, 3, 4, 5), Int32Array.of(9, 1, 3, 9, 5))).toEqual([0, 2, 4]);
    expect(commonTokens(Int32Array.of(), Int32Array.of(1))).toEqual([]);
    expect(commonTokens(Int32Array.of(1), Int32Array.of())).toEqual([]);
  });

  it.each([2, 5, 40])('are the ones that the table of all lengths gives, of %i kinds', (kinds) => {
    fc.assert(
      fc.property(tokens(kinds), tokens(kinds), (base, list) => {
        expect(commonTokens(base, list)).toEqual(byTable(base, list));
      }),
      { numRuns: 300 },
    );
  });

  it.each([29, 30, 31, 59, 60, 61, 90])('are all of %i equal ones, at the borders of words', (length) => {
    const same = Int32Array.from({ length }, (_, at) => at % 7);
    expect(commonTokens(same, same)).toEqual(Array.from({ length }, (_, at) => at));
    expect(commonTokens(same, Int32Array.from([8, ...same, 8]))).toEqual(Array.from({ length }, (_, at) => at));
  });
});
