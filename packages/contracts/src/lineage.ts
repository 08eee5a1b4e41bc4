import { z } from 'zod';
import { TIERS } from './words.js';

/** A network among those that grew from one another, and what it did by day. */
export const generation = z.object({
  id: z.string(),
  name: z.string(),
  tier: z.enum(TIERS),
  /** 1 for the first, one more for each ban that it came back from. */
  generation: z.number().int(),
  accounts: z.number().int(),
  banned: z.number().int(),
  /** Exchanges and sign-ups by day, from the first day of all generations on. */
  perDay: z.array(z.number()),
  signUpsPerDay: z.array(z.number()),
  bans: z.array(z.object({ ms: z.number(), accounts: z.number().int() })),
  /** The generation that it grew from, how sure that is, and the bits that survived; null for the first. */
  follows: z.object({ id: z.string(), certainty: z.enum(['likely', 'possible']), bits: z.number() }).nullable(),
});
/** See {@link generation}. */
export type Generation = z.infer<typeof generation>;

/** All generations of one operator as far as they are known, each after the one that it follows. */
export const lineageView = z.object({
  startMs: z.number(),
  dayMs: z.number(),
  days: z.number().int(),
  generations: z.array(generation),
  /** Indicators that two generations or more hold, most telling first, capped; `held` are the members that do, in the order of `generations`, 0 below two. */
  survivors: z.object({
    total: z.number().int(),
    rows: z.array(
      z.object({
        kind: z.string(),
        value: z.string(),
        text: z.string().nullable(),
        bits: z.number(),
        held: z.array(z.number().int()),
      }),
    ),
  }),
});
/** See {@link lineageView}. */
export type LineageView = z.infer<typeof lineageView>;

const someAccounts = z.object({
  total: z.number().int(),
  /** Strongest first, capped. */
  accounts: z.array(z.object({ account: z.string(), bits: z.number(), lastMs: z.number().nullable() })),
});
const heldIndicator = z.object({
  kind: z.string(),
  value: z.string(),
  text: z.string().nullable(),
  bits: z.number(),
  /** Members of the one and of the other network that hold it. */
  earlier: z.number().int(),
  later: z.number().int(),
});
/** An indicator of one network, or of two. */
export type HeldIndicator = z.infer<typeof heldIndicator>;
const heldIndicators = z.object({ total: z.number().int(), rows: z.array(heldIndicator) });

/** What one network has of another: accounts that outlived the ban, and indicators of either core that both, or one alone, hold. */
export const networkDifference = z.object({
  /** The day after which an account of the earlier outlived: that of its largest ban, or else the first of the later network; null where neither has a time. */
  sinceMs: z.number().nullable(),
  outlived: someAccounts,
  /** Members of the later network that the earlier holds within 3 bits as well. */
  contested: someAccounts,
  /** Two members or more of both networks hold them; or of the earlier, or the later alone. Most telling first, capped. */
  kept: heldIndicators,
  lost: heldIndicators,
  fresh: heldIndicators,
  /** All of them by kind. */
  kinds: z.array(
    z.object({ kind: z.string(), kept: z.number().int(), lost: z.number().int(), fresh: z.number().int() }),
  ),
});
/** See {@link networkDifference}. */
export type NetworkDifference = z.infer<typeof networkDifference>;
