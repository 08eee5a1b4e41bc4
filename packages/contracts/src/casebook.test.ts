import { describe, expect, it } from 'vitest';
import { command, recordedCommand, revealRequest, stepsQuery, type Command } from './casebook.js';
import { rule } from './constraints.js';
import { LIST_LINES, MOST_JUDGED } from './limits.js';

const accepts = (given: unknown): boolean => command.safeParse(given).success;
const parsed = (given: unknown): Command => command.parse(given);
const account = (id: string) => ({ on: 'account', id });

describe('the name of what is spoken of', () => {
  const odd = ' agent/1.0 ';

  it('is taken as the data has it, with the white space at its ends: without it, it would be another one', () => {
    for (const subject of [account(odd), { on: 'indicator', kind: 'user-agent', value: odd }])
      expect(parsed({ verb: 'note', subject, text: 'x' })).toMatchObject({ subject });
    expect(parsed({ verb: 'verdict', subject: account(odd), verdict: 'cleared' })).toMatchObject({
      subject: account(odd),
    });
    expect(revealRequest.parse({ id: odd, dump: 'a'.repeat(64), ordinal: 1, purpose: 'why', author: 'Ana' }).id).toBe(
      odd,
    );
  });

  it.each([
    { verb: 'cut-indicator', kind: 'user-agent', value: odd },
    { verb: 'cut-link', a: odd, b: 'b' },
    { verb: 'exclude-account', account: odd },
    { verb: 'pin-account', account: odd, network: 'N-0001' },
  ])('stays as it is in the rule %j', (given) => {
    expect(rule.parse(given)).toEqual(given);
  });

  it('is refused when it is empty', () => {
    expect(accepts({ verb: 'note', subject: account(''), text: 'x' })).toBe(false);
    expect(rule.safeParse({ verb: 'exclude-account', account: '' }).success).toBe(false);
  });
});

describe('words of an investigator', () => {
  it('lose white space at their ends, and are refused when nothing is left', () => {
    expect(parsed({ verb: 'note', subject: account('a'), text: ' seen \n' })).toMatchObject({ text: 'seen' });
    expect(accepts({ verb: 'note', subject: account('a'), text: ' \n ' })).toBe(false);
    expect(accepts({ verb: 'checkpoint', name: '' })).toBe(false);
    expect(accepts({ verb: 'checkpoint', name: 'x'.repeat(121) })).toBe(false);
  });
});

describe('a verdict', () => {
  const several = (count: number) => ({
    verb: 'verdicts',
    subjects: Array.from({ length: count }, (_, at) => account(`acct_${at}`)),
    verdict: 'cleared',
  });

  it('is of a network or an account, never of an indicator', () => {
    const indicator = { on: 'indicator', kind: 'ip', value: '192.0.2.1' };
    expect(accepts({ verb: 'verdict', subject: indicator, verdict: 'cleared' })).toBe(false);
    expect(accepts({ verb: 'verdict', subject: account('a'), verdict: 'guilty' })).toBe(false);
  });

  it('is of two accounts or more as one step, and of a thousand at most', () => {
    expect([1, 2, MOST_JUDGED, MOST_JUDGED + 1].map((count) => accepts(several(count)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('the address of a saved view', () => {
  const save = (href: string) => accepts({ verb: 'save-view', name: 'mine', href });

  it.each(['/', '/n/N-0001?tier=act&find=a%20b#x', '/i/url/https%3A%2F%2Fexample.com'])('may be %s', (href) => {
    expect(save(href)).toBe(true);
  });

  it.each([
    '',
    'n/N-0001',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'https://elsewhere.example',
    '/a b',
    '/a\\b',
  ])('may not be “%s”, which is on no page of this service', (href) => {
    expect(save(href)).toBe(false);
  });
});

describe('a saved list', () => {
  const save = (text: string) => accepts({ verb: 'save-list', name: 'mine', text });

  it('has ten thousand lines at most', () => {
    const lines = (count: number): string => Array.from({ length: count }, () => 'a').join('\n');
    expect([save(lines(LIST_LINES)), save(lines(LIST_LINES + 1)), save(' \n')]).toEqual([true, false, false]);
  });
});

describe('a reveal', () => {
  const reveal = { verb: 'reveal', subject: account('a'), dump: 'a'.repeat(64), ordinal: 1, purpose: 'why' };

  it('is on record of one record with a purpose, and nobody can ask for the entry alone', () => {
    expect(recordedCommand.safeParse(reveal).success).toBe(true);
    expect(accepts(reveal)).toBe(false);
    for (const wrong of [{ ordinal: 0 }, { dump: 'a'.repeat(63) }, { purpose: ' ' }])
      expect(recordedCommand.safeParse({ ...reveal, ...wrong }).success).toBe(false);
  });
});

it('entries are asked for a hundred at a time unless told, and a thousand at most', () => {
  expect(stepsQuery.parse({})).toEqual({ which: 'steps', offset: 0, limit: 100 });
  expect(stepsQuery.parse({ limit: '1000', offset: '7' })).toMatchObject({ limit: 1000, offset: 7 });
  for (const wrong of [{ limit: 1001 }, { limit: 0 }, { offset: -1 }, { which: 'some' }])
    expect(stepsQuery.safeParse(wrong).success).toBe(false);
});
