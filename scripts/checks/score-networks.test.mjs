import { describe, expect, it } from 'vitest';
import { scoreNetworks } from './score-networks.mjs';

const truth = 'account,campaign,kind\na,red,member\nb,red,member\nc,blue,member\nd,,student\n';
const network = (id, tier, ...accounts) => ({ id, tier, members: accounts.map((account) => ({ account })) });

describe('scoreNetworks', () => {
  it('gives 1 for the exact truth', () => {
    const score = scoreNetworks({ networks: [network('N-1', 'act', 'a', 'b'), network('N-2', 'act', 'c')] }, truth);
    expect(score).toMatchObject({ precision: 1, recall: 1, f1: 1, bCubedPrecision: 1, bCubedRecall: 1 });
  });

  it('counts a benign account in a network of tier act against precision', () => {
    expect(scoreNetworks({ networks: [network('N-1', 'act', 'a', 'b', 'c', 'd')] }, truth).precision).toBe(0.75);
  });

  it('lowers B-cubed precision when two campaigns are one network', () => {
    const score = scoreNetworks({ networks: [network('N-1', 'act', 'a', 'b', 'c')] }, truth);
    expect(score.f1).toBe(1);
    expect(score.bCubedPrecision).toBeCloseTo(5 / 9, 3);
  });

  it('leaves networks of other tiers out', () => {
    expect(scoreNetworks({ networks: [network('N-1', 'review', 'a', 'b', 'c')] }, truth).recall).toBe(0);
  });
});
