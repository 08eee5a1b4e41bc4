import { describe, expect, it } from 'vitest';
import { stateOf } from './constraint-state.js';

const rule = { verb: 'exclude-account', account: 'acct_1' } as const;
const detection = (constraints: string, unmet: string[] = []) => ({
  parameters: { seed: 7, ...(constraints === '' ? {} : { constraints }) },
  unmet,
});

describe('the state of a constraint', () => {
  const held = { id: 'C-0001', rule, undoneMs: null };

  it('is in force where the shown networks were detected with it', () => {
    expect(stateOf(held, detection('C-0001 C-0002'))).toEqual({ kind: 'in-force' });
  });

  it('is unmet, with why, where it speaks of what the data does not hold', () => {
    expect(stateOf(held, detection('C-0001', ['C-0001']))).toEqual({
      kind: 'unmet',
      why: 'The account is not in this data.',
    });
  });

  it('waits until networks are found again, and is not taken for one with a longer id', () => {
    expect(stateOf(held, detection(''))).toEqual({ kind: 'waiting' });
    expect(stateOf(held, detection('C-00012'))).toEqual({ kind: 'waiting' });
    expect(stateOf(held, undefined)).toEqual({ kind: 'waiting' });
  });

  it('is undone at once, and says whether the shown networks still honour it', () => {
    expect(stateOf({ ...held, undoneMs: 9 }, detection('C-0001'))).toEqual({ kind: 'undone', isStillShown: true });
    expect(stateOf({ ...held, undoneMs: 9 }, detection(''))).toEqual({ kind: 'undone', isStillShown: false });
  });
});
