import { describe, expect, it } from 'vitest';
import type { CasebookView, Hypothesis } from '@iolaus/contracts';
import {
  blockedBy,
  clashOf,
  networkSubject,
  verdictName,
  verdictsOfAccounts,
  verdictsOn,
  type Standing,
} from './verdicts.js';

const said = (of: Partial<Standing>): Standing => ({
  step: 'S-0001',
  author: 'Mira',
  atMs: 1,
  subject: networkSubject('N-1'),
  network: 'N-1',
  verdict: 'cleared',
  text: null,
  ...of,
});
const book = (...verdicts: Standing[]): CasebookView => ({
  seq: 1,
  branch: 'main',
  undo: null,
  redo: null,
  verdicts,
  notes: [],
  views: [],
  lists: [],
  takes: [],
  watched: [],
  names: [],
  branches: [],
  checkpoints: [],
  seen: [],
});
const account = (id: string) => ({ on: 'account', id }) as const;

describe('verdicts that stand', () => {
  it('on a network follow it to the number that it has now', () => {
    const moved = said({ network: 'N-9' });
    expect(verdictsOn(book(moved), { on: 'network', id: 'N-9' })).toEqual([moved]);
    expect(verdictsOn(book(moved), { on: 'network', id: 'N-1' })).toEqual([]);
  });

  it('on accounts are told by account', () => {
    const verdicts = [
      said({}),
      said({ subject: account('a'), network: null, verdict: 'confirmed' }),
      said({ subject: account('b'), network: null, verdict: 'none' }),
    ];
    expect([...verdictsOfAccounts(book(...verdicts))]).toEqual([['a', 'confirmed']]);
    expect(verdictsOfAccounts(undefined).size).toBe(0);
  });
});

describe('a clash', () => {
  const clash = (verdict: 'cleared' | 'confirmed' | 'none', author: string, ...verdicts: Standing[]) =>
    clashOf(book(...verdicts), { subjects: [networkSubject('N-1')], verdict, author });

  it('is another word of somebody else, a word taken back among them', () => {
    expect(clash('confirmed', 'Ben', said({}))).toEqual(said({}));
    expect(clash('none', 'Ben', said({}))).toEqual(said({}));
  });

  it('is neither the same word, nor a change of one’s own', () => {
    expect(clash('cleared', 'Ben', said({}))).toBeUndefined();
    expect(clash('confirmed', 'Mira', said({}))).toBeUndefined();
  });

  it('is with whoever gave no name, even where nobody says who asks', () => {
    expect(clash('confirmed', '', said({ author: null }))?.step).toBe('S-0001');
  });

  it('is with the newest word on it alone', () => {
    expect(clash('confirmed', 'Ben', said({ verdict: 'confirmed', step: 'S-0002' }), said({}))).toBeUndefined();
  });
});

describe('confirming', () => {
  const question = (of: Partial<Hypothesis>): Hypothesis => ({
    id: 'reseller',
    question: 'Reseller with real customers',
    answer: 'open',
    figure: '2,940 accounts',
    ...of,
  });

  it('waits for an answer while a question is open', () => {
    expect(blockedBy([question({ answer: 'excluded' }), question({})])).toBe(
      'One question is open: reseller with real customers, 2,940 accounts. Answer it before you confirm.',
    );
  });

  it('names all that are open, abbreviations as they are', () => {
    expect(blockedBy([question({}), question({ question: 'VPN exits', figure: '4 of 612' })])).toBe(
      '2 questions are open: reseller with real customers, 2,940 accounts; VPN exits, 4 of 612. Answer them before you confirm.',
    );
  });

  it('is free when none is', () => {
    expect(blockedBy([question({ answer: 'partly' })])).toBeUndefined();
  });
});

describe('the name of a verdict', () => {
  it('says whom, or how many', () => {
    expect(verdictName('confirmed', [networkSubject('N-1')])).toBe('Confirmed N-1');
    expect(verdictName('cleared', [account('a'), account('b')])).toBe('Cleared 2 accounts');
    expect(verdictName('none', [account('a')])).toBe('Took back the verdict on a');
  });
});
