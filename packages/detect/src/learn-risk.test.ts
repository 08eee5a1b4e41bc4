import { describe, expect, it } from 'vitest';
import { scoreBy } from './adapt-risk.js';
import { learnRisk, PARTS } from './learn-risk.js';
import { SHIPPED_MODEL } from './shipped-risk-model.js';
import { judgedAtRandom, judgedNetworks } from './testing/judged.js';

describe('learnRisk', () => {
  it('foretells verdicts on networks that it has not seen better than the shipped points do', () => {
    const { crossValidated } = learnRisk(judgedNetworks(120, 11), SHIPPED_MODEL);
    expect(crossValidated.learned).toBeLessThan(crossValidated.shipped * 0.8);
  });

  it('scores each network by points that were learned without it', () => {
    const judged = judgedNetworks(60, 12);
    const { held, model } = learnRisk(judged, SHIPPED_MODEL);
    expect(held.map(({ part }) => part).toSorted((x, y) => x - y)).toEqual(
      Array.from({ length: 60 }, (_, at) => Math.floor(at / 12)),
    );
    const own = judged.map((each) => scoreBy(model, each)).toSorted((x, y) => x - y);
    expect(held.map(({ learned }) => learned).toSorted((x, y) => x - y)).not.toEqual(own);
    for (let part = 0; part < PARTS; part++)
      expect(held.filter((each) => each.part === part && each.isAbusive)).toHaveLength(6);
  });

  it('is no better than the shipped points by much where verdicts say nothing', () => {
    const judged = judgedAtRandom(60, 13);
    const { held, crossValidated } = learnRisk(judged, SHIPPED_MODEL);
    const coin = Math.log(2);
    expect(crossValidated.learned).toBeGreaterThan(coin * 0.95);
    expect(held).toHaveLength(60);
  });

  it('refuses fewer of a kind than parts', () => {
    expect(() => learnRisk(judgedNetworks(8, 1), SHIPPED_MODEL)).toThrow(RangeError);
  });
});
