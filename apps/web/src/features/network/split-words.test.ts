import { describe, expect, it } from 'vitest';
import type { Split } from '@iolaus/contracts';
import { linksSentence, othersSentence, splitSentence } from './split-words.js';

const figures = (id: string, accounts: number) =>
  ({ id, name: id === 'N-1' ? 'Lerna' : 'Sallow', tier: 'review', score: 0, q: 1e-9, strength: 30, accounts }) as const;
const split: Split = {
  kind: 'ip',
  value: '192.0.2.7',
  before: figures('N-1', 240),
  parts: [
    { ...figures('N-1', 120), from: 120 },
    { ...figures('N-2', 117), from: 117 },
  ],
  fallen: 3,
  held: 44,
  links: 946,
  linksAcross: 480,
  others: [],
  partOf: '',
  tookMs: 2300,
};

describe('splitSentence', () => {
  it('says who keeps how many, what the new network gets and who falls out', () => {
    expect(splitSentence(split)).toBe(
      'Cut on 44 members: Lerna keeps 120, a new network gets 117, 3 members fall out.',
    );
  });

  it('says that a network known before takes members in', () => {
    const parts = [split.parts[0], { ...figures('N-3', 300), from: 117 }];
    expect(splitSentence({ ...split, parts, fallen: 0 })).toContain('Sallow takes in 117.');
  });

  it('says where a cut parts nothing, and where nothing is left', () => {
    const whole = [{ ...figures('N-1', 240), from: 240 }];
    expect(splitSentence({ ...split, parts: whole, fallen: 0 })).toContain('stays one network of 240');
    expect(splitSentence({ ...split, parts: [], fallen: 240 })).toContain('all 240 members fall out');
  });
});

it('counts the links that go, and those whose ends part', () => {
  expect(linksSentence(split)).toBe('946 pairs of members lose the link by it; 480 of them would end apart.');
  expect(linksSentence({ ...split, links: 1, linksAcross: 0 })).toBe(
    '1 pair of members loses the link by it; none of them would end apart.',
  );
});

it('names other networks that change, three at most', () => {
  expect(othersSentence(split)).toBe('');
  const others = Array.from({ length: 5 }, (_, at) => ({ id: `N-${at}`, name: `Net ${at}`, before: 9, after: at }));
  expect(othersSentence({ ...split, others })).toBe(
    '5 other networks change: Net 0 9 → 0, Net 1 9 → 1, Net 2 9 → 2, and 2 more.',
  );
});
