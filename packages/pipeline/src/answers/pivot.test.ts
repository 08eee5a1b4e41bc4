import { describe, expect, it } from 'vitest';
import type { ReleaseTable } from '@iolaus/contracts';
import { pivotAnswer } from './pivot.js';

const RELEASE = { model: 'swift-2', releaseMs: Date.UTC(2026, 8, 3, 14, 5) };

/** Accounts of six exchanges each: some who moved, and others who did not. */
const table = (
  releases: ReleaseTable['releases'],
  of: { readonly members: readonly [moved: number, not: number]; readonly others: readonly [number, number] },
): ReleaseTable => ({
  releases,
  release: new Uint16Array(4),
  isMember: Uint8Array.of(1, 1, 0, 0),
  exchanges: new Uint32Array(4).fill(6),
  onNew: Uint32Array.of(6, 0, 6, 0),
  accounts: Uint32Array.of(...of.members, ...of.others),
});

describe('whether a network moved to a new model first', () => {
  it('is told by the shares of members and of others', () => {
    const answer = pivotAnswer(table([RELEASE], { members: [30, 20], others: [50, 950] }));
    expect(answer).toMatchObject({
      answer: 'measured',
      sentence:
        '60 % of 50 members moved to swift-2 within 24 hours of its first record (2026-09-03 14:05 UTC), of 1,000 other accounts 5 %.',
      model: 'swift-2',
      share01: 0.6,
      populationShare01: 0.05,
      members: 50,
      others: 1000,
    });
    expect(answer.score).toBeGreaterThan(10);
  });

  it('is not told where no model is new, or too few were active', () => {
    const none = { ...table([], { members: [0, 0], others: [0, 0] }), accounts: new Uint32Array() };
    expect(pivotAnswer(none)).toMatchObject({ answer: 'no-release', model: null, share01: null, score: null });
    const few = pivotAnswer(table([RELEASE], { members: [2, 2], others: [50, 950] }));
    expect(few).toMatchObject({ answer: 'too-few', model: null, members: 0 });
    expect(few.sentence).toBe('Too few accounts were active when the new model came up to say who moved first.');
  });
});
