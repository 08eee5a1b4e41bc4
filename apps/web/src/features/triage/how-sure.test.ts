import type { LearnReport, Reliability, RiskModelView } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { learnLines, signed, sureOf } from './how-sure.js';

const RELIABILITY: Reliability = {
  verdicts: 240,
  brier: 0.0712,
  calibrationError: 0.0211,
  bins: [
    { said01: 0.1, confirmed01: 0.08, low01: 0.03, high01: 0.19, verdicts: 120 },
    { said01: 0.9, confirmed01: 0.6, low01: 0.5, high01: 0.7, verdicts: 120 },
  ],
};
const model = (otherwise: Partial<RiskModelView> = {}): RiskModelView => ({
  source: 'shipped',
  learnedMs: null,
  verdicts: null,
  labels: null,
  inUse: 'shipped',
  judged: { confirmed: 12, cleared: 3 },
  leastToLearn: 20,
  leastToCalibrate: 100,
  reliability: null,
  ...otherwise,
});

describe('what verdicts would change', () => {
  const report: LearnReport = {
    verdicts: { confirmed: 24, cleared: 1030, contested: 2, gone: 1 },
    labels: 'a'.repeat(64),
    ridge: 12,
    freedom: 2.4,
    logLoss: { shipped: 0.512, learned: 0.301 },
    inAct: { confirmed: { shipped: 9, learned: 20 }, cleared: { shipped: 1, learned: 0 } },
    base: { shipped: -6.9, learned: -6.5 },
    changes: [],
    reliability: null,
    isBetter: true,
    isKept: false,
  };

  it('is said with the verdicts that it rests on and what it gains', () => {
    expect(learnLines(report)).toEqual([
      'From 24 confirmed and 1,030 cleared networks; 2 contested are left out, 1 no network now.',
      'Each verdict foretold without it: log loss 0.512 by the shipped points, 0.301 by the learned ones.',
      'In Act: 9 of the confirmed now, 20 then; 1 of the cleared now, 0 then.',
    ]);
    expect(learnLines({ ...report, isBetter: false })[1]).toContain('which are no better');
  });

  it('has points with their sign', () => {
    expect([0.5, -6.94, 0].map(signed)).toEqual(['+0.5', '−6.9', '0.0']);
  });
});

describe('how sure the points are', () => {
  it('says that there are not enough verdicts, and how many there must be', () => {
    const { summary, lines, reliability } = sureOf(model());
    expect(summary).toBe('Points shipped, no probabilities yet.');
    expect(lines).toEqual([
      'A probability needs 100 confirmed and 100 cleared networks; there are 12 and 3. Until then bits and tiers stand alone.',
      'Points can be fitted to verdicts from 20 confirmed and 20 cleared networks on.',
    ]);
    expect(reliability).toBeNull();
    expect(sureOf(model())).toMatchObject({ isLearnable: false, isLearned: false });
    const enough = sureOf(model({ judged: { confirmed: 20, cleared: 20 }, learnedMs: 1 }));
    expect(enough).toMatchObject({ isLearnable: true, isLearned: true });
    expect(enough.lines).toHaveLength(1);
    const many = sureOf(model({ judged: { confirmed: 130, cleared: 1100 } }));
    expect(many.lines).toEqual([
      '130 confirmed and 1,100 cleared networks are enough for probabilities: they come with points that are learned from them. Until then bits and tiers stand alone.',
    ]);
  });

  it('says how far probabilities hold once there are any', () => {
    const learned = 'learned from 240 verdicts on 2026-05-01 (abcdef01)';
    const sure = sureOf(model({ source: learned, inUse: learned, reliability: RELIABILITY }));
    expect(sure.summary).toBe(`Points ${learned}, with probabilities.`);
    expect(sure.reliability).toBe(RELIABILITY);
    expect(sure.lines[0]).toContain('Of 2 groups by probability, 1 have it inside');
    expect(sure.lines[1]).toBe('Brier score 0.071; expected calibration error 0.021.');
  });

  it('tells points that are shown from those of the next detection', () => {
    const learned = 'learned from 240 verdicts on 2026-05-01 (abcdef01)';
    const sure = sureOf(model({ source: learned, reliability: RELIABILITY }));
    expect(sure.summary).toBe('Points shipped, no probabilities.');
    expect(sure.lines[0]).toBe(`From the next detection on, points are ${learned}.`);
    expect(sure.reliability).toBeNull();
  });
});
