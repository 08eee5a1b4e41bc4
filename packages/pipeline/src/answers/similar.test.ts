import { MOST_SELECTED, type Frame } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { similarIn } from './similar.js';

/** A frame of so many accounts in which each list of holders is an indicator of so many bits. */
function frameOf(
  accounts: number,
  indicators: readonly (readonly [holders: readonly number[], bits?: number])[],
): Frame {
  const starts = [0];
  for (const [holders] of indicators) starts.push(starts.at(-1)! + holders.length);
  const zeros = new Float32Array(indicators.length);
  return {
    network: 'N-0001',
    extent: { minX: 0, minY: 0, maxX: 1, maxY: 1 },
    accountX: new Float32Array(accounts),
    accountY: new Float32Array(accounts),
    accountCommunity: new Uint16Array(accounts),
    accountSize: new Uint8Array(accounts),
    accountBits: new Uint8Array(accounts),
    kinds: ['ip'],
    indicatorValues: indicators.map((_, at) => `192.0.2.${at}`),
    indicatorKind: new Uint8Array(indicators.length),
    indicatorX: zeros,
    indicatorY: zeros,
    indicatorCommunity: new Uint16Array(indicators.length),
    indicatorReach: new Uint32Array(indicators.length),
    indicatorBits: Float32Array.from(indicators, ([, bits = 8]) => bits),
    indicatorIsHeart: new Uint8Array(indicators.length),
    linkStart: Uint32Array.from(starts),
    linkAccount: Uint32Array.from(indicators.flatMap(([holders]) => holders)),
  };
}

const IDS = Array.from({ length: 2000 }, (_, at) => `acct_${at}`);

describe('who shares indicators with a selection', () => {
  const frame = frameOf(20, [
    [[0, 1, 2], 8],
    [[0, 1], 6],
    [[0, 3], 9],
    [[4, 5], 9],
  ]);

  it('counts for each number how many share as many, and lists who shares most first', () => {
    const answer = similarIn(frame, IDS, ['acct_0']);
    expect(answer.atLeast).toEqual([3, 1]);
    expect(answer.accounts).toEqual([
      { account: 'acct_1', shared: 2, bits: 14 },
      { account: 'acct_3', shared: 1, bits: 9 },
      { account: 'acct_2', shared: 1, bits: 8 },
    ]);
    expect(answer).toMatchObject({ selected: 1, others: 19, indicators: 3, common: 0, comparable: 4 });
  });

  it('takes what several selected accounts hold together, and lists none of them', () => {
    const answer = similarIn(frame, IDS, ['acct_0', 'acct_4']);
    expect(answer.accounts.map(({ account }) => account)).toEqual(['acct_1', 'acct_3', 'acct_5', 'acct_2']);
    expect(answer.indicators).toBe(4);
  });

  it('does not count what a fifth of the members hold, and says so', () => {
    const common = frameOf(20, [[[0, 1, 2, 3, 4]], [[0, 1, 2, 3]]]);
    expect(similarIn(common, IDS, ['acct_0'])).toMatchObject({ indicators: 1, common: 1, atLeast: [3] });
  });

  it('counts all and lists as many as an answer holds', () => {
    const many = Array.from({ length: 300 }, (_, at) => at);
    const answer = similarIn(frameOf(2000, [[many]]), IDS, ['acct_0']);
    expect([answer.atLeast, answer.accounts.length]).toEqual([[299], MOST_SELECTED]);
  });

  it('is empty for accounts that are no members', () => {
    expect(similarIn(frame, IDS, ['acct_none'])).toMatchObject({
      selected: 0,
      indicators: 0,
      atLeast: [],
      accounts: [],
    });
  });
});
