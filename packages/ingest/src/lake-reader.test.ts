import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf } from './quarantine.js';

fc.configureGlobal({ seed: 20_260_301 });

describe('excerptOf', () => {
  it('shows a short record whole', () => {
    expect(excerptOf('{"account":"acct_1","ts":"soon"}')).toBe('{"account":"acct_1","ts":"soon"}');
  });

  it('cuts a long text after 20 characters', () => {
    expect(excerptOf('{"prompt":"Write an advertisement for a boat","ts":1}')).toBe(
      '{"prompt":"Write an advertiseme…","ts":1}',
    );
  });

  it.each([
    ['a line end', 'Dear all,\\nwe write to you about the boat that we saw'],
    ['a quote', 'He said \\"come\\" and then he said a lot more things'],
    ['a backslash', 'C:\\\\ is the place where all the secret words are kept'],
  ])('cuts a long text that has %s near its start', (_, prompt) => {
    expect(excerptOf(`{"prompt":"${prompt}","ts":1}`)).toMatch(/^\{"prompt":"(?:[^"\\]|\\.){20}…","ts":1\}$/);
  });

  it('cuts a text that goes on behind the end of what is looked at', () => {
    expect(excerptOf('{"prompt":"Write an advertisement for a bo')).toBe('{"prompt":"Write an advertiseme…');
    expect(excerptOf('{"prompt":"Write an advertisement for a bo\\')).toBe('{"prompt":"Write an advertiseme…');
  });

  it('shows at most 200 characters', () => {
    expect(excerptOf('x,'.repeat(200))).toHaveLength(200);
  });

  it.each([
    ['{"card":"4000001234567899","ts":"soon"}', '{"card":"••••••••••••••••","ts":"soon"}'],
    ['a,4000 0012 3456 7899,soon', 'a,•••• •••• •••• ••••,soon'],
    ['a 7 4000-0012-3456-7899', 'a 7 ••••-••••-••••-••••'],
    ['a,4000001234567890,1767225600001', 'a,4000001234567890,1767225600001'],
  ])('hides card numbers, and no other numbers, of %s', (text, excerpt) => {
    expect(excerptOf(text)).toBe(excerpt);
  });

  it('hides a number that may be a card number without its end', () => {
    const text = `{"prompt":"${'x'.repeat(250)}","card":"400000123456789`;
    expect(excerptOf(text)).toBe(`{"prompt":"${'x'.repeat(20)}…","card":"•••••••••••••••`);
  });

  it.each(['Стол', 'ひと', '🎈', 'a'])(
    'hides a card number wherever it is cut off, behind letters as “%s”',
    (letters) => {
      const card = '4000001234567899';
      const readBytes = 300;
      for (let seen = 1; seen <= card.length; seen++) {
        const before = Array.from({ length: readBytes }, () => letters).join('');
        const bytes = Buffer.concat([
          Buffer.from(before).subarray(0, readBytes - seen),
          Buffer.from(card.slice(0, seen)),
        ]);
        const shown = excerptOf(bytes.toString('utf8'), { isCut: true });
        expect(/\d*$/.exec(shown)![0].length).toBeLessThan(7);
      }
    },
  );

  it('hides the end of a number of which the last digit was cut in half', () => {
    const fullWidth = Buffer.from('карта ４００００１２３４５６７８９').subarray(0, -1);
    expect(excerptOf(fullWidth.toString('utf8'), { isCut: true })).not.toMatch(/\p{Nd}/u);
  });

  it('never shows a long text of a JSON record whole', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', 'é', '🎈', '"', '\\', '\n', ','), minLength: 24, maxLength: 150 }),
        (prompt) => {
          expect(excerptOf(JSON.stringify({ prompt, ts: 'soon' }).slice(0, 400))).not.toContain(JSON.stringify(prompt));
        },
      ),
    );
  });
});
