import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideCardNumbers, hideDigits, isCardNumber } from './card-number.js';

fc.configureGlobal({ seed: 20_260_301 });

/** The digits and the check digit that makes a card number of them. */
function cardOf(digits: string): string {
  const sum = digits
    .split('')
    .toReversed()
    .map((digit, at) => (at % 2 === 0 ? Number(digit) * 2 : Number(digit)))
    .reduce((total, each) => total + (each > 9 ? each - 9 : each), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const anyDigits = fc.string({
  unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
  minLength: 12,
  maxLength: 18,
});

describe('isCardNumber', () => {
  it.each([
    '4000001234567899',
    '4000 0012 3456 7899',
    '4000-0012-3456-7899',
    ' 4000001234567899 ',
    '"4000001234567899"',
  ])('knows the card number %s', (text) => {
    expect(isCardNumber(text)).toBe(true);
  });

  it('knows a card number among tokens', () => {
    expect(isCardNumber('card_1\n4000001234567899')).toBe(true);
    expect(isCardNumber('["card_1","4000001234567899"]')).toBe(true);
  });

  it.each(['', 'card_4f1c99a2', 'card_4000001234567899', '4000001234567890', '400000123456', '40000012345678990000'])(
    'takes %s for no card number',
    (text) => {
      expect(isCardNumber(text)).toBe(false);
    },
  );

  it('knows every number of 13 to 19 digits by its check digit, and no other', () => {
    fc.assert(
      fc.property(anyDigits, fc.integer({ min: 1, max: 9 }), (digits, shift) => {
        const card = cardOf(digits);
        expect(isCardNumber(card)).toBe(true);
        expect(isCardNumber(`${digits}${(Number(card.at(-1)) + shift) % 10}`)).toBe(false);
      }),
    );
  });
});

/** Zeros of scripts: full-width, Arabic-Indic, Devanagari, Thai, mathematical bold (of two code units). */
const ZEROS = ['\uFF10', '\u0660', '\u0966', '\u0E50', '\u{1D7CE}', '\u{1D7F6}'];
const otherDigit = (digit: string, zero: string): string => String.fromCodePoint(zero.codePointAt(0)! + Number(digit));
const inScript = fc.constantFrom(...ZEROS);
const spacing = fc.constantFrom('', ' ', '-', '\u3000', '\u00A0', '\u2010', '\uFF0D', '\u200B');

describe('card numbers in other digits', () => {
  it('are known in every script, and mixed', () => {
    fc.assert(
      fc.property(anyDigits, fc.array(inScript, { minLength: 19, maxLength: 19 }), spacing, (digits, zeros, space) => {
        const card = cardOf(digits);
        const written = card.split('').map((digit, at) => otherDigit(digit, zeros[at]));
        expect(isCardNumber(written.join(space))).toBe(true);
        const last = otherDigit(String((Number(card.at(-1)) + 1) % 10), zeros[0]);
        expect(isCardNumber([...written.slice(0, -1), last].join(space))).toBe(false);
      }),
    );
  });

  it('are hidden digit by digit, and the text keeps its length', () => {
    fc.assert(
      fc.property(anyDigits, inScript, spacing, fc.constantFrom('', 'é', '名 ', '😀'), (digits, zero, space, head) => {
        const written = cardOf(digits)
          .split('')
          .map((digit) => otherDigit(digit, zero));
        const hidden = hideCardNumbers(`${head}${written.join(space)}`);
        expect(hidden).toBe(`${head}${written.map((each) => '•'.repeat(each.length)).join(space)}`);
        expect(hideDigits(`${head}${zero}1`)).toBe(`${head}${'•'.repeat(zero.length)}•`);
      }),
    );
  });

  it('are not seen in a text that letters run through', () => {
    expect(isCardNumber('é4000001234567899')).toBe(false);
    expect(isCardNumber('③④')).toBe(false);
  });
});

describe('hideCardNumbers', () => {
  it('shows no digit of a card number, whatever stands around it', () => {
    const before = fc.constantFrom('', 'a', ',', '7 ', '"', 'x-', '\n');
    const after = fc.constantFrom('', 'a', ',', ' 12', '"', '-x', '\n');
    fc.assert(
      fc.property(anyDigits, before, after, (digits, head, tail) => {
        const card = cardOf(digits);
        const separated = card.replace(/(\d{4})(?=\d)/g, '$1 ');
        for (const each of [card, separated]) {
          const hidden = hideCardNumbers(`${head}${each}${tail}`);
          expect(hidden.slice(head.length, head.length + each.length)).toBe(each.replace(/\d/g, '•'));
        }
      }),
    );
  });

  it.each(['', 'no number', '4000001234567890', '2026-03-01T12:30:00Z', '400000123456'])(
    'leaves %j as it is',
    (text) => {
      expect(hideCardNumbers(text)).toBe(text);
    },
  );
});
