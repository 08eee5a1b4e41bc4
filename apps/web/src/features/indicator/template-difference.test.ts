import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, likeness, MOST_WORDS } from './template-difference.js';

const word = fc.constantFrom('score', 'the', 'answer', 'from', '1', 'to', '9', '‹…›', 'Explain,', 'why');
const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));

describe('differenceOf', () => {
  it('shows what both say, and between it what one says alone', () => {
    expect(differenceOf('Score the answer ‹…› from 1 to 9.', 'score this answer ‹…› from 1 to 5, briefly')).toEqual([
      { of: 'both', text: 'Score' },
      { of: 'one', text: 'the' },
      { of: 'other', text: 'this' },
      { of: 'both', text: 'answer ‹…› from 1 to' },
      { of: 'one', text: '9.' },
      { of: 'other', text: '5, briefly' },
    ]);
  });

  it('holds every word of both templates, each in its order', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const parts = differenceOf(one, other);
        const said = (of: 'one' | 'other'): string =>
          parts
            .filter((part) => part.of !== (of === 'one' ? 'other' : 'one'))
            .map((part) => part.text)
            .join(' ')
            .toLowerCase();
        expect(said('one')).toBe(one.toLowerCase());
        expect(said('other').replaceAll(',', '')).toBe(other.toLowerCase().replaceAll(',', ''));
      }),
    );
  });

  it('reads no more words of a text than it says', () => {
    const long = Array.from({ length: MOST_WORDS + 50 }, (_, at) => `w${at}`).join(' ');
    expect(differenceOf(long, '')[0]?.text.split(' ')).toHaveLength(MOST_WORDS);
  });
});

describe('likeness', () => {
  it('is 1 for the same words, 0 for none in common, and the same either way', () => {
    expect(likeness('Score the answer.', 'score the ANSWER')).toBe(1);
    expect(likeness('Score the answer', 'translate into French')).toBe(0);
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(likeness(one, other)).toBe(likeness(other, one));
      }),
    );
  });
});
