import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedSignature, promptSignatures } from './signature.js';

fc.configureGlobal({ seed: 20_260_301 });

const word = fc.stringMatching(/^[a-z]{3,9}$/);
const words = (least: number, most: number): fc.Arbitrary<string> =>
  fc.array(word, { minLength: least, maxLength: most }).map((list) => list.join(' '));

const OPENING = 'You are a careful editor of product texts.';
const ENDING = 'Answer with the finished text and nothing else.';
const filled = (topic: string): string => `${OPENING} The text is about ${topic}. ${ENDING}`;

describe('promptSignatures', () => {
  it('gives one template the same two ids, whatever it is filled with', () => {
    fc.assert(
      fc.property(words(1, 60), words(1, 60), (one, other) => {
        expect(promptSignatures(filled(one))).toEqual(promptSignatures(filled(other)));
      }),
    );
  });

  it('gives a paraphrase another opening', () => {
    const paraphrase = filled('boats').replace(OPENING, 'Please act as an editor who polishes shop descriptions.');
    expect(promptSignatures(paraphrase).opening).not.toBe(promptSignatures(filled('boats')).opening);
    expect(promptSignatures(paraphrase).ending).toBe(promptSignatures(filled('boats')).ending);
  });

  it('gives a paraphrase another ending', () => {
    const paraphrase = filled('boats').replace(ENDING, 'Only reply with what you have written, please.');
    expect(promptSignatures(paraphrase).ending).not.toBe(promptSignatures(filled('boats')).ending);
    expect(promptSignatures(paraphrase).opening).toBe(promptSignatures(filled('boats')).opening);
  });

  it.each([
    ['case', filled('boats').toUpperCase()],
    ['white space', ` ${filled('boats').replaceAll(' ', ' \n\t ')} `],
    ['punctuation', filled('boats').replace('careful editor', 'careful, "editor"')],
  ])('does not mind %s', (_, prompt) => {
    expect(promptSignatures(prompt)).toEqual(promptSignatures(filled('boats')));
  });

  it.each(['12', '12000', '12,000', '12.5', '1,234,567.89'])('takes the filled number %s for any number', (number) => {
    const withNumber = (text: string): string => `Write a text of ${text} words about the sea. ${ENDING}`;
    expect(promptSignatures(withNumber(number))).toEqual(promptSignatures(withNumber('7')));
  });

  it('tells a digit from a word', () => {
    expect(promptSignatures(`Write 3 letters to the bank. ${ENDING}`).opening).not.toBe(
      promptSignatures(`Write three letters to the bank. ${ENDING}`).opening,
    );
  });

  it('takes the first eight words when the first sentence is too short or too long', () => {
    const rest = 'please write to me about the old harbour of the town';
    expect(promptSignatures(`Hello. ${rest} in winter`).opening).toBe(
      promptSignatures(`Hello, ${rest} at night`).opening,
    );
    const long =
      'a long sentence that goes on and on without an end in sight until nobody can say any more what it was about';
    expect(promptSignatures(`${long}. More.`).opening).toBe(promptSignatures(`${long} ever again. More.`).opening);
  });

  it.each(['', '   ', 'hello', 'one two three four five six seven'])(
    'says nothing of "%s", which is too short',
    (prompt) => {
      expect(promptSignatures(prompt)).toEqual({ opening: undefined, ending: undefined });
    },
  );

  it.each(['🎈 🎈 🎈 🎈! Write a story.', '--- --- --- ---. Write a story.', '« « « « ? Write a story.'])(
    'says nothing of a sentence without words: %s',
    (prompt) => {
      expect(promptSignatures(prompt)).toEqual({ opening: undefined, ending: undefined });
    },
  );

  it('never gives an opening the id of an ending, not even of the same text', () => {
    const { opening, ending } = promptSignatures('one two three four five six seven eight');
    expect(opening).toBeDefined();
    expect(opening).not.toBe(ending);
  });

  it('gives an id of fixed form, or none, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (prompt) => {
        for (const id of Object.values(promptSignatures(prompt)))
          if (id !== undefined) expect(id).toMatch(/^T-[0-9a-f]{10}$/);
      }),
    );
  });

  it('keeps its ids from version to version: they stand in lakes and bundles', () => {
    expect(promptSignatures(filled('boats'))).toEqual({ opening: 'T-374f178faf', ending: 'T-f13edec0df' });
  });
});

describe('fixedSignature', () => {
  it('is equal for equal texts, up to case, numbers and white space', () => {
    expect(fixedSignature('system', 'You are Helper 3.\nBe brief.')).toBe(
      fixedSignature('system', 'you are helper 17. be  brief.'),
    );
  });

  it('minds every word', () => {
    expect(fixedSignature('system', 'Be brief.')).not.toBe(fixedSignature('system', 'Be brief now.'));
  });

  it('tells a system prompt from a list of tools', () => {
    expect(fixedSignature('system', 'search')).not.toBe(fixedSignature('tools', 'search'));
  });
});
