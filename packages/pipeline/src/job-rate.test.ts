import { describe, expect, it } from 'vitest';
import { RateMeter } from './job-rate.js';

const read = (done: number, rows: number) => ({ phase: 'Reading a', done, total: 10_000, unit: 'bytes', rows });

describe('a rate', () => {
  it('is unknown at the first word, rows are not', () => {
    expect(new RateMeter().measure(read(1000, 10), 0)).toEqual({
      rows: 10,
      rowsPerSecond: null,
      bytesPerSecond: null,
      remainingMs: null,
    });
  });

  it('is what was done over the time that it took', () => {
    const meter = new RateMeter();
    meter.measure(read(1000, 10), 0);
    expect(meter.measure(read(3000, 30), 2000)).toEqual({
      rows: 30,
      rowsPerSecond: 10,
      bytesPerSecond: 1000,
      remainingMs: 7000,
    });
  });

  it('follows the last ten seconds, not the whole past', () => {
    const meter = new RateMeter();
    meter.measure(read(0, 0), 0);
    for (let second = 1; second <= 20; second++) meter.measure(read(100 * second, second), second * 1000);
    let last = meter.measure(read(2000, 20), 20_001);
    for (let second = 21; second <= 32; second++)
      last = meter.measure(read(2000 + 500 * (second - 20), 20), second * 1000);
    expect(last.bytesPerSecond).toBeCloseTo(500, 0);
  });

  it('begins anew with another phase of another size', () => {
    const meter = new RateMeter();
    meter.measure(read(9000, 90), 0);
    expect(meter.measure({ phase: 'Rolling up', done: 1, total: 5, unit: 'steps' }, 1000).remainingMs).toBeNull();
    expect(meter.measure({ phase: 'Rolling up', done: 2, total: 5, unit: 'steps' }, 2000)).toEqual({
      rows: null,
      rowsPerSecond: null,
      bytesPerSecond: null,
      remainingMs: 3000,
    });
  });

  it('does not count the time in which the work was held', () => {
    const meter = new RateMeter();
    meter.measure(read(1000, 10), 0);
    meter.reset();
    meter.measure(read(1000, 10), 60_000);
    expect(meter.measure(read(2000, 20), 61_000).bytesPerSecond).toBe(1000);
  });

  it('knows no remaining time without a total', () => {
    const meter = new RateMeter();
    const checking = (done: number) => ({ phase: 'Checking a', done, total: 0, unit: 'bytes' });
    meter.measure(checking(0), 0);
    expect(meter.measure(checking(500), 1000)).toMatchObject({ bytesPerSecond: 500, remainingMs: null });
  });
});
