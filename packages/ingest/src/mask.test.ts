import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskDeclared, maskField, maskPrompt, maskToken } from './mask.js';

fc.configureGlobal({ seed: 20_260_301 });

const anyText = fc.string({ unit: 'binary', minLength: 0, maxLength: 80 });
/** True when no character is cut: half of one does not survive UTF-8. */
const isWhole = (text: string): boolean => Buffer.from(text).toString() === text;

describe('maskPrompt', () => {
  it('shows a short prompt whole', () => {
    expect(maskPrompt('Say hello.')).toBe('Say hello.');
  });

  it('shows the first 20 characters of a longer one', () => {
    expect(maskPrompt('Write an advertisement for a boat')).toBe('Write an advertiseme…');
  });

  it('never cuts a character in two', () => {
    expect(maskPrompt(`Nineteen characters${'🎈'.repeat(4)}`)).toBe('Nineteen characters…');
  });

  it('never shows more than 20 characters of any text, and only whole ones', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = maskPrompt(text);
        expect(shown.length).toBeLessThanOrEqual(21);
        expect(isWhole(shown)).toBe(true);
        expect(text.startsWith(shown.replace(/…$/, ''))).toBe(true);
      }),
    );
  });
});

describe('maskToken', () => {
  it.each(['4000 0012 3456 7899', '4000001234567899', '4000-0012-3456-7899'])(
    'shows the last four of the card number %s',
    (card) => {
      expect(maskToken(card)).toBe('••7899');
    },
  );

  it('never shows more than four characters, and only whole ones', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = maskToken(text);
        expect(shown.length).toBeLessThanOrEqual(6);
        expect(isWhole(shown)).toBe(true);
      }),
    );
  });

  it('hides a token that is no longer than what would be shown', () => {
    expect(maskToken('7899')).toBe('••');
  });
});

describe('maskDeclared', () => {
  it.each([
    ['card-token', 'card_4f1c99a2', '••99a2'],
    ['email', 'mira.vale@mail.example', '••@mail.example'],
    ['text', 'w-1', 'w-1'],
  ])('shows a %s as far as it may be shown', (parse, value, shown) => {
    expect(maskDeclared(parse, value)).toBe(shown);
  });
});

describe('maskField', () => {
  it.each(['prompt', 'system_prompt', 'tools'])('cuts %s', (name) => {
    expect(maskField(name, 'You are a patient translator of letters.')).toBe('You are a patient tr…');
  });

  it('shows the end of a payment method', () => {
    expect(maskField('payment_method', 'card_4f1c99a2')).toBe('••99a2');
  });

  it('shows the domain of an e-mail address alone', () => {
    expect(maskField('email', 'mira.vale@mail.example')).toBe('••@mail.example');
  });

  it.each(['"mira@home"@mail.example', 'mira\n@vale@mail.example'])(
    'shows nothing before the last @ of %j',
    (email) => {
      expect(maskField('email', email)).toBe('••@mail.example');
    },
  );

  it('hides an e-mail address without a domain', () => {
    expect(maskField('email', 'mira.vale')).toBe('••');
  });

  it('leaves other fields as they are', () => {
    expect(maskField('model', 'a model with a name of more than 20 characters')).toBe(
      'a model with a name of more than 20 characters',
    );
  });
});
