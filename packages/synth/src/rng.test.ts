import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from './rng.js';

fc.configureGlobal({ seed: 7 });

const seed = fc.nat(1_000_000);
const draws = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);

describe('Rng', () => {
  it('gives the same numbers for the same seed', () => {
    fc.assert(
      fc.property(seed, (from) => {
        const [one, other] = [new Rng(from), new Rng(from)];
        expect(draws(50, () => one.next())).toEqual(draws(50, () => other.next()));
      }),
    );
  });

  it('gives other numbers for another seed', () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        fc.pre(a !== b);
        const [one, other] = [new Rng(a), new Rng(b)];
        expect(draws(4, () => one.next())).not.toEqual(draws(4, () => other.next()));
      }),
    );
  });

  it('gives the numbers that it gave on every machine before', () => {
    const rng = new Rng(1);
    expect(draws(3, () => rng.int(0, 999_999))).toEqual([380_158, 814_799, 611_565]);
  });

  it('spreads numbers evenly over 0 to 1', () => {
    const rng = new Rng(3);
    const tenths = new Uint32Array(10);
    for (let at = 0; at < 20_000; at++) tenths[Math.floor(rng.next() * 10)]++;
    expect(Math.min(...tenths)).toBeGreaterThan(1850);
    expect(Math.max(...tenths)).toBeLessThan(2150);
  });

  it('includes both ends of a range', () => {
    const rng = new Rng(3);
    expect([...new Set(draws(200, () => rng.int(-2, 1)))].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1]);
  });

  it('picks from a list and never past its end, the first far more often when asked for the popular', () => {
    const rng = new Rng(3);
    const list = draws(60, () => 0).map((_, at) => at);
    const popular = draws(20_000, () => rng.pickPopular(list));
    const share = (of: number): number => popular.filter((each) => each === of).length / popular.length;
    expect(new Set(popular)).toEqual(new Set(list));
    expect(share(0) / share(9)).toBeGreaterThan(5);
    expect(new Set(draws(2000, () => rng.pick(list)))).toEqual(new Set(list));
  });

  it('samples without taking anything twice', () => {
    fc.assert(
      fc.property(seed, fc.uniqueArray(fc.nat()), fc.nat(20), (from, list, count) => {
        const sample = new Rng(from).sample(list, count);
        expect(sample).toHaveLength(Math.min(count, list.length));
        expect(new Set(sample).size).toBe(sample.length);
        expect(sample.every((each) => list.includes(each))).toBe(true);
      }),
    );
  });

  it('keeps to the chance and to the mean that it is given', () => {
    const rng = new Rng(3);
    expect(draws(20_000, () => rng.chance(0.3)).filter(Boolean).length / 20_000).toBeCloseTo(0.3, 1);
    expect(draws(20_000, () => rng.exponential(5)).reduce((a, b) => a + b, 0) / 20_000).toBeCloseTo(5, 0);
  });

  it('makes tokens without letters that look like others', () => {
    expect(new Rng(3).token(500)).toMatch(/^[0-9a-hj-km-np-tv-z]{500}$/);
  });
});
