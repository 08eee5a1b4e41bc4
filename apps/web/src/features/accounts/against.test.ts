import type { KeptSnapshot } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { againstOf, snapshotWords } from './against.js';

const snapshot = (id: string, isCurrent = false): KeptSnapshot => ({ id, createdMs: 0, isCurrent });
const KEPT = [snapshot('now', true), snapshot('before'), snapshot('oldest')];
const against = (of: { chosen?: string; seen?: string }, kept = KEPT) => {
  const found = againstOf(kept, { chosen: of.chosen, seen: of.seen });
  return found.kind === 'kept' ? [found.snapshot.id, found.why] : found;
};

describe('the snapshot that accounts are compared with', () => {
  it('is the chosen one, else the one that was seen, else the one before this', () => {
    expect(against({ chosen: 'oldest', seen: 'before' })).toEqual(['oldest', 'chosen']);
    expect(against({ seen: 'oldest' })).toEqual(['oldest', 'seen']);
    expect(against({ chosen: 'oldest', seen: 'oldest' })).toEqual(['oldest', 'seen']);
    expect(against({ seen: 'now' })).toEqual(['now', 'seen']);
    expect(against({})).toEqual(['before', 'before']);
  });

  it('is the oldest that is kept where the one that was seen is gone, and no other where a chosen one is', () => {
    expect(against({ seen: 'dropped' })).toEqual(['oldest', 'nearest']);
    expect(against({ chosen: 'dropped', seen: 'before' })).toEqual({ kind: 'gone', id: 'dropped' });
  });

  it('is none where there is no earlier one', () => {
    expect(against({ seen: 'now' }, [snapshot('now', true)])).toEqual({ kind: 'none' });
    expect(against({}, [])).toEqual({ kind: 'none' });
  });

  it('is called by its time', () => {
    expect(snapshotWords({ createdMs: Date.UTC(2026, 10, 22, 6) })).toBe('22 Nov 06:00');
  });
});
