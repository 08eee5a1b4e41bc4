import { describe, expect, it } from 'vitest';
import type { StepRow } from '@iolaus/contracts';
import { entriesOf } from './journal-entries.js';

const row = (seq: number, of: Partial<StepRow> = {}): StepRow => ({
  seq,
  id: `S-000${seq}`,
  atMs: seq,
  author: 'Mira',
  branch: 'main',
  verb: 'note',
  name: `Noted ${seq}`,
  state: 'now',
  subject: null,
  ...of,
});
const verdict = (seq: number, of: Partial<StepRow> = {}): StepRow =>
  row(seq, {
    verb: 'verdict',
    name: `Confirmed account acct_${seq}`,
    subject: { on: 'account', id: `acct_${seq}` },
    ...of,
  });
const branch = (name: string, isCurrent = false) => ({ name, isCurrent, steps: 1, from: null, madeMs: null });
const newestFirst = (...rows: StepRow[]) => rows.toReversed();
const names = (...rows: StepRow[]) =>
  entriesOf(newestFirst(...rows), [branch('main', true)]).entries.map((each) => each.name);

describe('the steps on record', () => {
  it('stand with the newest at the bottom, undone ones in their place', () => {
    expect(names(row(1), row(2, { state: 'undone' }), row(3))).toEqual(['Noted 1', 'Noted 2', 'Noted 3']);
  });

  it('are one line where one person judged several at once', () => {
    expect(names(verdict(1), verdict(2), verdict(3), row(4), verdict(5))).toEqual([
      'Confirmed 3 accounts',
      'Noted 4',
      'Confirmed account acct_5',
    ]);
  });

  it.each([
    ['another person', { author: 'Ben' }],
    ['another word', { name: 'Cleared account acct_2' }],
    ['another time', { atMs: 9000 }],
    ['an undone one', { state: 'undone' as const }],
    ['a network', { name: 'Confirmed network N-1', subject: { on: 'network' as const, id: 'N-1', anchors: [] } }],
  ])('are lines of their own for %s', (_, of) => {
    expect(names(verdict(1), verdict(2, of))).toHaveLength(2);
  });

  it('take back several verdicts in one line too', () => {
    const back = (seq: number) => verdict(seq, { name: `Took back the verdict on account acct_${seq}` });
    expect(names(back(1), back(2))).toEqual(['Took back the verdict on 2 accounts']);
  });
});

describe('steps that were replaced', () => {
  const replaced = row(2, { state: 'elsewhere', branch: 'main before S-0003' });

  it('stand folded under the step that replaced them', () => {
    const { entries, others } = entriesOf(newestFirst(row(1), replaced, row(3)), [
      branch('main before S-0003'),
      branch('main', true),
    ]);
    expect(entries.map(({ name, folds }) => [name, folds.map((fold) => fold.rows.map(({ id }) => id))])).toEqual([
      ['Noted 1', []],
      ['Noted 3', [['S-0002']]],
    ]);
    expect(others).toEqual([]);
  });

  it('are among the other branches where that step is not on this one', () => {
    const { others } = entriesOf(newestFirst(row(1), row(2), row(3, { state: 'elsewhere' })), [
      branch('main before S-0003', true),
      branch('main'),
    ]);
    expect(others.map((fold) => [fold.branch, fold.rows.length])).toEqual([['main', 1]]);
  });

  it('name a branch that has no step of its own as well', () => {
    expect(entriesOf([], [branch('trial'), branch('main', true)]).others).toEqual([{ branch: 'trial', rows: [] }]);
  });
});
