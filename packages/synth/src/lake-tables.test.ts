import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { INDICATOR_KINDS, IolausError } from '@iolaus/contracts';
import { afterAll, describe, expect, it } from 'vitest';
import { makeTables, type ScenarioTables } from './lake-tables.js';
import { SCENARIOS, scenarioOf } from './scenarios.js';
import { writeScenario } from './write-scenario.js';

const root = mkdtempSync(join(tmpdir(), 'iolaus-tables-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const kindAt = ({ tables: { sightings } }: ScenarioTables, indicator: number): string =>
  sightings.kinds[sightings.indicatorKind[indicator]].kind;

describe.each(SCENARIOS.map(({ name }) => name))('makeTables of %s', (name) => {
  const made = makeTables({ name, accounts: 1500, seed: 3 });
  const { tables, truth, events } = made;
  const { sightings, accounts, activity } = tables;

  it('sorts accounts, indicators and rows as a lake does, each pair once', () => {
    expect(sightings.accounts).toHaveLength(1500);
    expect(sightings.accounts).toEqual(sightings.accounts.toSorted());
    const indicators = sightings.indicatorValue.map(
      (value, at) => `${String(sightings.indicatorKind[at]).padStart(3, '0')} ${value}`,
    );
    expect(indicators).toEqual([...new Set(indicators)].sort());
    const rows = [...sightings.account].map((account, at) => account * indicators.length + sightings.indicator[at]);
    expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
    const hours = [...activity.account].map((account, at) => account * 1_000_000 + activity.hour[at]);
    expect(hours).toEqual([...new Set(hours)].sort((a, b) => a - b));
  });

  it('gives every column the length of its table', () => {
    for (const column of ['indicator', 'count', 'firstMs', 'lastMs', 'dump', 'ordinal'] as const)
      expect(sightings[column]).toHaveLength(sightings.account.length);
    expect(sightings.indicatorText).toHaveLength(sightings.indicatorValue.length);
    for (const [column, values] of Object.entries(accounts))
      if (column !== 'organisations') expect(values, column).toHaveLength(1500);
    for (const values of Object.values(truth)) expect(values).toHaveLength(1500);
    for (const values of Object.values(events)) expect(values).toHaveLength(events.ms.length);
  });

  it('uses every indicator, and counts every exchange', () => {
    expect(new Set(sightings.indicator).size).toBe(sightings.indicatorValue.length);
    const clients = sightings.count.reduce(
      (sum, count, row) => sum + (kindAt(made, sightings.indicator[row]) === 'user-agent' ? count : 0),
      0,
    );
    const inHours = activity.count.reduce((a, b) => a + b, 0);
    const byAccount = accounts.exchanges.reduce((a, b) => a + b, 0);
    expect([clients, inHours, byAccount]).toEqual([events.ms.length, events.ms.length, events.ms.length]);
    expect(sightings.firstMs.every((first, row) => first <= sightings.lastMs[row])).toBe(true);
    expect(sightings.count.every((count) => count > 0)).toBe(true);
  });

  it('lists events in the order of time, with templates that are templates of their accounts', () => {
    expect(events.ms.every((ms, at) => at === 0 || ms >= events.ms[at - 1])).toBe(true);
    const uses = new Map<string, number>();
    events.template.forEach((template, at) => {
      if (template < 0) return;
      const key = `${events.account[at]} ${template}`;
      uses.set(key, (uses.get(key) ?? 0) + 1);
    });
    const sighted = new Map<string, number>();
    sightings.indicator.forEach((indicator, row) => {
      if (kindAt(made, indicator) === 'prompt-template')
        sighted.set(`${sightings.account[row]} ${indicator}`, sightings.count[row]);
    });
    expect(uses).toEqual(sighted);
  });

  it('knows the truth of each account', () => {
    for (const { name: campaign, accounts: size } of scenarioOf(name, { accounts: 1500, seed: 3 }).campaigns)
      expect(truth.campaign.filter((each, at) => each === campaign && truth.generation[at] === 1)).toHaveLength(size);
    truth.campaign.forEach((campaign, at) => {
      expect(truth.generation[at] > 0).toBe(campaign !== '');
      expect(truth.campaignShare01[at] > 0).toBe(campaign !== '');
    });
    const campaignUses = new Uint32Array(1500);
    events.isCampaign.forEach((isCampaign, at) => {
      if (isCampaign === 1 && truth.campaign[events.account[at]] === '') expect.fail(`exchange ${at} is of a campaign`);
      campaignUses[events.account[at]] += isCampaign;
    });
    expect(truth.campaignUses).toEqual(campaignUses);
  });
});

describe('makeTables', () => {
  it('gives the same tables for the same seed, and others for another', () => {
    const options = { name: 'hard', accounts: 800 };
    expect(makeTables({ ...options, seed: 5 })).toEqual(makeTables({ ...options, seed: 5 }));
    expect(makeTables({ ...options, seed: 6 })).not.toEqual(makeTables({ ...options, seed: 5 }));
  });

  it('mixes as many exchanges with those of the campaign as the share of each member says', () => {
    const { truth, tables } = makeTables({ name: 'mixed', accounts: 3000 });
    truth.campaign.forEach((campaign, at) => {
      if (campaign === '') return;
      expect(
        Math.abs(truth.campaignUses[at] - tables.accounts.exchanges[at] * truth.campaignShare01[at]),
      ).toBeLessThanOrEqual(1);
    });
  });

  it('shows templates with a slot where their fill stands', () => {
    const { sightings } = makeTables({ name: 'moderate', accounts: 800 }).tables;
    const texts = sightings.indicatorText.filter((text) => text !== undefined);
    expect(texts.filter((text) => text.split('‹…›').length !== 2)).toEqual([]);
    const ends = texts.map((text) => [text.startsWith('‹…›'), text.endsWith('‹…›')].join(' '));
    expect([...new Set(ends)].sort()).toEqual(['false false', 'false true', 'true false']);
  });

  it('declares machines where the mapping does', () => {
    const kinds = (name: string): string[] =>
      makeTables({ name, accounts: 500 }).tables.sightings.kinds.map(({ kind }) => kind);
    expect(kinds('lerna')).toEqual(INDICATOR_KINDS.map(({ kind }) => kind));
    expect(kinds('moderate')).toEqual([...INDICATOR_KINDS.map(({ kind }) => kind), 'device']);
  });

  it('refuses what writing refuses', () => {
    const codeOf = (options: Parameters<typeof makeTables>[0]): string => {
      try {
        makeTables(options);
        return '';
      } catch (error) {
        return error instanceof IolausError ? error.code : String(error);
      }
    };
    expect(codeOf({ name: 'hydra' })).toBe('SCENARIO_UNKNOWN');
    expect(codeOf({ name: 'moderate', accounts: 20 })).toBe('BAD_INPUT');
    expect(codeOf({ name: 'moderate', exchanges: 67_108_865 })).toBe('BAD_INPUT');
  });
});

describe('the written dumps', () => {
  const options = { name: 'regrowth', accounts: 1200, seed: 4 };

  it('tell the sightings of the tables', async () => {
    await writeScenario({ ...options, outDir: join(root, 'regrowth') });
    const dumps = join(root, 'regrowth', 'dumps');
    const seen = new Map<string, [count: number, first: number, last: number]>();
    const see = (account: string, [kind, value]: readonly [string, string | undefined], ts: string): void => {
      if (value === undefined) return;
      const key = `${account} ${kind} ${value}`;
      const [ms, known] = [Date.parse(ts), seen.get(key)];
      seen.set(key, known ? [known[0] + 1, Math.min(known[1], ms), Math.max(known[2], ms)] : [1, ms, ms]);
    };
    for (const file of readdirSync(dumps).filter((name) => name.endsWith('.gz')))
      for (const text of gunzipSync(readFileSync(join(dumps, file)))
        .toString('utf8')
        .trimEnd()
        .split('\n')) {
        const line = JSON.parse(text) as Record<string, string>;
        const [account, ts, ip] = [line['account_id'], line['ts'], line['ip']];
        see(account, ['ip', ip], ts);
        see(account, ['subnet', `${ip.split('.').slice(0, 3).join('.')}.0/24`], ts);
        see(account, ['user-agent', line['user_agent']], ts);
        see(account, ['device', line['device']], ts);
      }
    const csv = (name: string): string[][] =>
      readFileSync(join(dumps, name), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((row) => row.split(','));
    for (const [account, ts, card, bin] of csv('payments.csv')) {
      see(account, ['payment-method', card], ts);
      see(account, ['bin', bin], ts);
    }
    for (const [account, created, domain] of csv('accounts.csv')) see(account, ['email-domain', domain], created);

    const made = makeTables(options);
    const { sightings, accounts } = made.tables;
    const told = new Map<string, [number, number, number]>();
    sightings.account.forEach((account, row) => {
      const indicator = sightings.indicator[row];
      const kind = kindAt(made, indicator);
      if (['prompt-template', 'system-prompt', 'tool-schema'].includes(kind)) return;
      told.set(`${sightings.accounts[account]} ${kind} ${sightings.indicatorValue[indicator]}`, [
        sightings.count[row],
        sightings.firstMs[row],
        sightings.lastMs[row],
      ]);
    });
    expect(told).toEqual(seen);

    const banned = new Map(csv('bans.csv').map(([account, , ts]) => [account, Date.parse(ts)]));
    sightings.accounts.forEach((account, at) => {
      expect(accounts.status[at]).toBe(banned.has(account) ? 'banned' : 'active');
      expect(accounts.bannedMs[at]).toBe(banned.get(account) ?? Number.NaN);
    });
  });
});
