import { describe, expect, it } from 'vitest';
import type { Pivot } from '@iolaus/contracts';
import { pivotFigures, pivotLine } from './pivot-words.js';

const pivot = (of: Partial<Pivot> = {}): Pivot => ({
  answer: 'measured',
  sentence: '',
  model: 'swift-2',
  releaseMs: 0,
  share01: 0.6,
  populationShare01: 0.052,
  score: 12.34,
  members: 50,
  others: 1000,
  ...of,
});
const NOTHING = { model: null, share01: null, populationShare01: null, score: null, members: 0, others: 0 };

describe('how soon accounts took up a new model', () => {
  it('is one line for each answer', () => {
    expect(pivotLine(pivot())).toBe('60 % moved to swift-2 in a day, 5 % of others');
    expect(pivotLine(pivot({ ...NOTHING, answer: 'no-release' }))).toBe('No model is new in this data');
    expect(pivotLine(pivot({ ...NOTHING, answer: 'too-few' }))).toMatch(/^Too few active/);
  });

  it('has its figures, and none where there is nothing to say', () => {
    expect(pivotFigures(pivot({ score: -1.26 }))).toEqual([
      '50 members and 1,000 others made three exchanges or more in these hours',
      'standard score −1.3',
      'no risk point is read from it',
    ]);
    expect(pivotFigures(pivot({ ...NOTHING, answer: 'too-few' }))).toEqual([]);
  });
});
