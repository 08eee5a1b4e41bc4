import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY_SLOTS, KEY_WIDTH, PREFIX_DEPTHS, PromptKeys, SUFFIX_DEPTHS } from './prompt-keys.js';

const keys = new PromptKeys(Uint8Array.of(1, 2, 3));
const ofText = (text: string, by = keys): number[] => {
  const bytes = new TextEncoder().encode(text);
  const out = new Int32Array(KEY_WIDTH);
  by.write(bytes, 0, bytes.length, out, 0);
  return Array.from(out);
};
const keyAt = (text: string, slot: number): number => ofText(text)[slot] ?? Number.NaN;
const prefix = (text: string, depth: number): number => keyAt(text, PREFIX_DEPTHS.indexOf(depth));
const suffix = (text: string, depth: number): number => keyAt(text, KEY_SLOTS.suffix + SUFFIX_DEPTHS.indexOf(depth));

/** Tokens the slow and obvious way, for Latin text, symbols and Han. */
const naiveTokens = (text: string): string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{Cf}\u0300-\u036f]/gu, '')
    .replace(/\p{Nd}+/gu, '0')
    .match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}_])+|[^\s\p{Z}\p{Cc}]/gu) ?? [];

const anyText = fc
  .array(
    fc.constantFrom(
      'a',
      'Zed',
      'é',
      'E\u0301',
      ' ',
      '\r\n',
      '\u00a0',
      '7',
      '42',
      '_',
      ',',
      '(',
      '漢',
      '字',
      '🙂',
      '\u200b',
      'ж',
      'Ж',
      'ß',
    ),
    {
      maxLength: 80,
    },
  )
  .map((parts) => parts.join(''));

describe('PromptKeys', () => {
  it('reads the same tokens as a naive tokeniser, from both ends', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(ofText(text)).toEqual(ofText(naiveTokens(text).join(' ')));
      }),
      { numRuns: 3000, seed: 7 },
    );
  });

  it('has equal keys of depth d exactly when the first, or last, d words are equal', () => {
    const word = fc.constantFrom('red', 'green', 'blue', 'sky');
    const words = fc.array(word, { minLength: 4, maxLength: 9 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        for (const depth of [4, 5, 6, 7, 8]) {
          const whole = Math.min(a.length, b.length) >= depth;
          const opens = whole && a.slice(0, depth).join() === b.slice(0, depth).join();
          const closes = whole && a.slice(-depth).join() === b.slice(-depth).join();
          if (whole) {
            expect(prefix(a.join(' '), depth) === prefix(b.join('\n'), depth)).toBe(opens);
            expect(suffix(a.join(' '), depth) === suffix(b.join('\t'), depth)).toBe(closes);
          } else expect(Math.min(Math.abs(prefix(a.join(' '), depth)), Math.abs(prefix(b.join(' '), depth)))).toBe(0);
        }
      }),
      { numRuns: 2000, seed: 11 },
    );
  });

  it.each([
    ['case', 'Translate THIS Sentence into Straße', 'translate this sentence INTO STRASSE'],
    ['spaces', 'one two  three\n\nfour', ' one\ttwo three four '],
    ['composition', 'Vérifie le caf\u00e9 déjà 각 ぱ', 'Vérifie le caf\u00e9 déjà 각 ぱ'.normalize('NFD')],
    ['zero-width characters', 'rate the answer below', 'ra\u200bte t\u00adhe\ufeff answer\u2060 below'],
    [
      'look-alike letters',
      'score the essay please',
      'sс\u043er\u0435 the \u0435ss\u0430y pl\u0435\u0430se'.replace('с', 'c'),
    ],
    ['width', 'score the essay please', 'ｓｃｏｒｅ　ｔｈｅ　essay please'],
    ['numbers', 'write 3 essays of 200 words', 'write 12 essays of ٤٥ words'],
    ['quotes', 'say “yes” or ‘no’', 'say "yes" or \'no\''],
  ])('does not see %s', (_, a, b) => {
    expect(ofText(a)).toEqual(ofText(b));
    expect(prefix(a, 4)).not.toBe(0);
  });

  it('counts a Han character as half a word and a Thai character as a quarter', () => {
    expect(prefix('請翻譯下面的句', 4)).toBe(0);
    expect(prefix('請翻譯下面的句子', 4)).not.toBe(0);
    expect(prefix('請翻譯下面的句子今天', 4)).toBe(prefix('請翻譯下面的句子明日', 4));
    expect(prefix('กรุณาแปลประโยคนี้', 4)).toBe(prefix('กรุณาแปลประโยคนี้', 4));
    expect(prefix('กรุณาแปลประโ', 4)).toBe(0);
  });

  it('gives all zeros for an absent or blank prompt and never a zero key for a present one', () => {
    expect(ofText('')).toEqual(Array.from({ length: KEY_WIDTH }, () => 0));
    expect(ofText(' \n\u200b\u3000')).toEqual(Array.from({ length: KEY_WIDTH }, () => 0));
    const long = ofText(Array.from({ length: 30 }, (_, at) => `w${String.fromCodePoint(97 + at)}`).join(' '));
    expect(long.slice(0, KEY_SLOTS.account).every((key) => key !== 0)).toBe(true);
  });

  it('leaves the account slot to the caller', () => {
    const out = new Int32Array(KEY_WIDTH).fill(9);
    keys.write(new TextEncoder().encode('a b c d'), 0, 7, out, 0);
    expect(out[KEY_SLOTS.account]).toBe(9);
  });

  it('gives other keys under another salt', () => {
    const other = new PromptKeys(Uint8Array.of(4));
    const shared = ofText('one two three four').filter(
      (key, at) => key !== 0 && key === ofText('one two three four', other)[at],
    );
    expect(shared).toEqual([]);
  });

  it('reads strings as it reads their bytes, however long', () => {
    for (const text of ['short one', 'naïve 漢字 🙂 tail', `${'word '.repeat(40_000)} the very end of it`]) {
      const out = new Int32Array(KEY_WIDTH);
      keys.writeText(text, out, 0);
      expect(Array.from(out)).toEqual(ofText(text));
    }
  });

  it('takes any bytes, and a single word of five megabytes in no time', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        keys.write(bytes, 0, bytes.length, new Int32Array(KEY_WIDTH), 0);
      }),
      { numRuns: 3000, seed: 3 },
    );
    const word = new Uint8Array(5_000_000).fill(0x61);
    const out = new Int32Array(KEY_WIDTH);
    const before = performance.now();
    for (let round = 0; round < 1000; round++) keys.write(word, 0, word.length, out, 0);
    expect(performance.now() - before).toBeLessThan(2000);
    expect(out[KEY_SLOTS.prefix]).not.toBe(0);
  });

  it('reads bytes in the middle of a buffer without touching its neighbours', () => {
    const bytes = new TextEncoder().encode('xxé one two three four éxx');
    const inner = new TextEncoder().encode(' one two three four ');
    const from = 4;
    const out = new Int32Array(KEY_WIDTH);
    keys.write(bytes, from, from + inner.length, out, 0);
    expect(Array.from(out)).toEqual(ofText(' one two three four '));
  });
});
