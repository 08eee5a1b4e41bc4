import type { ReleaseTable } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { pivotOf } from './pivot.js';

type Row = readonly [release: number, account: number, exchanges: number, onNew: number];
/** Members are the accounts below 20. */
const MEMBERS = 20;

const tableOf = (rows: readonly Row[], models = ['model-2', 'model-3']): ReleaseTable => ({
  releases: models.map((model, at) => ({ model, releaseMs: 1_790_000_000_000 + at })),
  release: Uint16Array.from(rows, ([release]) => release),
  isMember: Uint8Array.from(rows, ([, account]) => (account < MEMBERS ? 1 : 0)),
  exchanges: Uint32Array.from(rows, ([, , exchanges]) => exchanges),
  onNew: Uint32Array.from(rows, ([, , , onNew]) => onNew),
  accounts: new Uint32Array(rows.length).fill(1),
});

/** Accounts from … of which the first `moved` use the new model alone and the others not at all. */
const crowd = (release: number, of: { from: number; count: number; moved: number; exchanges?: number }): Row[] =>
  Array.from({ length: of.count }, (_, at) => [
    release,
    of.from + at,
    of.exchanges ?? 6,
    at < of.moved ? (of.exchanges ?? 6) : 0,
  ]);

describe('pivotOf', () => {
  it('gives the shares of members and others that moved, and the score of two proportions', () => {
    const rows = [...crowd(0, { from: 0, count: 20, moved: 12 }), ...crowd(0, { from: 100, count: 200, moved: 20 })];
    const pivot = pivotOf(tableOf(rows));
    expect(pivot).toMatchObject({ model: 'model-2', share01: 0.6, populationShare01: 0.1, members: 20, others: 200 });
    const pooled = 32 / 220;
    expect(pivot?.z).toBeCloseTo(0.5 / Math.sqrt(pooled * (1 - pooled) * (1 / 20 + 1 / 200)), 9);
  });

  it('counts a row as often as there are accounts of it', () => {
    const rows: Row[] = [
      [0, 0, 6, 6],
      [0, 1, 6, 0],
      [0, 100, 6, 6],
      [0, 101, 6, 0],
    ];
    const table = { ...tableOf(rows), accounts: Uint32Array.of(12, 8, 20, 180) };
    expect(pivotOf(table)).toMatchObject({ share01: 0.6, populationShare01: 0.1, members: 20, others: 200 });
  });

  it('finds nothing remarkable in members who move as others do', () => {
    const rows = [...crowd(0, { from: 0, count: 20, moved: 2 }), ...crowd(0, { from: 100, count: 200, moved: 20 })];
    expect(pivotOf(tableOf(rows))?.z).toBeCloseTo(0, 9);
  });

  it('gives the release that stands out most', () => {
    const rows = [0, 1].flatMap((release) => [
      ...crowd(release, { from: 0, count: 20, moved: release === 1 ? 18 : 6 }),
      ...crowd(release, { from: 100, count: 200, moved: 20 }),
    ]);
    expect(pivotOf(tableOf(rows))).toMatchObject({ model: 'model-3', share01: 0.9 });
  });

  it('counts an account that uses the new model for half of its exchanges as moved, for less as not', () => {
    const half = (onNew: number): Row[] => [
      ...Array.from({ length: 20 }, (_, a): Row => [0, a, 10, onNew]),
      ...crowd(0, { from: 100, count: 200, moved: 0 }),
    ];
    expect(pivotOf(tableOf(half(5)))?.share01).toBe(1);
    expect(pivotOf(tableOf(half(4)))?.share01).toBe(0);
  });

  it('does not count accounts of hardly any exchange', () => {
    const rows = [
      ...crowd(0, { from: 0, count: 10, moved: 10 }),
      ...crowd(0, { from: 10, count: 10, moved: 0, exchanges: 2 }),
      ...crowd(0, { from: 100, count: 200, moved: 20 }),
    ];
    expect(pivotOf(tableOf(rows))).toMatchObject({ share01: 1, members: 10 });
  });

  it('says nothing where there is no release, or hardly anybody active on either side', () => {
    expect(pivotOf(tableOf([], []))).toBeUndefined();
    expect(pivotOf(tableOf(crowd(0, { from: 0, count: 20, moved: 20 })))).toBeUndefined();
    const few = [...crowd(0, { from: 0, count: 4, moved: 4 }), ...crowd(0, { from: 100, count: 200, moved: 20 })];
    expect(pivotOf(tableOf(few))).toBeUndefined();
  });

  it('takes a release to which all moved for none that stands out', () => {
    const rows = [...crowd(0, { from: 0, count: 20, moved: 20 }), ...crowd(0, { from: 100, count: 20, moved: 20 })];
    expect(pivotOf(tableOf(rows))?.z).toBe(0);
  });
});
