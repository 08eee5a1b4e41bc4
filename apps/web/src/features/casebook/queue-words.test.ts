import { describe, expect, it } from 'vitest';
import type { CasebookView } from '@iolaus/contracts';
import { statusOf } from './network-status.js';
import { changeSince, changeWords, formatSince, isWorthMarking } from './since-visit.js';
import { networkSubject, type Standing } from './verdicts.js';
import { VISIT_MS, visitAt } from './visit.js';

const row = { id: 'N-1', tier: 'act' } as const;
const said = { step: 'S-0001', author: 'Mira', atMs: 1, subject: networkSubject('N-1'), network: 'N-1' };
const bookOf = (of: { verdict?: Standing['verdict']; taker?: string; isWatched?: boolean }) =>
  ({
    verdicts: of.verdict ? [{ ...said, verdict: of.verdict, text: null }] : [],
    watched: of.isWatched ? [said] : [],
    takes: of.taker === undefined ? [] : [{ ...said, author: of.taker }],
  }) as unknown as CasebookView;

describe('where a network stands', () => {
  it.each([
    ['nobody spoke of it', {}, { isOpen: true, isClosed: false, isMine: false }],
    ['somebody else took it', { taker: 'Ben' }, { isOpen: false, isClosed: false, isMine: false }],
    ['who looks took it', { taker: 'Mira' }, { isOpen: false, isMine: true }],
    ['it is watched, and waits for nobody', { isWatched: true }, { isOpen: false, isWatched: true, isClosed: false }],
    ['it was confirmed', { verdict: 'confirmed' }, { isOpen: false, isClosed: true }],
    ['it was cleared', { verdict: 'cleared' }, { isOpen: false, isClosed: true }],
    ['it is contested, which settles nothing', { verdict: 'contested' }, { isOpen: true, isClosed: false }],
  ] as const)('where %s', (_, of, expected) => {
    expect(statusOf(bookOf(of), row, 'Mira')).toMatchObject(expected);
  });

  it('is explained where it is benign, until somebody says otherwise', () => {
    const benign = { ...row, tier: 'benign' } as const;
    expect(statusOf(bookOf({}), benign, '')).toMatchObject({ isExplained: true, isOpen: false });
    expect(statusOf(bookOf({ verdict: 'contested' }), benign, '')).toMatchObject({ isExplained: false, isOpen: true });
  });

  it('is nobody’s for who gave no name, though one without a name took it', () => {
    expect(statusOf(bookOf({ taker: '' }), row, '').isMine).toBe(false);
  });
});

describe('what became of a network since the last visit', () => {
  const network = (accounts: number, event: 'grew' | 'regrown' = 'grew') => ({
    id: 'N-1',
    accounts,
    lineage: { generation: 1, predecessors: [], event, certainty: null, bits: null, signals: [] },
  });
  const words = (before: number | undefined, now: number, event?: 'regrown') =>
    changeWords(changeSince(new Map(before === undefined ? [] : [['N-1', before]]), network(now, event)));

  it('is said in accounts', () => {
    expect([words(10, 1322), words(10, 1), words(2, 1), words(10, 10)]).toEqual([
      '+1,312 accounts',
      '−9 accounts',
      '−1 account',
      'No change',
    ]);
  });

  it('is new where it was not there, and regrown where it followed a banned one', () => {
    expect([words(undefined, 3), words(undefined, 3, 'regrown'), words(3, 3, 'regrown')]).toEqual([
      'New',
      'Regrown',
      'No change',
    ]);
  });

  it('is new on a first visit, and not known where nobody said who looks', () => {
    expect(changeSince(null, network(1))).toEqual({ kind: 'new' });
    expect(changeSince(undefined, network(1))).toEqual({ kind: 'unknown' });
  });

  it('is told by the day of the week, and by the date when it is longer ago', () => {
    const now = Date.UTC(2026, 10, 27, 9);
    expect(formatSince(Date.UTC(2026, 10, 26, 17, 42), now)).toBe('Thu 17:42');
    expect(formatSince(Date.UTC(2026, 10, 20, 9), now)).toBe('20 Nov');
  });
});

describe('marking the queue as seen', () => {
  const last = { atMs: 0, snapshot: 'a', networks: [{ id: 'N-1', accounts: 3 }] };

  it('is not worth an entry where nothing differs from a mark of just now', () => {
    expect(isWorthMarking(last, { ...last, atMs: 60_000 })).toBe(false);
  });

  it.each([
    ['there is no mark yet', undefined, last],
    ['another snapshot is shown', last, { ...last, snapshot: 'b' }],
    ['a network has other accounts', last, { ...last, networks: [{ id: 'N-1', accounts: 4 }] }],
    ['a network came', last, { ...last, networks: [...last.networks, { id: 'N-2', accounts: 1 }] }],
    ['a network went', last, { ...last, networks: [] }],
    ['the mark is old', last, { ...last, atMs: 30 * 60_000 }],
  ])('is, where %s', (_, before, now) => {
    expect(isWorthMarking(before, now)).toBe(true);
  });
});

describe('a visit', () => {
  const seen = { atMs: 0, snapshot: 'a', networks: [] };
  const later = { atMs: 9, snapshot: 'b', networks: [] };
  const visit = { author: 'Mira', seen, hereMs: 0 };

  it('goes on for who comes back soon, with what was new still new', () => {
    expect(visitAt(visit, { author: 'Mira', seen: later, nowMs: VISIT_MS - 1 })).toEqual({
      author: 'Mira',
      seen,
      hereMs: VISIT_MS - 1,
    });
  });

  it('begins anew after a while away, and for somebody else', () => {
    expect(visitAt(visit, { author: 'Mira', seen: later, nowMs: VISIT_MS }).seen).toBe(later);
    expect(visitAt(visit, { author: 'Ben', seen: null, nowMs: 1 }).seen).toBeNull();
    expect(visitAt(undefined, { author: 'Ben', seen: later, nowMs: 1 }).seen).toBe(later);
  });
});
