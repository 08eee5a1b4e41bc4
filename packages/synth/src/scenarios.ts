import { IolausError } from '@iolaus/contracts';
import { ALTERNATING, drawKnobs, HARD, logBetween, MIXED, MODERATE, type CampaignKnobs } from './campaign-knobs.js';
import { Rng } from './rng.js';

interface ScenarioSize {
  readonly name: string;
  readonly title: string;
  readonly accounts: number;
  readonly exchanges: number;
  /** Length in days, from START_MS. */
  readonly days: number;
  readonly about: string;
}

/** A scenario whose campaigns work in cells, as the reported case did. */
export interface CellScenario extends ScenarioSize {
  readonly kind: 'cells';
  /** Accounts and share of the campaigns' exchanges (0.9 : 20.5 : 78.6, the reported case). */
  readonly campaigns: readonly CellPlan[];
}

/** A scenario of the detection tests: campaigns made of knobs, in a benign crowd with adversarial groups. */
export interface FamilyScenario extends ScenarioSize {
  readonly kind: 'family';
  readonly campaigns: readonly KnobPlan[];
  /** True when half of the integrations sign up on one day and hardly any is declared. */
  readonly isHarsh: boolean;
  /** Cards of a vendor that accounts of the second and the third campaign share. */
  readonly vendorCards: number;
  /** Sizes and knobs of its campaigns are drawn from the seed. */
  readonly isDrawn?: true;
  readonly regrowth?: RegrowthPlan;
}

/** A scenario: how many accounts, exchanges and campaigns. */
export type ScenarioInfo = CellScenario | FamilyScenario;

/** One campaign of a scenario. */
export type CampaignPlan = CellPlan | KnobPlan;

/** A campaign in cells. */
export interface CellPlan {
  readonly name: string;
  readonly accounts: number;
  readonly volume01: number;
  /** True for the one that runs through a proxy pool and mixes its exchanges with unrelated traffic. */
  readonly isMixed: boolean;
}

/** A campaign made of knobs. */
export interface KnobPlan {
  readonly name: string;
  readonly accounts: number;
  readonly knobs: CampaignKnobs;
  /** Its accounts stay as many as they are when the scenario is scaled. */
  readonly isFixed?: true;
  /** Begins after the ban, and rents a share 0–1 of the addresses that the first campaign rents: a look-alike of a successor. */
  readonly rents01?: number;
}

/** When accounts are banned, and what their operators keep. */
export interface RegrowthPlan {
  /** When every account of the first generation is banned: days after START_MS. */
  readonly banDay: number;
  /** Successors a banned account. */
  readonly successors01: number;
  /** Shares 0–1 of the old infrastructure that go on. */
  readonly kept: { readonly ips: number; readonly cards: number; readonly devices: number; readonly templates: number };
}

const cells = (sizes: readonly [number, number, number]): readonly CellPlan[] => [
  { name: 'saltmarsh', accounts: sizes[0], volume01: 0.009, isMixed: false },
  { name: 'greylag', accounts: sizes[1], volume01: 0.205, isMixed: false },
  { name: 'kestrel-row', accounts: sizes[2], volume01: 0.786, isMixed: true },
];

const NAMES = ['reedmace', 'sandpiper', 'alder-weir', 'tern-gate', 'fenbridge'] as const;
const SIZES = [900, 500, 300, 200, 100] as const;

const fiveOf = (knobs: CampaignKnobs): readonly KnobPlan[] =>
  NAMES.map((name, at) => ({ name, accounts: SIZES[at], knobs }));

const family = (
  given: Pick<FamilyScenario, 'name' | 'title' | 'about' | 'campaigns'> & Partial<FamilyScenario>,
): FamilyScenario => ({
  kind: 'family',
  accounts: 100_000,
  exchanges: 1_200_000,
  days: 14,
  isHarsh: false,
  vendorCards: 0,
  ...given,
});

/** The scenarios that `synth` knows. */
export const SCENARIOS: readonly ScenarioInfo[] = [
  {
    kind: 'cells',
    name: 'lerna',
    title: 'Three campaigns among 100,000 accounts',
    accounts: 100_000,
    exchanges: 1_200_000,
    days: 45,
    campaigns: cells([1_000, 5_000, 18_000]),
    about:
      'The demo: 24,000 accounts in three fictional campaigns over 45 days, the largest through one proxy pool and mixed with unrelated traffic.',
  },
  {
    kind: 'cells',
    name: 'lerna-small',
    title: 'Three campaigns among 3,000 accounts',
    accounts: 3_000,
    exchanges: 40_000,
    days: 45,
    campaigns: cells([60, 200, 500]),
    about: 'The same structure for tests.',
  },
  family({
    name: 'moderate',
    title: 'Five campaigns with shared infrastructure',
    campaigns: fiveOf(MODERATE),
    vendorCards: 2,
    about: 'Campaigns of 900 to 100 accounts on proxies, cards, devices and templates; one member in five hides.',
  }),
  family({
    name: 'hard',
    title: 'Five campaigns that share little',
    campaigns: fiveOf(HARD),
    vendorCards: 2,
    about: 'As moderate, with more hidden members, fewer shared cards and devices, reworded templates, weak timing.',
  }),
  family({
    name: 'mixed',
    title: 'Five campaigns inside resold accounts',
    campaigns: fiveOf(MIXED),
    about: "Members carry unrelated customers' traffic: 5 to 80 % of their exchanges.",
  }),
  family({
    name: 'alternating',
    title: 'Fifty accounts behind a load balancer',
    campaigns: [{ name: 'tern-gate', accounts: 50, knobs: ALTERNATING, isFixed: true }],
    about: 'One campaign whose 50 accounts take turns at 25 requests a day each, with few other links.',
  }),
  family({
    name: 'regrowth',
    title: 'Five campaigns that are banned and come back',
    days: 20,
    campaigns: [...fiveOf(MODERATE), { name: 'millrace', accounts: 200, knobs: MODERATE, rents01: 0.5 }],
    vendorCards: 2,
    regrowth: {
      banDay: 14,
      successors01: 0.6,
      kept: { ips: 0.25, cards: 0.1, devices: 0.3, templates: 0.5 },
    },
    about: 'On day 14 every account of the campaigns is banned; a day later their operators are back with part of it.',
  }),
  family({
    name: 'null',
    title: 'No campaign at all',
    campaigns: [],
    isHarsh: true,
    about: 'Only benign accounts, with more boot camps and integrations, half of these signed up on one day.',
  }),
  family({
    name: 'drawn',
    title: 'Five campaigns with drawn knobs',
    campaigns: fiveOf(MODERATE),
    isDrawn: true,
    about:
      'Sizes, sharing and timing of the campaigns are drawn from the seed: for fitting a risk model, not for tests.',
  }),
];

/** What may be asked of a scenario. */
export interface ScenarioScale {
  readonly accounts?: number;
  readonly exchanges?: number;
  readonly seed?: number;
}

/** The scenario of that name, scaled when asked; refuses unknown names and sizes outside 500 to MOST_ACCOUNTS accounts. */
export function scenarioOf(name: string, scale: ScenarioScale): ScenarioInfo {
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
  const sized = <P extends CampaignPlan>(plan: P): P =>
    'isFixed' in plan ? plan : { ...plan, accounts: Math.max(12, Math.round(plan.accounts * factor)) };
  if (found.kind === 'cells') return { ...found, accounts, exchanges, campaigns: found.campaigns.map(sized) };
  const campaigns = found.isDrawn ? drawn(scale.seed ?? 1) : found.campaigns;
  return { ...found, accounts, exchanges, campaigns: campaigns.map(sized) };
}

function drawn(seed: number): KnobPlan[] {
  const rng = new Rng(seed ^ 0x3d4f1b27);
  return NAMES.map((name) => ({ name, accounts: Math.round(logBetween(rng, [30, 1000])), knobs: drawKnobs(rng) }));
}

/** Largest number of accounts of one scenario: every home, office and proxy still has an address of its own. */
export const MOST_ACCOUNTS = 2_000_000;
