import { describe, expect, it } from 'vitest';
import { makeTables } from './lake-tables.js';
import { plantCampaigns } from './plant.js';

const { tables } = makeTables({ name: 'null', accounts: 2000, seed: 3 });
const planted = plantCampaigns(tables, 1);
const ids = new Set(planted.campaigns.flatMap(({ accounts }) => accounts));
const latest = (times: Float64Array): number => times.reduce((most, ms) => Math.max(most, ms), 0);

describe('plantCampaigns', () => {
  it('plants a copy: what was there is as it was', () => {
    const before = structuredClone(tables);
    plantCampaigns(tables, 2);
    expect(tables).toEqual(before);
    expect(planted.tables.sightings.accounts.filter((id) => !ids.has(id))).toEqual(tables.sightings.accounts);
  });

  it('plants large and small campaigns that hide a little and well', () => {
    expect(planted.campaigns.map(({ name, accounts }) => `${name}: ${accounts.length}`)).toEqual([
      'moderate-300-1: 300',
      'moderate-60-2: 60',
      'hard-300-3: 300',
      'hard-100-4: 100',
      'hard-40-5: 40',
    ]);
    expect(ids.size).toBe(800);
  });

  it('shares nothing between campaigns, nor with anybody', () => {
    const campaignOf = new Map(
      planted.campaigns.flatMap(({ name, accounts }) => accounts.map((id) => [id, name] as const)),
    );
    const { sightings } = planted.tables;
    const holder = new Map<number, string>();
    sightings.indicator.forEach((indicator, row) => {
      const own = campaignOf.get(sightings.accounts[sightings.account[row]]) ?? 'nobody';
      if ((holder.get(indicator) ?? own) !== own) expect.fail(`${sightings.indicatorValue[indicator]} is shared`);
      holder.set(indicator, own);
    });
  });

  it('brings no kind of its own into tables that tell no machines', () => {
    const plain = makeTables({ name: 'lerna-small', accounts: 600 }).tables;
    expect(plantCampaigns(plain, 1).tables.sightings.kinds).toEqual(plain.sightings.kinds);
  });

  it('lets campaigns work until the last hour that the tables know', () => {
    const last = latest(tables.accounts.lastMs);
    const own = planted.tables.accounts.lastMs.filter((_, at) => ids.has(planted.tables.sightings.accounts[at]));
    expect(latest(own)).toBeLessThanOrEqual(last);
    expect(latest(own)).toBeGreaterThan(last - 86_400_000);
  });

  it('plants the same for the same seed, and other campaigns for another', () => {
    expect(plantCampaigns(tables, 1)).toEqual(planted);
    expect(plantCampaigns(tables, 2)).not.toEqual(planted);
  });
});
