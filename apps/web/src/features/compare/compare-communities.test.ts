import { describe, expect, it } from 'vitest';
import { buildFrame } from '../../graph/testing/build-frame.js';
import { compareCommunities, likenessOfDays } from './compare-communities.js';

const frame = buildFrame(
  [{ community: 0 }, { community: 0 }, { community: 1 }, { community: 1 }, { community: 2 }],
  [
    { kind: 'ip', value: 'both weakly', bits: 2, holders: [0, 2] },
    { kind: 'payment-method', value: 'both strongly', bits: 9, holders: [0, 2] },
    { kind: 'ip', value: 'both twice', bits: 9, holders: [0, 1, 2, 3] },
    { kind: 'ip', value: 'first alone', bits: 5, holders: [0, 1, 4] },
    { kind: 'device', value: 'second alone', bits: 5, holders: [3] },
    { kind: 'ip', value: 'third alone', bits: 5, holders: [4] },
  ],
);

describe('compareCommunities', () => {
  const found = compareCommunities(frame, 0, 1);

  it('lists what both hold, what joins most members first', () => {
    expect(found.shared.map(({ value, inA, inB }) => [value, inA, inB])).toEqual([
      ['both twice', 2, 2],
      ['both strongly', 1, 1],
      ['both weakly', 1, 1],
    ]);
  });

  it('lists what one holds alone, and nothing of a third', () => {
    expect(found.onlyA.map(({ value, inA }) => [value, inA])).toEqual([['first alone', 2]]);
    expect(found.onlyB.map(({ value, inB }) => [value, inB])).toEqual([['second alone', 1]]);
  });

  it('counts by kind, and the other way round when asked so', () => {
    expect(found.kinds).toEqual([
      { kind: 'ip', onlyA: 1, both: 2, onlyB: 0 },
      { kind: 'payment-method', onlyA: 0, both: 1, onlyB: 0 },
      { kind: 'device', onlyA: 0, both: 0, onlyB: 1 },
    ]);
    const other = compareCommunities(frame, 1, 0);
    expect(other.shared.map(({ value }) => value)).toEqual(found.shared.map(({ value }) => value));
    expect(other.onlyA).toEqual(found.onlyB.map((each) => ({ ...each, inA: each.inB, inB: each.inA })));
  });
});

describe('likenessOfDays', () => {
  it('is 1 for the same rise, −1 for the opposite, unknown where nothing changes', () => {
    expect(likenessOfDays([0, 1, 2], [0.1, 0.2, 0.3])).toBeCloseTo(1);
    expect(likenessOfDays([0, 1, 2], [3, 2, 1])).toBeCloseTo(-1);
    expect(likenessOfDays([1, 1], [0, 1])).toBeUndefined();
  });
});
