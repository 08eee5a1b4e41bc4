import { z } from 'zod';
import { FAMILIES, INDICATOR_CLASSES, TIERS } from './words.js';

const family = z.enum(FAMILIES);
/** Bits of evidence by family; families without evidence are absent or 0. */
export const familyBits = z.partialRecord(family, z.number());
/** See {@link familyBits}. */
export type FamilyBits = z.infer<typeof familyBits>;

/**
 * A term of the risk score: a feature, its value in words, the amount that points are read from (null where there is none, or the data cannot tell), and the points (bits) that it adds or
 * takes.
 */
export const riskPoint = z.object({
  feature: z.string(),
  value: z.string(),
  amount: z.number().nullable(),
  points: z.number(),
});
/** See {@link riskPoint}. */
export type RiskPoint = z.infer<typeof riskPoint>;

/** An innocent explanation, tested. `figure` is the one number behind the answer, in words. */
export const hypothesis = z.object({
  id: z.enum([
    'campus-nat',
    'vpn-exit',
    'reseller',
    'popular-prompt',
    'class-assignment',
    'popular-client',
    'one-organisation',
  ]),
  question: z.string(),
  answer: z.enum(['excluded', 'partly', 'open', 'explains']),
  figure: z.string(),
});
/** See {@link hypothesis}. */
export type Hypothesis = z.infer<typeof hypothesis>;

/** An indicator in a network's core. `members` hold it inside; `reach` accounts hold it in all. */
export const coreIndicator = z.object({
  kind: z.string(),
  value: z.string(),
  text: z.string().optional(),
  members: z.number().int(),
  reach: z.number().int(),
  bits: z.number(),
  /** What it is as infrastructure; its bits count less for it. Absent for nothing. */
  classes: z.array(z.enum(INDICATOR_CLASSES.map(({ name }) => name))).optional(),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
});
/** See {@link coreIndicator}. */
export type CoreIndicator = z.infer<typeof coreIndicator>;

/** Without this, what is left: shown under "What would break it". `kind` is that of an indicator, `family`, or `day` (the value is its UTC date). */
export const fragility = z.object({
  without: z.string(),
  kind: z.string(),
  value: z.string(),
  /** Median member's bits that remain, or for a network the share 0–1 of members that stay. */
  remains: z.number(),
  holds: z.boolean(),
});
/** See {@link fragility}. */
export type Fragility = z.infer<typeof fragility>;

/** An indicator that holds two communities of a network together. */
export const bridge = z.object({
  kind: z.string(),
  value: z.string(),
  text: z.string().optional(),
  /** Labels of the two communities that hold it most, and members of each that do, the community with more first. */
  communities: z.tuple([z.string(), z.string()]),
  members: z.tuple([z.number().int(), z.number().int()]),
  /** Communities in which anybody holds it. */
  in: z.number().int(),
  bits: z.number(),
  /**
   * Members of either community that reach the bar of the other in two families, with the indicator and without it, and how many make the two one network; where accounts were linked one by one,
   * links between the two.
   */
  common: z.number().int(),
  commonWithout: z.number().int(),
  needed: z.number().int(),
  /** Whether the two would be apart without it. */
  parts: z.boolean(),
});
/** See {@link bridge}. */
export type Bridge = z.infer<typeof bridge>;

/** A plain sentence with its figures; the same six blocks serve link, member and network. */
export const reason = z.object({
  code: z.string(),
  sentence: z.string(),
  figures: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
});
/** See {@link reason}. */
export type Reason = z.infer<typeof reason>;

/** What became of a network since the run before, which knew other dumps or constraints. */
export const EVENTS = ['born', 'kept', 'grew', 'shrank', 'split', 'merged', 'regrown'] as const;

/** Where a network comes from. */
export const lineage = z.object({
  /** 1, or one more than that of the banned network which it follows. */
  generation: z.number().int(),
  /** Networks that it follows, was split from, or took in. */
  predecessors: z.array(z.string()),
  event: z.enum(EVENTS),
  /** How sure it is that it follows a banned network: 18 bits or more in two families are likely, 12 possible; null when it follows none. */
  certainty: z.enum(['likely', 'possible']).nullable(),
  /** Bits of the indicators and the cadence that survived, null when it follows none. */
  bits: z.number().nullable(),
  /** What survived, most telling first. */
  signals: z.array(
    z.object({ kind: z.string(), value: z.string(), text: z.string().optional(), family, bits: z.number() }),
  ),
});
/** See {@link lineage}. */
export type Lineage = z.infer<typeof lineage>;

/** A network as `networks --json` and `detect --out` print it (`iolaus.networks/1`), without members. */
export const networkRecord = z.object({
  id: z.string(),
  name: z.string(),
  tier: z.enum(TIERS),
  /** Risk points (bits); > 0 means act. */
  score: z.number(),
  /** Probability 0–1 that an investigator confirms it; null until there are verdicts enough to calibrate one. */
  probability: z.number().nullable(),
  q: z.number(),
  /** How often two families of evidence meet in an account, and how often they would if sightings were dealt anew among accounts of one week of sign-up (and one ASN); p of so many. */
  withinStrata: z.object({ meetings: z.number().int(), expected: z.number(), p: z.number() }),
  /** Median member's bits, by family, and the bar of acceptance. */
  strength: z.number(),
  strengthByFamily: familyBits,
  barBits: z.number(),
  lineage,
  accounts: z.number().int(),
  /** Members that were banned already. */
  banned: z.number().int(),
  exchanges: z.number(),
  communities: z.number().int(),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  /** Share 0–1 of members held by each family. */
  heldBy: familyBits,
  core: z.array(coreIndicator),
  points: z.array(riskPoint),
  hypotheses: z.array(hypothesis),
  fragility: z.array(fragility),
  /** What holds two of its communities together, what is needed most first; at most ten. */
  bridges: z.array(bridge),
  reasons: z.array(reason),
});
/** See {@link networkRecord}. */
export type NetworkRecord = z.infer<typeof networkRecord>;

/** A member as `detect --out` prints it. */
export const memberRecord = z.object({
  account: z.string(),
  bits: z.number(),
  probability: z.number().nullable(),
  /** Share 0–1 of the account's exchanges that belong to the network's campaign, null where the data cannot tell. */
  share: z.number().nullable(),
  /** 95 % interval of the share (Wilson). */
  shareLow: z.number().nullable(),
  shareHigh: z.number().nullable(),
});
/** See {@link memberRecord}. */
export type MemberRecord = z.infer<typeof memberRecord>;

/** A network that became another one, or none, since the run before. */
export const change = z.object({
  network: z.string(),
  name: z.string(),
  event: z.enum([...EVENTS, 'gone']),
  /** Accounts before and now. */
  before: z.number().int(),
  now: z.number().int(),
  sentence: z.string(),
});
/** See {@link change}. */
export type Change = z.infer<typeof change>;

/** The document of `detect --out`. */
export const networksDocument = z.object({
  schema: z.literal('iolaus.networks/1'),
  networks: z.array(networkRecord.extend({ members: z.array(memberRecord) })),
  changes: z.array(change),
  parameters: z.record(z.string(), z.unknown()),
  input: z.object({ dumps: z.array(z.string()) }),
});
/** See {@link networksDocument}. */
export type NetworksDocument = z.infer<typeof networksDocument>;

/** Members of one network as columns, best first; account and indicator numbers are those of the SightingTable that detection read. */
export interface MemberColumns {
  readonly account: Uint32Array;
  readonly bits: Float32Array;
  /** Row-major n × FAMILIES.length. */
  readonly bitsByFamily: Float32Array;
  /** Index into the network's communities. */
  readonly community: Uint16Array;
  /** Timing z against the network's centroid, NaN when the account is too quiet to say. */
  readonly timingZ: Float32Array;
  /** Index into the detection's networks of the runner-up within 3 bits, −1 for none. */
  readonly contested: Int32Array;
  /** Exchanges that carry a prompt of the network, of how many; 0 of 0 where the data cannot tell. */
  readonly campaignUses: Float64Array;
  readonly uses: Float64Array;
}

/** A part of a network around the same indicators. */
export interface Community {
  /** Stable label inside the network, by size: `A-01`, `A-02` … */
  readonly label: string;
  readonly accounts: number;
  readonly exchanges: number;
  /** Indicator numbers, most telling first. */
  readonly indicators: Uint32Array;
  readonly bits: number;
  readonly heldBy: FamilyBits;
  /** Fact under the name, for example "2 cards, 31 IPs". */
  readonly holdsTogether: string;
}

/** One found network with its members: what detection returns, layout draws, graph-store publishes, evidence seals. */
export interface DetectedNetwork {
  readonly record: NetworkRecord;
  readonly members: MemberColumns;
  readonly communities: readonly Community[];
  /** Indicator numbers of the core, same order as `record.core`. */
  readonly core: Uint32Array;
  /** Bits of each core indicator for a member that holds it, same order. */
  readonly coreBits: Float32Array;
}

/** What a later run must know of this one, to give networks the ids that they had. Members in byte order of their ids. */
export interface Baseline {
  readonly networks: readonly {
    readonly id: string;
    readonly name: string;
    readonly members: readonly string[];
  }[];
  /** The highest number that an id has had. */
  readonly lastNumber: number;
}

/** Result of one detection run, networks best first. */
export interface Detection {
  readonly networks: readonly DetectedNetwork[];
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** Networks tested, and how many would pass by chance. */
  readonly tested: number;
  readonly expectedByChance: number;
  /** Classes of every indicator as infrastructure, by lists and by use: bits of INDICATOR_CLASSES. */
  readonly indicatorClass: Uint8Array;
  /** Indicators left out for telling too little, by kind. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** What changed since the run before, most important first; empty for a first run. */
  readonly changes: readonly Change[];
  /** The highest number that a network's id has had. */
  readonly lastNumber: number;
  /** Constraints that speak of what this data does not hold. */
  readonly unmet: readonly string[];
}

/** One shared indicator of a link, or one indicator that holds a member. */
export const evidenceItem = z.object({
  kind: z.string(),
  value: z.string(),
  text: z.string().optional(),
  family,
  bits: z.number(),
  /** Accounts that hold it: all, inside the network, outside. */
  reach: z.number().int(),
  members: z.number().int(),
  outside: z.number().int(),
  /** "1 in 48,000 accounts outside" or "1 in 38: too common to count". */
  rarity: z.string(),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  rows: z.number().int(),
});
/** See {@link evidenceItem}. */
export type EvidenceItem = z.infer<typeof evidenceItem>;

/** The six blocks of the Why panel for a link, a member or a network. */
export const why = z.object({
  sentence: z.string(),
  q: z.number().nullable(),
  bits: z.number(),
  bitsByFamily: familyBits,
  barBits: z.number(),
  tier: z.enum(TIERS).nullable(),
  nullModel: z.string(),
  shares: z.array(evidenceItem),
  breaks: z.array(fragility),
  against: z.array(z.string()),
});
/** See {@link why}. */
export type Why = z.infer<typeof why>;
