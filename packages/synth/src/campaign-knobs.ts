import { Rng } from './rng.js';

/** Least and most of something, both included. */
export type Range = readonly [least: number, most: number];

/** Something that a campaign's members share: for how many members there is one, and which share 0–1 of the members uses it. */
export interface Shared {
  readonly membersEach: number;
  readonly used01: number;
}

/** What one maker reads to make any campaign of the detection tests. Rates are for the default ratio of 12 exchanges an account. */
export interface CampaignKnobs {
  /** Share 0–1 of members with a card, addresses and a device of their own: only templates and timing tie them. */
  readonly stealth01: number;
  readonly proxies: {
    readonly membersEach: number;
    /** Addresses of the pool that one member uses. */
    readonly each: Range;
    readonly perNet: number;
    /** Benign customers of the vendor on each address. */
    readonly customers: Range;
  };
  readonly cards: Shared;
  readonly devices: Shared;
  readonly templates: {
    readonly count: Range;
    /** Templates that one member uses. */
    readonly each: Range;
    /** Wordings of each template; a member uses one, at times two of them. */
    readonly wordings: number;
    /** Benign users of one leaked template, among 100,000 accounts. */
    readonly leakedTo: number;
  };
  readonly agents: { readonly count: Range; readonly used01: number };
  /** Share 0–1 of members with an e-mail domain of the operator. */
  readonly mail01: number;
  readonly timing: { readonly burst01: number; readonly burstsADay: number };
  /** Days in which a wave of sign-ups falls; undefined for aged accounts, opened over 400 days. */
  readonly signUpDays: number | undefined;
  /** Share of each member's exchanges that the campaign makes; the rest is chat and public prompts. */
  readonly campaignShare: Range;
  readonly cover: { readonly publicPrompts: Range; readonly vpn01: number };
  /** Exchanges of a member, on average, unrelated ones included. */
  readonly exchangesEach: number;
  /** A load balancer deals requests to the accounts in shuffled turns, but for a share 0–1 at random; then `exchangesEach` is not read. */
  readonly dispatch?: { readonly perDay: number; readonly random01: number };
}

/** The moderate campaign of research part 1, section 3. */
export const MODERATE: CampaignKnobs = {
  stealth01: 0.2,
  proxies: { membersEach: 4, each: [2, 5], perNet: 20, customers: [1.5, 6] },
  cards: { membersEach: 12, used01: 0.9 },
  devices: { membersEach: 6, used01: 0.7 },
  templates: { count: [3, 11], each: [3, 5], wordings: 1, leakedTo: 40 },
  agents: { count: [1, 4], used01: 0.7 },
  mail01: 0.4,
  timing: { burst01: 0.6, burstsADay: 1.6 },
  signUpDays: 2.5,
  campaignShare: [0.75, 0.98],
  cover: { publicPrompts: [1, 2], vpn01: 0.2 },
  exchangesEach: 36,
};

/** The hard campaign of research part 1, section 3.3. */
export const HARD: CampaignKnobs = {
  ...MODERATE,
  stealth01: 0.35,
  proxies: { membersEach: 4, each: [1, 3], perNet: 20, customers: [5, 7] },
  cards: { membersEach: 4, used01: 0.4 },
  devices: { membersEach: 6, used01: 0.3 },
  templates: { ...MODERATE.templates, wordings: 4 },
  agents: { count: [1, 4], used01: 0.4 },
  mail01: 0.15,
  timing: { burst01: 0.25, burstsADay: 1.6 },
  signUpDays: 10,
};

/** Accounts that are resold: unrelated customers' exchanges run through every member. */
export const MIXED: CampaignKnobs = {
  ...MODERATE,
  campaignShare: [0.2, 0.95],
  cover: { publicPrompts: [3, 6], vpn01: 0.2 },
  exchangesEach: 60,
};

/** Fifty accounts in turns behind a load balancer, with little else in common (research part 2, section 3). */
export const ALTERNATING: CampaignKnobs = {
  stealth01: 0,
  proxies: { membersEach: 1, each: [1, 1], perNet: 25, customers: [0, 0] },
  cards: { membersEach: 5, used01: 0.4 },
  devices: { membersEach: 1, used01: 0 },
  templates: { count: [3, 3], each: [3, 3], wordings: 1, leakedTo: 0 },
  agents: { count: [1, 1], used01: 0 },
  mail01: 0,
  timing: { burst01: 0, burstsADay: 0 },
  signUpDays: undefined,
  campaignShare: [1, 1],
  cover: { publicPrompts: [0, 0], vpn01: 0 },
  exchangesEach: 0,
  dispatch: { perDay: 25, random01: 0.2 },
};

/** A campaign with knobs drawn at random, for fitting a risk model to more than named families. */
export function drawKnobs(rng: Rng): CampaignKnobs {
  const between = (least: number, most: number): number => least + rng.next() * (most - least);
  const ipsEach = rng.int(1, 6);
  const templates = rng.int(3, 11);
  const share = between(0.4, 0.9);
  return {
    stealth01: between(0, 0.6),
    proxies: {
      membersEach: logBetween(rng, [1, 8]),
      each: [1, ipsEach],
      perNet: rng.int(12, 40),
      customers: [1, between(1, 7)],
    },
    cards: { membersEach: logBetween(rng, [2, 25]), used01: rng.chance(0.15) ? 0 : between(0.2, 1) },
    devices: { membersEach: logBetween(rng, [2, 12]), used01: rng.chance(0.3) ? 0 : between(0.1, 0.9) },
    templates: { count: [templates, templates], each: [2, 5], wordings: rng.int(1, 6), leakedTo: rng.int(0, 80) },
    agents: { count: [1, 4], used01: between(0, 0.9) },
    mail01: between(0, 0.5),
    timing: { burst01: rng.chance(0.2) ? 0 : between(0.05, 0.8), burstsADay: between(1, 4) },
    signUpDays: rng.chance(0.3) ? undefined : logBetween(rng, [1, 12]),
    campaignShare: [share, Math.min(1, share + 0.3)],
    cover: { publicPrompts: [1, rng.int(1, 4)], vpn01: between(0, 0.4) },
    exchangesEach: between(15, 60),
  };
}

/** A draw that is uniform in its logarithm. */
export function logBetween(rng: Rng, [least, most]: Range): number {
  return least * (most / least) ** rng.next();
}
