import type { Rng } from './rng.js';

type Range = readonly [min: number, max: number];

/** How the operator of a crew works: what its accounts share, and how well they hide it. */
export interface CrewKnobs {
  /** Share 0–1 of members with a card, addresses and a device of their own: only prompts and timing give them away. */
  readonly stealth01: number;
  /** Cards for each member, and the share of the others that use them. */
  readonly cards: { readonly each: number; readonly use01: number };
  readonly devices: { readonly each: number; readonly use01: number };
  /** Proxy addresses for each member, how many of them one uses, and how many customers of the vendor are on each besides. */
  readonly pool: { readonly each: number; readonly perMember: Range; readonly customers: number };
  readonly templates: Range;
  /** Wordings of each template; a member uses one or two of them. */
  readonly variants: number;
  /** Share of exchanges in the crew's busy hours. */
  readonly timing01: number;
  readonly agents: Range;
  /** Days within which the members signed up; more than a hundred look aged. */
  readonly signUpDays: number;
  /** Share of a member's exchanges that belong to the campaign. */
  readonly campaignShare: readonly [min: number, max: number];
  /** Benign users of one leaked template. */
  readonly leaks: number;
  /** Requests are dealt out in turns, so many a day and account. */
  readonly turnsPerDay?: number;
}

const MODERATE: CrewKnobs = {
  stealth01: 0.2,
  cards: { each: 0.08, use01: 1 },
  devices: { each: 0.15, use01: 1 },
  pool: { each: 0.3, perMember: [3, 8], customers: 3 },
  templates: [3, 11],
  variants: 1,
  timing01: 0.7,
  agents: [1, 2],
  signUpDays: 6,
  campaignShare: [0.85, 1],
  leaks: 40,
};

/** The ways of operators that scenarios are made of (figures: research on detection, section 3). */
export const CREWS = {
  moderate: MODERATE,
  hard: {
    ...MODERATE,
    stealth01: 0.35,
    cards: { each: 0.24, use01: 0.4 },
    devices: { each: 0.15, use01: 0.3 },
    pool: { each: 0.3, perMember: [1, 3], customers: 6 },
    variants: 4,
    timing01: 0.35,
    signUpDays: 20,
  },
  mixed: { ...MODERATE, campaignShare: [0.2, 0.95] },
  alternating: {
    ...MODERATE,
    stealth01: 0,
    cards: { each: 0.2, use01: 0.4 },
    devices: { each: 0.15, use01: 0 },
    pool: { each: 1, perMember: [1, 1], customers: 2 },
    templates: [3, 3],
    timing01: 0,
    agents: [1, 1],
    signUpDays: 30,
    leaks: 0,
    turnsPerDay: 25,
  },
} as const satisfies Readonly<Record<string, CrewKnobs>>;

/** Knobs drawn from a wide range: what a model is fitted on should not be what it is tested on. */
export function drawKnobs(rng: Rng): CrewKnobs {
  const between = (min: number, max: number): number => min + (max - min) * rng.next();
  const templates = rng.int(2, 8);
  const most = rng.int(1, 6);
  return {
    stealth01: between(0, 0.5),
    cards: { each: between(0.04, 0.4), use01: between(0, 1) },
    devices: { each: between(0.08, 0.4), use01: between(0, 1) },
    pool: { each: between(0.15, 0.8), perMember: [1, most], customers: rng.int(0, 6) },
    templates: [templates, templates + rng.int(0, 4)],
    variants: rng.int(1, 4),
    timing01: between(0.15, 0.85),
    agents: [1, rng.int(1, 4)],
    signUpDays: rng.chance(0.25) ? 300 : rng.int(2, 40),
    campaignShare: [between(0.3, 0.9), 1],
    leaks: rng.int(0, 60),
  };
}
