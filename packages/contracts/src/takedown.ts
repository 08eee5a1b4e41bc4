import { z } from 'zod';
import { TIERS } from './words.js';

/** An indicator of a plan: members hold it, and accounts outside that are neither members nor banned. */
export const plannedIndicator = z.object({
  kind: z.string(),
  value: z.string(),
  members: z.number().int(),
  outside: z.number().int(),
});
/** See {@link plannedIndicator}. */
export type PlannedIndicator = z.infer<typeof plannedIndicator>;

/** One point of a frontier; every figure counts all steps up to it, so none ever falls. */
export const frontierPoint = z.object({
  /** What is done in this step, in words. */
  step: z.string(),
  accountsSuspended: z.number().int(),
  indicatorsBlocked: z.number().int(),
  /** Share 0–1 of the network's exchanges that its suspended accounts made. */
  volumeRemoved01: z.number(),
  /** Share 0–1 of the members who would meet a blocked indicator if they came back with what they had. */
  wayBackBlocked01: z.number(),
  /** Accounts outside that hold a blocked indicator, their share 0–1 of all accounts outside, and their exchanges. */
  benignHit: z.number().int(),
  benignHit01: z.number(),
  benignExchanges: z.number(),
  /** Median days since those accounts signed up; null where there are none or no dates. */
  benignTenureDays: z.number().nullable(),
});
/** See {@link frontierPoint}. */
export type FrontierPoint = z.infer<typeof frontierPoint>;

/** What a takedown would remove and whom it would hit. Nothing is executed. */
export const takedownPlan = z.object({
  network: z.string(),
  name: z.string(),
  tier: z.enum(TIERS),
  frontier: z.array(frontierPoint),
  blocks: z.array(plannedIndicator),
  /** What is never proposed, most held by members first, with the reason. */
  notBlocked: z.array(plannedIndicator.extend({ reason: z.string() })),
  notBlockedTotal: z.number().int(),
  /** Bits that a successor which keeps all that is not blocked would share with this network, and whether it would be recognised. */
  regrowth: z.object({ bits: z.number(), isRecognised: z.boolean() }),
  notes: z.array(z.string()),
});
/** See {@link takedownPlan}. */
export type TakedownPlan = z.infer<typeof takedownPlan>;
