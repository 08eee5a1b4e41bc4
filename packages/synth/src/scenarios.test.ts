import { IolausError } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { SCENARIOS, scenarioOf } from './scenarios.js';

const refusal = (run: () => unknown): { code?: string; hint?: string } => {
  try {
    run();
    return {};
  } catch (error) {
    return error instanceof IolausError ? error : {};
  }
};

describe('SCENARIOS', () => {
  it('deal campaigns their volume as in the reported case, 0.9 : 20.5 : 78.6', () => {
    for (const scenario of SCENARIOS.filter((each) => each.kind === 'cells'))
      expect(scenario.campaigns.map((each) => each.volume01)).toEqual([0.009, 0.205, 0.786]);
  });

  it('hide 24,000 accounts in three campaigns among 100,000 in the demo', () => {
    const { accounts, campaigns } = scenarioOf('lerna', {});
    expect(accounts).toBe(100_000);
    expect(campaigns.reduce((sum, each) => sum + each.accounts, 0)).toBe(24_000);
  });
});

describe('scenarios of the detection tests', () => {
  const families = SCENARIOS.filter((each) => each.kind === 'family');
  const sizes = (name: string, scale = {}): number[] => scenarioOf(name, scale).campaigns.map((each) => each.accounts);

  it('are these, of 100,000 accounts each', () => {
    expect(families.map((each) => each.name)).toEqual([
      'moderate',
      'hard',
      'mixed',
      'alternating',
      'regrowth',
      'null',
      'drawn',
    ]);
    expect(new Set(families.map(({ accounts, exchanges }) => `${accounts} ${exchanges}`))).toEqual(
      new Set(['100000 1200000']),
    );
  });

  it('hide campaigns of 900 to 100 accounts', () => {
    for (const name of ['moderate', 'hard', 'mixed']) expect(sizes(name), name).toEqual([900, 500, 300, 200, 100]);
    expect(sizes('regrowth')).toEqual([900, 500, 300, 200, 100, 200]);
    expect(sizes('null')).toEqual([]);
  });

  it('scale their campaigns, but for the 50 accounts that take turns', () => {
    expect(sizes('hard', { accounts: 10_000 })).toEqual([90, 50, 30, 20, 12]);
    expect(sizes('alternating', { accounts: 10_000 })).toEqual([50]);
  });

  it('draw sizes and knobs from the seed alone', () => {
    const drawn = (seed: number): unknown => scenarioOf('drawn', { seed });
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
    const all = Array.from({ length: 40 }, (_, seed) => sizes('drawn', { seed })).flat();
    expect(Math.min(...all)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...all)).toBeLessThanOrEqual(1000);
    expect(Math.max(...all) / Math.min(...all)).toBeGreaterThan(10);
  });
});

describe('scenarioOf', () => {
  it('scales exchanges and campaigns with the accounts', () => {
    const scaled = scenarioOf('lerna', { accounts: 50_000 });
    expect(scaled.exchanges).toBe(600_000);
    expect(scaled.campaigns.map((each) => each.accounts)).toEqual([500, 2500, 9000]);
  });

  it('keeps a dozen accounts in the smallest campaign', () => {
    expect(scenarioOf('lerna-small', { accounts: 500 }).campaigns.map((each) => each.accounts)).toEqual([12, 33, 83]);
  });

  it('takes the exchanges that are asked for', () => {
    expect(scenarioOf('lerna', { accounts: 5000, exchanges: 12_345 }).exchanges).toBe(12_345);
  });

  it('refuses a name that it does not know, and says which it knows', () => {
    const { code, hint } = refusal(() => scenarioOf('hydra', {}));
    expect(code).toBe('SCENARIO_UNKNOWN');
    expect(hint).toContain('lerna, lerna-small, moderate, hard');
  });

  it.each([
    { accounts: 499 },
    { accounts: 600.5 },
    { accounts: 2_000_001 },
    { accounts: Number.NaN },
    { exchanges: 0 },
    { exchanges: 1.5 },
    { exchanges: -3 },
  ])('refuses the size %j', (scale) => {
    expect(refusal(() => scenarioOf('lerna', scale)).code).toBe('BAD_INPUT');
  });
});
