import { IolausError } from '@iolaus/contracts';

/** A scenario: how many accounts, exchanges and campaigns. */
export interface ScenarioInfo {
  readonly name: string;
  readonly title: string;
  readonly accounts: number;
  readonly exchanges: number;
  /** Accounts and share of the campaigns' exchanges (0.9 : 20.5 : 78.6, the reported case). */
  readonly campaigns: readonly CampaignPlan[];
  readonly about: string;
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
