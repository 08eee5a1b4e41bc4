import { describe, expect, it } from 'vitest';
import type { Turns } from '@iolaus/contracts';
import { turnsFigures, turnsLine } from './turns-words.js';

const turns = (of: Partial<Turns>): Turns => ({
  answer: 'found',
  sentence: '',
  community: null,
  kept: 37,
  accounts: 138,
  events: 5980,
  eventsTotal: 6030,
  dispersion: 0.214,
  score: -8.91,
  shiftedScore: -7.4,
  bits: 4.2,
  ...of,
});

describe('whether accounts take turns', () => {
  it('is one line for each answer, with the community where it is one', () => {
    expect(turnsLine(turns({}))).toBe('37 of 138 accounts take turns');
    expect(turnsLine(turns({ answer: 'not-found', community: 'A-40' }))).toBe(
      'No accounts take turns, of 138 looked at in A-40',
    );
    expect(turnsLine(turns({ answer: 'too-little' }))).toMatch(/^Too little to say/);
  });

  it('has its figures, and none that the data cannot give', () => {
    expect(turnsFigures(turns({}))).toEqual([
      '5,980 of 6,030 requests read in their order',
      'dispersion 0.21 (0 in turns, 1 at random)',
      'standard score −8.9',
      'against shifted copies −7.4',
      '4.2 bits',
    ]);
    expect(turnsFigures(turns({ dispersion: null, score: null, shiftedScore: null, bits: 0 }))).toHaveLength(1);
  });
});
