import { describe, expect, it } from 'vitest';
import { NO_MEMO, RunMemo } from './memo.js';
import { countMeetings, recountPairs, type PairCounts } from './pair-counts.js';
import { randomOf } from './testing/worlds.js';

const SPAN = 40;
/** Of every fourth item the next one is computed. */
const isDerived = (e: number, f: number): boolean => Math.abs(e - f) === 1 && Math.min(e, f) % 4 === 0;

const drawRows = (random: () => number, rows: number): number[][] =>
  Array.from({ length: rows }, () => Array.from({ length: SPAN }, (_, e) => e).filter(() => random() < 0.15));

function packed(rows: readonly (readonly number[])[]): { start: Uint32Array; items: Uint32Array; kappa: number } {
  const start = new Uint32Array(rows.length + 1);
  rows.forEach((row, at) => (start[at + 1] = start[at] + row.length));
  return { start, items: Uint32Array.from(rows.flat()), kappa: 1 };
}

function plainly(rows: readonly (readonly number[])[], least: number): [key: number, count: number][] {
  const counts = new Map<number, number>();
  for (const row of rows)
    for (const e of row)
      for (const f of row) if (e < f && !isDerived(e, f)) counts.set(e * SPAN + f, (counts.get(e * SPAN + f) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= least).sort((x, y) => x[0] - y[0]);
}

const listed = ({ keys, counts }: PairCounts): [number, number][] => Array.from(keys, (key, at) => [key, counts[at]]);

describe('counts of pairs', () => {
  it('are how many rows have both, of those that meet often enough, in the order of the items', () => {
    const random = randomOf(3);
    for (let round = 0; round < 30; round++) {
      const rows = drawRows(random, Math.floor(random() * 60));
      for (const least of [1, 2, 4])
        expect(listed(countMeetings(packed(rows), { span: SPAN, least, isDerived }))).toEqual(plainly(rows, least));
    }
  });

  it('are the same when only the rows that changed are counted again', () => {
    const random = randomOf(5);
    const memo = new RunMemo(1 << 24);
    const rows = drawRows(random, 80);
    for (let round = 0; round < 30; round++) {
      for (let change = Math.floor(random() * 12); change > 0; change--)
        rows[Math.floor(random() * rows.length)] = drawRows(random, 1)[0];
      memo.nextRun();
      const pairing = { span: SPAN, least: 2, isDerived };
      expect(listed(recountPairs(memo, packed(rows), pairing))).toEqual(plainly(rows, 1));
      expect(listed(recountPairs(NO_MEMO, packed(rows), pairing))).toEqual(plainly(rows, 2));
    }
  });
});
