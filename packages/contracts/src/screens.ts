import { z } from 'zod';
import { change, evidenceItem, familyBits, hypothesis, memberRecord, networkRecord, why } from './detection.js';
import { ENTITIES, FAMILIES, TIERS } from './words.js';

const ms = z.number().nullable();
const kindInfo = z.object({
  kind: z.string(),
  label: z.string(),
  plural: z.string(),
  family: z.enum(FAMILIES).exclude(['timing']),
  reliability01: z.number(),
  isDeclared: z.boolean(),
});

/** State of the whole installation, for the status line, `doctor` and the first paint. */
export const status = z.object({
  version: z.string(),
  /** Undefined until something was detected. */
  snapshot: z.object({ id: z.string(), createdMs: z.number() }).nullable(),
  accounts: z.number().int(),
  exchanges: z.number(),
  indicators: z.number().int(),
  /** Sum of the sightings' counts, and distinct account–indicator pairs. */
  sightings: z.number(),
  pairs: z.number().int(),
  dumps: z.number().int(),
  refused: z.number().int(),
  /** Every kind, with what the graph holds of it. */
  kinds: z.array(kindInfo.extend({ indicators: z.number().int(), sightings: z.number(), pairs: z.number().int() })),
  neo4j: z.object({ mode: z.enum(['embedded', 'external']), version: z.string(), uri: z.string() }),
  home: z.string(),
  /** Whether all that was imported is the demo that an empty home begins with. */
  isDemo: z.boolean(),
});
/** See {@link status}. */
export type Status = z.infer<typeof status>;

/** One row of Triage: a network record without core and prose, plus what the table draws. */
export const networkRow = networkRecord
  .omit({
    core: true,
    reasons: true,
    fragility: true,
    bridges: true,
    points: true,
    hypotheses: true,
    withinStrata: true,
  })
  .extend({
    /** Questions of innocence that are open; the network itself has all of them. */
    open: networkRecord.shape.hypotheses,
    /** Core indicators by kind, for the glyph counts. */
    kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
    /** Exchanges a day over the last 28 days of the data, oldest first. */
    spark: z.array(z.number()),
    /** Points for, out of the points that could be had, for "8 of 9 points". */
    pointsFor: z.number().int(),
    pointsOf: z.number().int(),
    /** One short fact, for example "rests on no single link". */
    note: z.string(),
  });
/** See {@link networkRow}. */
export type NetworkRow = z.infer<typeof networkRow>;

/** Triage: rows best first, and the words over the table. */
export const triage = z.object({
  rows: z.array(networkRow),
  passed: z.number().int(),
  expectedByChance: z.number(),
  notShown: z.array(z.object({ count: z.number().int(), why: z.string() })),
  /** What changed since the run before, which knew other dumps; the most important first. */
  changes: z.array(change),
});
/** See {@link triage}. */
export type Triage = z.infer<typeof triage>;

/** A community as a disc of the far view, in world units. */
export const disc = z.object({
  label: z.string(),
  index: z.number().int(),
  x: z.number(),
  y: z.number(),
  r: z.number(),
  accounts: z.number().int(),
  exchanges: z.number(),
  bits: z.number(),
  /** Shares 0–1 of what its members share, by family, for the ring. */
  ring: familyBits,
  heldBy: familyBits,
  holdsTogether: z.string(),
  cards: z.number().int(),
});
/** See {@link disc}. */
export type Disc = z.infer<typeof disc>;

/** The far view of a network: discs and the bundled edges between them. */
export const picture = z.object({
  network: z.string(),
  extent: z.object({ minX: z.number(), minY: z.number(), maxX: z.number(), maxY: z.number() }),
  discs: z.array(disc),
  edges: z.array(z.object({ from: z.number().int(), to: z.number().int(), shared: z.number().int() })),
});
/** See {@link picture}. */
export type Picture = z.infer<typeof picture>;

/** A network opened: its record, its picture, and the counts of its filters. */
export const networkView = z.object({
  record: networkRecord,
  picture,
  snapshot: z.string(),
  /** Members that hold at least one core indicator of the kind. */
  kindCounts: z.array(z.object({ kind: z.string(), members: z.number().int(), indicators: z.number().int() })),
  /** All accounts that are not in this network. */
  outside: z.number().int(),
});
/** See {@link networkView}. */
export type NetworkView = z.infer<typeof networkView>;

/** One line of the linked table. */
export const memberRow = memberRecord.extend({
  bitsByFamily: familyBits,
  community: z.string(),
  exchanges: z.number(),
  createdMs: ms,
  firstMs: ms,
  lastMs: ms,
  status: z.string().nullable(),
  contestedWith: z.string().nullable(),
});
/** See {@link memberRow}. */
export type MemberRow = z.infer<typeof memberRow>;

/** Exchanges a day, one series per community letter group or for the whole network. */
export const timeline = z.object({
  startMs: z.number(),
  dayMs: z.number(),
  series: z.array(z.object({ label: z.string(), perDay: z.array(z.number()) })),
  signUpsPerDay: z.array(z.number()),
});
/** See {@link timeline}. */
export type Timeline = z.infer<typeof timeline>;

/** An account page. */
export const accountView = z.object({
  id: z.string(),
  createdMs: ms,
  firstMs: ms,
  lastMs: ms,
  exchanges: z.number(),
  activeHours: z.number().int(),
  status: z.string().nullable(),
  programme: z.string().nullable(),
  organisation: z.string().nullable(),
  isVerified: z.boolean(),
  network: z
    .object({
      id: z.string(),
      name: z.string(),
      tier: z.enum(TIERS),
      community: z.string(),
      score: z.number(),
      q: z.number(),
    })
    .nullable(),
  why: why.nullable(),
  /** The runner-up that holds it within 3 bits as well, with the bits that its indicators give it there; null when nothing contests it. */
  secondBest: z.object({ network: z.string(), bits: z.number() }).nullable(),
  /** What it was seen with: all, or of very many those that tell most; `indicatorTotal` counts all. */
  indicators: z.array(evidenceItem),
  indicatorTotal: z.number().int(),
  neighbours: z.array(z.object({ kind: z.string(), accounts: z.number().int(), members: z.number().int() })),
  /** Exchanges an hour, 14 days × 24 hours, oldest first, from `activityStartMs`; and the share of a usual day per hour for account and network, empty without a network. */
  activityStartMs: ms,
  activity: z.array(z.array(z.number())),
  usualDay: z.array(z.number()),
  usualDayOfNetwork: z.array(z.number()),
});
/** See {@link accountView}. */
export type AccountView = z.infer<typeof accountView>;

/** An account that holds an indicator, and the network that it is a member of. */
export const holderRow = z.object({
  account: z.string(),
  count: z.number(),
  firstMs: ms,
  lastMs: ms,
  network: z.string().nullable(),
  networkName: z.string().nullable(),
});
/** See {@link holderRow}. */
export type HolderRow = z.infer<typeof holderRow>;

/** Which holders of an indicator: all, members of any network, or those in none. */
export const HOLDERS = ['all', 'members', 'outside'] as const;
/** See {@link HOLDERS}. */
export type Holders = (typeof HOLDERS)[number];

/** An indicator page; who holds it comes in pages of its own. */
export const indicatorView = z.object({
  kind: z.string(),
  value: z.string(),
  text: z.string().nullable(),
  reach: z.number().int(),
  records: z.number(),
  firstMs: ms,
  lastMs: ms,
  rarity: z.string(),
  bits: z.number(),
  /** Why it does or does not link, in a sentence. */
  linking: z.string(),
  networks: z.array(z.object({ id: z.string(), name: z.string(), tier: z.enum(TIERS), accounts: z.number().int() })),
  /** Holders that are in no network. */
  outside: z.number().int(),
  /** What its holders share besides, and how many of them were looked at for it. */
  together: z.array(
    z.object({ kind: z.string(), value: z.string(), text: z.string().nullable(), accounts: z.number().int() }),
  ),
  togetherAmong: z.number().int(),
});
/** See {@link indicatorView}. */
export type IndicatorView = z.infer<typeof indicatorView>;

/** Whom a block of an indicator would hit: its holders by the tier of their network, and what plans say of it. */
export const blastRadius = z.object({
  kind: z.string(),
  value: z.string(),
  /** Tiers in their order, those without holders left out; last the holders in no network, where `tier` is null. */
  groups: z.array(
    z.object({
      tier: z.enum(TIERS).nullable(),
      accounts: z.number().int(),
      /** Of them banned already; the figures after this leave those out. */
      banned: z.number().int(),
      exchanges: z.number(),
      /** Median days from sign-up to the last sight; null where there is nobody or no date. */
      tenureDays: z.number().nullable(),
    }),
  ),
  /** Networks whose members hold it, the one with most first, at most a thousand. */
  networks: z.array(z.object({ id: z.string(), name: z.string(), accounts: z.number().int() })),
  /** Plans of networks that speak of it: they block it, or spare it for the reason. */
  plans: z.array(
    z.object({ network: z.string(), name: z.string(), blocks: z.boolean(), reason: z.string().nullable() }),
  ),
});
/** See {@link blastRadius}. */
export type BlastRadius = z.infer<typeof blastRadius>;

/** A raw record, masked: prompt text is cut, cards and tokens are shortened. */
export const recordRow = z.object({
  dump: z.string(),
  ordinal: z.number().int(),
  entity: z.enum(ENTITIES),
  timeMs: ms,
  account: z.string().nullable(),
  fields: z.record(z.string(), z.string()),
});
/** See {@link recordRow}. */
export type RecordRow = z.infer<typeof recordRow>;

/** A hit of the search box. */
export const searchHit = z.object({
  type: z.enum(['account', 'indicator', 'network']),
  kind: z.string(),
  id: z.string(),
  label: z.string(),
  fact: z.string(),
  network: z.string().nullable(),
});
/** See {@link searchHit}. */
export type SearchHit = z.infer<typeof searchHit>;

/** What an expansion would add, before it is added: one row a kind. */
export const expandPreview = z.object({
  kind: z.string(),
  value: z.string(),
  touches: z.number().int(),
  here: z.number().int(),
  others: z.number().int(),
  rows: z.array(
    z.object({
      kind: z.string(),
      touches: z.number().int(),
      here: z.number().int(),
      others: z.number().int(),
      moreThanChance: z.number().int(),
    }),
  ),
});
/** See {@link expandPreview}. */
export type ExpandPreview = z.infer<typeof expandPreview>;

/** What an expansion adds: accounts and the indicators that tie them to the network, strongest first. */
export const expansion = z.object({
  accounts: z.array(z.object({ account: z.string(), bits: z.number(), network: z.string().nullable() })),
  total: z.number().int(),
  cap: z.number().int(),
  order: z.string(),
});
/** See {@link expansion}. */
export type Expansion = z.infer<typeof expansion>;

/** What verification of a bundle found; `ok` only when every check passed. */
export const verification = z.object({
  ok: z.boolean(),
  bundle: z.string(),
  checks: z.array(z.object({ id: z.string(), ok: z.boolean(), sentence: z.string() })),
  figures: z.array(z.object({ name: z.string(), stated: z.string(), recomputed: z.string(), ok: z.boolean() })),
  signer: z.string().nullable(),
  keyFingerprint: z.string().nullable(),
});
/** See {@link verification}. */
export type Verification = z.infer<typeof verification>;

/** The detection that the screens show: what it was made with, and the SHA-256 of the dumps that it read. */
export const detectionView = z.object({
  snapshot: z.string(),
  createdMs: z.number(),
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  dumps: z.array(z.string()),
  /** What changed since the run before, which knew other dumps. */
  changes: z.array(change),
  /** Constraints that speak of what the data does not hold. */
  unmet: z.array(z.string()),
});
/** See {@link detectionView}. */
export type DetectionView = z.infer<typeof detectionView>;

/** Whether accounts of a network take turns, as a load balancer would have it. */
export const turns = z.object({
  answer: z.enum(['found', 'not-found', 'too-little']),
  sentence: z.string(),
  /** Community that it was found in, null for the whole network. */
  community: z.string().nullable(),
  /** Accounts that take turns, of those looked at, and the requests read, of how many. */
  kept: z.number().int(),
  accounts: z.number().int(),
  events: z.number().int(),
  eventsTotal: z.number().int(),
  /** Index of dispersion (0 in turns, 1 at random), its standard score, and that against shifted copies; null where there is too little to say. */
  dispersion: z.number().nullable(),
  score: z.number().nullable(),
  shiftedScore: z.number().nullable(),
  /** Strongest evidence first, 0–6. */
  bits: z.number(),
});
/** See {@link turns}. */
export type Turns = z.infer<typeof turns>;

/** Whether accounts of a network took up a new model sooner than others. No risk point is read from it. */
export const pivot = z.object({
  answer: z.enum(['measured', 'no-release', 'too-few']),
  sentence: z.string(),
  /** The new model to which members moved most clearly more than others, and its first record; null where there is none. */
  model: z.string().nullable(),
  releaseMs: z.number().nullable(),
  /** Share 0–1 of members, and of all other accounts, that moved to it within 24 hours, of those counted; and the standard score of the difference. */
  share01: z.number().nullable(),
  populationShare01: z.number().nullable(),
  score: z.number().nullable(),
  /** Members and other accounts that made at least three exchanges in these hours. */
  members: z.number().int(),
  others: z.number().int(),
});
/** See {@link pivot}. */
export type Pivot = z.infer<typeof pivot>;

/** Two accounts and what joins them. */
export const linkView = z.object({
  a: z.string(),
  b: z.string(),
  why,
  /** The pair among all pairs of the home, tested at once; null before the first detection, and for accounts that hold too much to be read. */
  atLarge: z
    .object({
      /** log2 of its e-value: by how much what they share surprises, were everybody's indicators dealt anew. */
      eBits: z.number(),
      /** Least false discovery rate at which it would be accepted. */
      q: z.number(),
      isAccepted: z.boolean(),
      fdr: z.number(),
      /** log2 of the least e-value that is accepted; null where none is. */
      thresholdBits: z.number().nullable(),
      /** Pairs that pass it, of all. */
      links: z.number(),
      pairs: z.number(),
      sentence: z.string(),
    })
    .nullable(),
});
/** See {@link linkView}. */
export type LinkView = z.infer<typeof linkView>;

/** Checks of the installation, for `doctor`. */
export const health = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), found: z.string(), hint: z.string().nullable() })),
});
/** See {@link health}. */
export type Health = z.infer<typeof health>;

/** Hypotheses travel with networks; re-exported so that screens import one module. */
export { hypothesis };
