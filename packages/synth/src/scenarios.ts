import { IolausError } from '@iolaus/contracts';
import { CREWS, type CrewKnobs } from './knobs.js';

/** A scenario: how many accounts, exchanges and campaigns. */
export interface ScenarioInfo {
  readonly name: string;
  readonly title: string;
  readonly accounts: number;
  readonly exchanges: number;
  /** Accounts and share of the campaigns' exchanges (0.9 : 20.5 : 78.6, the reported case). */
  readonly campaigns: readonly CampaignPlan[];
  readonly about: string;
  /** How the operators of a test family work; undefined for the demo, whose campaigns are made of cells. */
  readonly crews?: CrewPlan;
}

/** What the operators of a family do. */
export interface CrewPlan {
  /** Their knobs, or `drawn`: every operator's from the seed. */
  readonly knobs: CrewKnobs | 'drawn';
  /** Share of the exchanges that the campaigns make. */
  readonly volume01: number;
  /** All are banned at BAN_MS and open new accounts within a day. */
  readonly regrows?: true;
  readonly isHarsh?: true;
}

/** One campaign of a scenario. */
export interface CampaignPlan {
  readonly name: string;
  readonly accounts: number;
  readonly volume01: number;
  /** True for the one that runs through a proxy pool and mixes its exchanges with unrelated traffic. */
  readonly isMixed: boolean;
}

const plans = (sizes: readonly [number, number, number]): readonly CampaignPlan[] => [
  { name: 'saltmarsh', accounts: sizes[0], volume01: 0.009, isMixed: false },
  { name: 'greylag', accounts: sizes[1], volume01: 0.205, isMixed: false },
  { name: 'kestrel-row', accounts: sizes[2], volume01: 0.786, isMixed: true },
];

const CREW_NAMES = ['saltmarsh', 'greylag', 'kestrel-row', 'oxbow', 'fenland'] as const;

const crews = (sizes: readonly number[]): readonly CampaignPlan[] =>
  sizes.map((accounts, at) => ({
    name: CREW_NAMES[at] ?? `crew-${at + 1}`,
    accounts,
    volume01: accounts / sizes.reduce((sum, each) => sum + each, 0),
    isMixed: false,
  }));

const family = (of: {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly sizes: readonly number[];
  readonly crews: CrewPlan;
}): ScenarioInfo => ({
  name: of.name,
  title: of.title,
  about: of.about,
  accounts: 100_000,
  exchanges: 1_200_000,
  campaigns: crews(of.sizes),
  crews: of.crews,
});

const SIZES = [900, 500, 300, 200, 100];

/** The scenarios that `synth` knows. */
export const SCENARIOS: readonly ScenarioInfo[] = [
  {
    name: 'lerna',
    title: 'Three campaigns among 100,000 accounts',
    accounts: 100_000,
    exchanges: 1_200_000,
    campaigns: plans([1_000, 5_000, 18_000]),
    about:
      'The demo: 24,000 accounts in three fictional campaigns over 45 days, the largest through one proxy pool and mixed with unrelated traffic.',
  },
  {
    name: 'lerna-small',
    title: 'Three campaigns among 3,000 accounts',
    accounts: 3_000,
    exchanges: 40_000,
    campaigns: plans([60, 200, 500]),
    about: 'The same structure for tests.',
  },
  family({
    name: 'moderate',
    title: 'Five campaigns that hide a little',
    about: 'Pools of proxies, cards and devices, a fifth of the members on their own.',
    sizes: SIZES,
    crews: { knobs: CREWS.moderate, volume01: 0.1 },
  }),
  family({
    name: 'hard',
    title: 'Five campaigns that hide well',
    about: 'Prompts in four wordings, few cards and devices, weak timing, a third of the members on their own.',
    sizes: SIZES,
    crews: { knobs: CREWS.hard, volume01: 0.1 },
  }),
  family({
    name: 'mixed',
    title: 'Five campaigns among their own customers',
    about: 'Members carry unrelated traffic too, a fifth to nineteen twentieths of theirs is the campaign.',
    sizes: SIZES,
    crews: { knobs: CREWS.mixed, volume01: 0.1 },
  }),
  family({
    name: 'alternating',
    title: 'Fifty accounts that take turns',
    about: 'A load balancer deals 25 requests a day to each account; little else is shared.',
    sizes: [50],
    crews: { knobs: CREWS.alternating, volume01: 0.05 },
  }),
  family({
    name: 'regrowth',
    title: 'Five campaigns, banned and grown back',
    about: 'All members are banned a day before the end; hours later there are successors on a part of what survived.',
    sizes: SIZES,
    crews: { knobs: CREWS.moderate, volume01: 0.1, regrows: true },
  }),
  family({
    name: 'null',
    title: 'No campaign at all',
    about: 'Innocent groups at their worst: boot camps, integrations with a launch day, undeclared resellers.',
    sizes: [],
    crews: { knobs: CREWS.moderate, volume01: 0, isHarsh: true },
  }),
  family({
    name: 'drawn',
    title: 'Five campaigns of any kind',
    about: 'How each operator works is drawn from the seed; the risk model is fitted on these.',
    sizes: [700, 350, 180, 100, 60],
    crews: { knobs: 'drawn', volume01: 0.1, isHarsh: true },
  }),
];

/** The scenario of that name, scaled when asked; refuses unknown names and sizes outside 500 to MOST_ACCOUNTS accounts. */
export function scenarioOf(
  name: string,
  scale: { readonly accounts?: number; readonly exchanges?: number },
): ScenarioInfo {
  const found = SCENARIOS.find((each) => each.name === name);
  if (!found) throw new IolausError('SCENARIO_UNKNOWN', { name, known: SCENARIOS.map((each) => each.name).join(', ') });
  const accounts = scale.accounts ?? found.accounts;
  if (!Number.isInteger(accounts) || accounts < 500)
    throw new IolausError('BAD_INPUT', { detail: 'a scenario needs at least 500 accounts' });
  if (accounts > MOST_ACCOUNTS)
    throw new IolausError('BAD_INPUT', { detail: `a scenario holds at most ${MOST_ACCOUNTS} accounts` });
  const factor = accounts / found.accounts;
  const exchanges = scale.exchanges ?? Math.round(found.exchanges * factor);
  if (!Number.isInteger(exchanges) || exchanges < 1)
    throw new IolausError('BAD_INPUT', { detail: 'exchanges must be a whole number above 0' });
  return {
    ...found,
    accounts,
    exchanges,
    campaigns: found.campaigns.map((plan) => ({ ...plan, accounts: Math.max(12, Math.round(plan.accounts * factor)) })),
  };
}

/** Largest number of accounts of one scenario: every home, office and proxy still has an address of its own. */
export const MOST_ACCOUNTS = 2_000_000;
