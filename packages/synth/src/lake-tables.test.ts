import { describe, expect, it } from 'vitest';
import { makeTables, type ScenarioTables } from './lake-tables.js';
import { plantCampaigns } from './plant.js';
import { BAN_MS } from './world.js';

const SMALL = { accounts: 4000, exchanges: 40_000, seed: 3 };
const made = new Map<string, ScenarioTables>();
const tablesOf = (name: string): ScenarioTables => {
  const known = made.get(name) ?? makeTables({ name, ...SMALL });
  made.set(name, known);
  return known;
};
const members = ({ truth }: ScenarioTables): number[] =>
  Array.from(truth.campaign.keys()).filter((a) => truth.campaign[a] !== '');

describe.each(['moderate', 'hard', 'mixed', 'alternating', 'regrowth', 'null', 'drawn', 'lerna-small'])(
  '%s',
  (name) => {
    it('has accounts in byte order, and each pair once, by account and indicator', () => {
      const { sightings } = tablesOf(name).tables;
      expect(sightings.accounts).toEqual([...new Set(sightings.accounts)].sort());
      for (let row = 1; row < sightings.account.length; row++) {
        const step = sightings.account[row] - sightings.account[row - 1];
        if (step < 0 || (step === 0 && sightings.indicator[row] <= sightings.indicator[row - 1]))
          expect.fail(`row ${row} is out of order`);
      }
    });

    it('counts every exchange once, in sightings of addresses as in accounts and hours', () => {
      const { tables, events } = tablesOf(name);
      const { sightings, accounts, activity } = tables;
      const ip = sightings.kinds.findIndex(({ kind }) => kind === 'ip');
      let uses = 0;
      sightings.indicator.forEach((e, row) => {
        if (sightings.indicatorKind[e] === ip) uses += sightings.count[row];
      });
      const all = accounts.exchanges.reduce((sum, each) => sum + each, 0);
      expect([uses, all, activity.count.reduce((sum, each) => sum + each, 0)]).toEqual(
        Array.from({ length: 3 }, () => events.account.length),
      );
    });
  },
);

describe('families', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(makeTables({ name: 'hard', ...SMALL })).toEqual(tablesOf('hard'));
    expect(makeTables({ name: 'hard', ...SMALL, seed: 4 }).tables.sightings.accounts).not.toEqual(
      tablesOf('hard').tables.sightings.accounts,
    );
  });

  it('hold no campaign at all where there is none', () => {
    expect(members(tablesOf('null'))).toEqual([]);
  });

  it('mix a fifth to nineteen twentieths of a member’s exchanges with the campaign', () => {
    const { truth, tables } = tablesOf('mixed');
    for (const a of members(tablesOf('mixed'))) {
      expect(truth.campaignShare01[a]).toBeGreaterThanOrEqual(0.2);
      expect(truth.campaignUses[a] / tables.accounts.exchanges[a]).toBeCloseTo(truth.campaignShare01[a], 0);
    }
  });

  it('deal requests out in turns: accounts have nearly as many as one another', () => {
    const { truth } = tablesOf('alternating');
    const uses = members(tablesOf('alternating')).map((a) => truth.campaignUses[a]);
    expect(Math.max(...uses) / Math.min(...uses)).toBeLessThan(1.6);
  });

  it('ban all of the first generation, and begin the second within a day', () => {
    const { truth, tables } = tablesOf('regrowth');
    const old = members(tablesOf('regrowth')).filter(
      (a) => truth.generation[a] === 1 && truth.campaign[a] !== 'tern-reach',
    );
    const young = members(tablesOf('regrowth')).filter((a) => truth.generation[a] === 2);
    expect(
      old.every(
        (a) => tables.accounts.bannedMs[a] >= BAN_MS && tables.accounts.lastMs[a] < tables.accounts.bannedMs[a],
      ),
    ).toBe(true);
    expect(young.length).toBeGreaterThan(20);
    for (const a of young) {
      expect(tables.accounts.createdMs[a]).toBeGreaterThan(BAN_MS);
      expect(tables.accounts.createdMs[a]).toBeLessThan(BAN_MS + 86_400_000);
    }
  });
});

describe('planted campaigns', () => {
  it('are in a copy: what was there is as it was', () => {
    const { tables } = tablesOf('null');
    const before = structuredClone(tables);
    const planted = plantCampaigns(tables, 1);
    expect(tables).toEqual(before);
    const ids = planted.campaigns.flatMap(({ accounts }) => accounts);
    expect(ids.length).toBe(800);
    expect(planted.tables.sightings.accounts.filter((id) => !ids.includes(id))).toEqual(tables.sightings.accounts);
  });

  it('share nothing with one another, nor with anybody', () => {
    const { tables, campaigns } = plantCampaigns(tablesOf('null').tables, 1);
    const campaignOf = new Map(campaigns.flatMap(({ name, accounts }) => accounts.map((id) => [id, name] as const)));
    const holder = new Map<number, string>();
    tables.sightings.indicator.forEach((e, row) => {
      const own = campaignOf.get(tables.sightings.accounts[tables.sightings.account[row]]) ?? 'nobody';
      expect(holder.get(e) ?? own).toBe(own);
      holder.set(e, own);
    });
  });
});
