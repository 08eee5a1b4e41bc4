import { describe, expect, it } from 'vitest';
import { factsOf, type ProgressOf } from './Progress.js';

const job = (part: Partial<ProgressOf>): ProgressOf => ({
  title: 'Import a',
  phase: 'Reading a',
  state: 'running',
  done: 1,
  total: 2,
  unit: 'bytes',
  rows: null,
  rowsPerSecond: null,
  bytesPerSecond: null,
  remainingMs: null,
  ...part,
});

describe('what is known of a job', () => {
  it.each([
    [job({}), []],
    [
      job({ rows: 212_804, bytesPerSecond: 21e6, rowsPerSecond: 41_203.4, remainingMs: 6200 }),
      ['212,804 rows', '21 MB/s', '41,203 rows/s', '7 s left'],
    ],
    [job({ state: 'waiting' }), ['Waits for the work before it']],
    [job({ state: 'paused', rows: 9, remainingMs: 5 }), ['Paused: it stops at its next safe point', '9 rows']],
  ])('of %# is said, and nothing else', (of, facts) => {
    expect(factsOf(of)).toEqual(facts);
  });
});
