import { describe, expect, it } from 'vitest';
import { calibrate, probabilityOf, reliabilityOf, type Scored } from './calibrate.js';
import { randomOf } from './testing/worlds.js';

/** Scores of which networks are confirmed with the probability that `of` says. */
function scored(count: number, seed: number, of: (score: number) => number): (Scored & { readonly part: number })[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, at) => {
    const score = random() * 16 - 9;
    return { score, isAbusive: random() < of(score), part: at % 5 };
  });
}
const logistic = (logit: number): number => 1 / (1 + Math.exp(-logit));
/** What the score says is too sure, and off by two bits. */
const tooSure = (score: number): number => logistic(0.3 * (score + 2));
/** Of what looks innocent hardly any is confirmed, of what looks abusive one in four is not. */
const skewed = (score: number): number => (score < 0 ? 0.04 : 0.75);

describe('calibrate', () => {
  it.each([
    ['too sure', tooSure],
    ['just right', (score: number) => logistic(Math.LN2 * score)],
  ])('finds the probability behind scores that are %s', (_, of) => {
    const own = calibrate(scored(4000, 1, of));
    for (const score of [-6, -3, -1, 0, 2, 5])
      expect(Math.abs(probabilityOf(own, score) - of(score))).toBeLessThan(0.04);
  });

  it.each([
    ['whom scores tell apart', (score: number) => (score > 0 ? 1 : 0)],
    ['whom scores tell nothing of', () => 0.5],
    ['whom scores mislead', (score: number) => logistic(-score)],
    ['of one of two kinds', skewed],
  ])('never falls with the score, and stays within 0–1, for networks %s', (_, of) => {
    const own = calibrate(scored(200, 2, of));
    const said = Array.from({ length: 61 }, (__, at) => probabilityOf(own, at - 30));
    expect(said.toSorted((x, y) => x - y)).toEqual(said);
    for (const p of said) expect(p >= 0 && p <= 1).toBe(true);
  });
});

describe('reliabilityOf', () => {
  it.each([
    [200, 10],
    [2000, 10],
    [90, 4],
  ])('of %i verdicts has %i bins, whose intervals hold what was said of them', (count, bins) => {
    const found = reliabilityOf(scored(count, 3, tooSure));
    expect(found.bins).toHaveLength(bins);
    expect(found.bins.reduce((sum, { verdicts }) => sum + verdicts, 0)).toBe(count);
    const inside = found.bins.filter(({ said01, low01, high01 }) => said01 >= low01 && said01 <= high01);
    expect(inside.length).toBeGreaterThanOrEqual(bins - 1);
  });

  it('states a Brier score and an expected calibration error that fall to those of the truth', () => {
    const held = scored(3000, 4, tooSure);
    const { brier, calibrationError } = reliabilityOf(held);
    const best = held.reduce((sum, { score, isAbusive }) => sum + (tooSure(score) - Number(isAbusive)) ** 2, 0) / 3000;
    expect(brier).toBeLessThan(best * 1.02);
    expect(calibrationError).toBeLessThan(0.03);
  });

  it('gives each verdict its probability by the others', () => {
    // What one part says is the contrary of what the other says: each is foretold wholly wrong, where all together would say one half.
    const held = [
      ...scored(100, 5, () => 0).map((each) => ({ ...each, part: 0 })),
      ...scored(100, 6, () => 1).map((each) => ({ ...each, part: 1 })),
    ];
    expect(reliabilityOf(held).brier).toBeGreaterThan(0.9);
  });
});
