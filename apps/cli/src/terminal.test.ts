import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTerminal, progressLine, table, visible } from './terminal.js';

const HOSTILE = [
  ['an escape sequence', '\u001b[2Jgone', '<U+001B>[2Jgone'],
  ['a one-byte escape sequence', '\u009b31mred', '<U+009B>31mred'],
  ['a title of the window', '\u001b]0;root\u0007', '<U+001B>]0;root<U+0007>'],
  ['a carriage return', 'refused\raccepted', 'refused<U+000D>accepted'],
  ['a line of its own', 'a\n✓ intact', 'a<U+000A>✓ intact'],
  ['a line separator', 'a\u2028✓ intact', 'a<U+2028>✓ intact'],
  ['a backspace', 'acct_1\b2', 'acct_1<U+0008>2'],
  ['reversed reading', 'acct_\u202e1d', 'acct_<U+202E>1d'],
  ['an isolate', '\u2066x\u2069', '<U+2066>x<U+2069>'],
  ['a width of zero', 'acct\u200b_1', 'acct<U+200B>_1'],
  ['the beginning of a note between the lines', 'a\ufff9b', 'a<U+FFF9>b'],
  ['an empty letter', 'acct_1\u3164', 'acct_1<U+3164>'],
  ['a tag beyond the basic plane', 'a\u{e0041}', 'a<U+E0041>'],
] as const;

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe('a line that holds text from a dump', () => {
  it.each(HOSTILE)('shows %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('stays as it is when everything in it can be seen', () => {
    expect(visible('Überweisung 4 €, 東京, ••07b2 ‹…›')).toBe('Überweisung 4 €, 東京, ••07b2 ‹…›');
  });

  it('never holds a hidden character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(HIDDEN);
      }),
      { seed: 1 },
    );
  });
});

describe('a table', () => {
  it('pads words to the right and numbers to the left', () => {
    expect(
      table(
        ['id', 'accounts'],
        [
          ['N-0001', 12_345],
          ['N-2', 7],
        ],
      ),
    ).toEqual(['id      accounts', 'N-0001    12,345', 'N-2            7']);
  });

  it('ends no line with spaces', () => {
    expect(table(['a', 'b'], [['x', '']])).toEqual(['a  b', 'x']);
  });

  it('is its head alone when there is no row', () => {
    expect(table(['id', 'accounts'], [])).toEqual(['id  accounts']);
  });

  it('reads a column that is not all numbers as words', () => {
    expect(
      table(
        ['n', 'x'],
        [
          [1, 'a'],
          ['unknown', 'b'],
        ],
      )[1],
    ).toBe('1        a');
  });

  it('makes room for the mark of a hidden character', () => {
    expect(table(['value', 'rows'], [['a\u001b', 3]])).toEqual(['value      rows', 'a<U+001B>     3']);
  });

  it('has one line a row, whatever its cells hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.integer())), (rows) => {
        const lines = table(['value', 'rows'], rows);
        expect(lines).toHaveLength(rows.length + 1);
        expect(lines.join('')).not.toMatch(HIDDEN);
      }),
      { seed: 2 },
    );
  });
});

describe('a line of progress', () => {
  it.each([
    [
      { phase: 'Reading', done: 84e6, total: 205e6, unit: 'bytes', rows: 212_804 },
      4,
      '  Reading: 40 %, 84 MB of 205 MB, 212,804 rows, 21 MB/s, 6 s left',
    ],
    [{ phase: 'Reading', done: 1.25e6, total: 2.5e6, unit: 'bytes' }, 0.5, '  Reading: 50 %, 1.3 MB of 2.5 MB'],
    [{ phase: 'Linking', done: 1200, total: 2400, unit: 'pairs' }, 0, '  Linking: 50 %, 1,200 pairs of 2,400 pairs'],
    [{ phase: 'Linking', done: 10, total: 10, unit: 'pairs' }, 5, '  Linking: 100 %, 10 pairs of 10 pairs'],
    [{ phase: 'Counting', done: 31, total: 0, unit: 'rows' }, 5, '  Counting: 31 rows'],
    [{ phase: 'Waiting', done: 0, total: 0, unit: 'rows' }, 5, '  Waiting'],
  ])('of %j after %d s is “%s”', (progress, seconds, line) => {
    expect(progressLine(progress, seconds)).toBe(line);
  });
});

describe('the terminal', () => {
  let out = '';
  let err = '';

  beforeEach(() => {
    [out, err] = ['', ''];
    vi.useFakeTimers();
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('prints the lines of an answer to standard output', () => {
    openTerminal(false).answer({ id: 1 }, () => ['one', '', 'two']);
    expect([out, err]).toEqual(['one\n\ntwo\n', '']);
  });

  it('prints one JSON document and no lines with --json', () => {
    openTerminal(true).answer({ id: 'N-0001' }, () => ['never']);
    expect(out).toBe('{\n  "id": "N-0001"\n}\n');
  });

  it.each(HOSTILE)('lets no answer carry %s', (_, text, shown) => {
    openTerminal(false).answer(undefined, () => [text]);
    expect(out).toBe(`${shown}\n`);
  });

  it.each(HOSTILE)('keeps %s in JSON, but never as such', (_, text) => {
    openTerminal(true).answer([text], () => []);
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u3164]/u);
    expect(JSON.parse(out)).toEqual([text]);
  });

  it('says everything else on standard error', () => {
    openTerminal(true).say('Reading \u001b[2Jx.jsonl');
    expect([out, err]).toEqual(['', 'Reading <U+001B>[2Jx.jsonl\n']);
  });

  it('tells progress at most once a second where it cannot renew a line', () => {
    const { isTTY } = process.stderr;
    process.stderr.isTTY = false;
    const terminal = openTerminal(false);
    process.stderr.isTTY = isTTY;
    for (let done = 0; done <= 30; done++) {
      terminal.progress({ phase: 'Reading', done, total: 30, unit: 'rows' });
      vi.advanceTimersByTime(100);
    }
    terminal.endProgress();
    expect(err.split('\n').map((line) => line.split(',')[0])).toEqual([
      '  Reading: 0 %',
      '  Reading: 33 %',
      '  Reading: 66 %',
      '  Reading: 100 %',
      '',
    ]);
  });

  it('renews its line of progress on a screen, and clears it at the end', () => {
    const { isTTY } = process.stderr;
    process.stderr.isTTY = true;
    const terminal = openTerminal(false);
    process.stderr.isTTY = isTTY;
    terminal.progress({ phase: 'Reading \u001b[2J', done: 0, total: 0, unit: 'rows' });
    terminal.endProgress();
    terminal.say('Done');
    expect(err).toBe('\r\u001b[2K  Reading <U+001B>[2J\r\u001b[2KDone\n');
  });
});
