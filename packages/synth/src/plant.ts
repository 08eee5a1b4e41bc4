import { someSightings, type LakeTables } from '@iolaus/contracts';
import { Supply } from './addresses.js';
import { HARD, MODERATE } from './campaign-knobs.js';
import { campaignsOf } from './family-population.js';
import { tablesOf, type ScenarioTables } from './lake-tables.js';
import { mergeTables } from './merge-tables.js';
import type { World } from './people.js';
import { makeFrames } from './prompts.js';
import { Rng } from './rng.js';
import type { FamilyScenario } from './scenarios.js';
import { makeTraffic, USUAL_RATE } from './traffic.js';
import { DAY_MS, START_MS, type Person } from './world.js';

/** A campaign that was planted. */
export interface PlantedCampaign {
  readonly name: string;
  readonly about: string;
  readonly accounts: readonly string[];
}

/** Tables with campaigns among what was there. */
export interface Planted {
  readonly tables: LakeTables;
  readonly campaigns: readonly PlantedCampaign[];
}

const WAYS = {
  moderate: { knobs: MODERATE, about: 'hide a little' },
  hard: { knobs: HARD, about: 'hide well' },
} as const;

const PLANS = (
  [
    ['moderate', 300],
    ['moderate', 60],
    ['hard', 300],
    ['hard', 100],
    ['hard', 40],
  ] as const
).map(([ways, accounts], at) => ({
  name: `${ways}-${accounts}-${at + 1}`,
  about: `${accounts} accounts that ${WAYS[ways].about}`,
  accounts,
  knobs: WAYS[ways].knobs,
}));

const ACCOUNTS = PLANS.reduce((sum, { accounts }) => sum + accounts, 0);

const PLANTED: FamilyScenario = {
  kind: 'family',
  name: 'planted',
  title: 'Campaigns to be found again',
  about: 'Campaigns without a crowd: that of the tables is theirs.',
  accounts: ACCOUNTS,
  exchanges: ACCOUNTS * USUAL_RATE,
  days: 14,
  campaigns: PLANS,
  isHarsh: false,
  vendorCards: 0,
};

const MARK = 'selftest-';

/**
 * Plants campaigns of several sizes, of operators that hide a little and well, in a copy of tables, within the last weeks that these know. Nothing that they use is in the tables: what
 * is found of them tells how well campaigns of that kind would be found in data of this size and make. The given tables are left as they are.
 */
export function plantCampaigns(tables: LakeTables, seed: number): Planted {
  const rng = new Rng(seed);
  const people = planted(rng);
  const made = tablesOf({ scenario: PLANTED, seed, rng, people, traffic: makeTraffic(rng, PLANTED, people) });
  const campaigns = PLANS.map(({ name, about }) => ({
    name,
    about,
    accounts: people.filter(({ campaign }) => campaign === name).map(({ id }) => id),
  }));
  return { tables: mergeTables(tables, moved(withoutCommon(made), tables)), campaigns };
}

/** Members of all campaigns, by id. Their clients tell no machine: few logs do, and where one is unknown it would give everybody away. */
function planted(rng: Rng): Person[] {
  const supply = new Supply(rng);
  const world: World = {
    rng,
    supply,
    factor: 1,
    days: PLANTED.days,
    publicFrames: makeFrames(rng, { count: 20, prefix: 'public', intents: ['public'] }),
    vpnExits: supply.siteIps(4),
    carrierNat: [supply.carrierIp(1)],
  };
  return campaignsOf(world, PLANTED)
    .members.map((each) => ({ ...each, id: `${MARK}${each.id}`, devices: [] }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Without what several of the campaigns have in common, mail providers and public prompts: everybody would have it, and here nobody else does. */
function withoutCommon({ tables, truth }: ScenarioTables): LakeTables {
  const { sightings } = tables;
  const owner = new Map<number, string>();
  const common = new Set<number>();
  sightings.indicator.forEach((e, row) => {
    const campaign = truth.campaign[sightings.account[row]];
    if ((owner.get(e) ?? campaign) !== campaign) common.add(e);
    owner.set(e, campaign);
  });
  const kept = Uint32Array.from(sightings.indicator.keys()).filter((row) => !common.has(sightings.indicator[row]));
  return { ...tables, sightings: someSightings(sightings, kept) };
}

/** Planted tables in the last weeks of the others, with values that nobody else has. */
function moved(planted: LakeTables, others: LakeTables): LakeTables {
  const last = others.accounts.lastMs.reduce((most, ms) => (ms > most ? ms : most), Number.NEGATIVE_INFINITY);
  const hours = Number.isFinite(last) ? Math.floor((last - (START_MS + PLANTED.days * DAY_MS)) / 3_600_000) : 0;
  const shift = (column: Float64Array): Float64Array => column.map((ms) => ms + hours * 3_600_000);
  const { sightings, accounts, activity } = planted;
  return {
    sightings: {
      ...sightings,
      indicatorValue: sightings.indicatorValue.map((value) => `${MARK}${value}`),
      firstMs: shift(sightings.firstMs),
      lastMs: shift(sightings.lastMs),
    },
    accounts: {
      ...accounts,
      createdMs: shift(accounts.createdMs),
      firstMs: shift(accounts.firstMs),
      lastMs: shift(accounts.lastMs),
    },
    activity: { ...activity, hour: activity.hour.map((hour) => hour + hours) },
  };
}
