import { z } from 'zod';
import { bridge, hypothesis } from './detection.js';
import { INDICATOR_CLASSES, TIERS } from './words.js';

/** A bridge with whom it touches, and the innocent explanation that fits it. */
export const bridgeView = bridge.extend({
  /** Accounts that hold it: all, members of this network, of other networks, and those in none. */
  reach: z.number().int(),
  held: z.number().int(),
  elsewhere: z.number().int(),
  outside: z.number().int(),
  /** Holders that nothing is held against: in no network or in a benign one, and not banned. */
  innocent: z.number().int(),
  /** What it is as infrastructure. */
  classes: z.array(z.enum(INDICATOR_CLASSES.map(({ name }) => name))),
  /** Null where none fits. */
  hypothesis: hypothesis.pick({ id: true, question: true, figure: true }).nullable(),
});
/** See {@link bridgeView}. */
export type BridgeView = z.infer<typeof bridgeView>;

/** Figures of a network beside others: the three of its head, and how many it has. */
const networkFigures = z.object({
  id: z.string(),
  name: z.string(),
  tier: z.enum(TIERS),
  score: z.number(),
  q: z.number(),
  /** Bits of the median member. */
  strength: z.number(),
  accounts: z.number().int(),
});

/** Most parts that are told apart; members of smaller ones are counted with the last. */
export const MOST_PARTS = 6;

/** What a network would become if one of its indicators were cut. Nothing of it is published or kept. */
export const split = z.object({
  kind: z.string(),
  value: z.string(),
  before: networkFigures,
  /** Networks that its members would be in, the one with most of them first; `from` are members of this one, the other accounts come from elsewhere. */
  parts: z.array(networkFigures.extend({ from: z.number().int() })),
  /** Members that would be in no network. */
  fallen: z.number().int(),
  /** Members that hold the indicator: as many pairs lose the link by it as they make, of which `linksAcross` would end in two parts, or in none. */
  held: z.number().int(),
  links: z.number(),
  linksAcross: z.number(),
  /** Other networks with other accounts than before. */
  others: z.array(z.object({ id: z.string(), name: z.string(), before: z.number().int(), after: z.number().int() })),
  /** Place of each member's part, a digit each, in the order of the frame; `-` for none. */
  partOf: z.string(),
  /** How long the run took, without its wait. */
  tookMs: z.number(),
});
/** See {@link split}. */
export type Split = z.infer<typeof split>;

/** What is told while a split is looked for: how far it is, then the split. */
export const splitEvent = z.union([
  z.object({ phase: z.string(), done: z.number(), total: z.number(), unit: z.string() }),
  z.object({ split }),
]);
/** See {@link splitEvent}. */
export type SplitEvent = z.infer<typeof splitEvent>;
