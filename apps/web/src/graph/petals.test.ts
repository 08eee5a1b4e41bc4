import { describe, expect, it } from 'vitest';
import { glyphSize, petalRadius } from './petals.js';
import { buildFrame } from './testing/build-frame.js';

/** A seed at the origin that is held by accounts at these distances. */
const petalOf = (distances: readonly number[], seed: { isHeart?: boolean } = {}) =>
  buildFrame(
    distances.map((x) => ({ x })),
    [{ ...seed, holders: distances.map((_, at) => at) }],
  );

describe('the size of a glyph', () => {
  it('grows with the members that hold the indicator, slower than their number', () => {
    const frame = buildFrame(
      [],
      [{ holders: [0] }, { holders: [0, 1, 2] }, { holders: Array.from({ length: 15 }, (_, at) => at) }],
    );
    expect([0, 1, 2].map((indicator) => glyphSize(frame, indicator))).toEqual([12.2, 14.4, 18.8]);
  });

  it('is ten pixels for an indicator that no member holds', () => {
    expect(glyphSize(buildFrame([], [{}]), 0)).toBe(10);
  });

  it('never passes 22 pixels', () => {
    const holders = Array.from({ length: 5000 }, (_, at) => at);
    expect(glyphSize(buildFrame([], [{ holders }]), 0)).toBe(22);
  });
});

describe('the reach of a petal', () => {
  it('is the distance of its farthest account', () => {
    expect(petalRadius(petalOf([10, 12, 14, 20]), 0)).toBe(20);
  });

  it('ends before accounts that stand in another petal', () => {
    const accounts = [{ x: 10 }, { x: 14 }, { x: 60 }, { x: 95 }];
    const frame = buildFrame(accounts, [{ holders: [0, 1, 2, 3] }, { x: 90, holders: [2, 3] }]);
    expect(petalRadius(frame, 0)).toBe(14);
  });

  it('takes no notice of seeds of other communities, or of the heart', () => {
    const frame = buildFrame(
      [{ x: 10 }, { x: 60 }],
      [{ holders: [0, 1] }, { x: 60, community: 1 }, { x: 60, isHeart: true }],
    );
    expect(petalRadius(frame, 0)).toBe(60);
  });

  it('leaves accounts of other communities out', () => {
    const frame = buildFrame([{ x: 10 }, { x: 14, community: 1 }], [{ holders: [0, 1] }]);
    expect(petalRadius(frame, 0)).toBe(10);
  });

  it('is measured from the seed', () => {
    expect(petalRadius(buildFrame([{ x: 13, y: 24 }], [{ x: 10, y: 20, holders: [0] }]), 0)).toBe(5);
  });

  it('is nothing in the heart, and without accounts', () => {
    expect(petalRadius(petalOf([10, 12], { isHeart: true }), 0)).toBe(0);
    expect(petalRadius(petalOf([]), 0)).toBe(0);
  });

  it('is told apart for two frames', () => {
    expect([petalRadius(petalOf([10]), 0), petalRadius(petalOf([20]), 0)]).toEqual([10, 20]);
  });
});
