import { z } from 'zod';
import { FAMILIES } from './words.js';

/** Members of a network that share indicators with selected ones. */
export const similar = z.object({
  /** Selected accounts that are members, and members that are not selected. */
  selected: z.number().int(),
  others: z.number().int(),
  /** Indicators that the selected hold and that were compared. */
  indicators: z.number().int(),
  /** Indicators that they hold but so many members do that they tell none apart: not counted. */
  common: z.number().int(),
  /** Indicators of the network's communities, which are compared, of all that its core has. */
  comparable: z.number().int(),
  core: z.number().int(),
  /** Others that share one indicator or more, two or more, and so on to the most that anyone shares. */
  atLeast: z.array(z.number().int()),
  /** Those that share most first, of equals those with more bits; at most `MOST_SELECTED`. */
  accounts: z.array(z.object({ account: z.string(), shared: z.number().int(), bits: z.number() })),
});
/** See {@link similar}. */
export type Similar = z.infer<typeof similar>;

/** One step of a path: from one account to the next by an indicator that both hold. */
export const pathStep = z.object({
  from: z.string(),
  to: z.string(),
  /** How many other accounts would do in the place of `to`; 0 at the end of the path. */
  others: z.number().int(),
  kind: z.string(),
  value: z.string(),
  text: z.string().nullable(),
  family: z.enum(FAMILIES),
  bits: z.number(),
  /** Accounts that hold it, and how rare that is. */
  reach: z.number().int(),
  rarity: z.string(),
});
/** See {@link pathStep}. */
export type PathStep = z.infer<typeof pathStep>;

/** Most paths of one answer. */
export const MOST_PATHS = 5;

/** The best paths of evidence between two accounts: by the bits of their weakest step, then by length. */
export const linkPaths = z.object({
  a: z.string(),
  b: z.string(),
  sentence: z.string(),
  paths: z.array(z.object({ bits: z.number(), steps: z.array(pathStep) })),
  /** What was not followed, each a sentence: what is too common, and what was too much to look at. */
  notFollowed: z.array(z.string()),
});
/** See {@link linkPaths}. */
export type LinkPaths = z.infer<typeof linkPaths>;

/** Steps of the ramp that accounts are shaded with. */
export const SHADE_STEPS = 4;

const shadeColumn = z.object({
  /** One character a member, best first, as in the frame: its step on the ramp from 0, `-` where it is not known. */
  steps: z.string(),
  /** Where steps begin, each of as many members as equal values let it have, and last where the last ends; empty where no member is known. */
  bounds: z.array(z.number()),
});

/** Ids of accounts that were asked for by their numbers in a frame, in that order; null for a number that there is not. */
export const accountIds = z.object({ ids: z.array(z.string().nullable()) });
/** See {@link accountIds}. */
export type AccountIds = z.infer<typeof accountIds>;

/** Numbers in a frame of accounts that were asked for by id, in that order; null for what is no member. */
export const accountNumbersOf = z.object({ numbers: z.array(z.number().int().nullable()) });
/** See {@link accountNumbersOf}. */
export type AccountNumbers = z.infer<typeof accountNumbersOf>;

const accountNumbers = z.array(z.number().int().min(0));

/** Accounts of a network that have a verdict of their own, by verdict: their numbers in its frame, ascending. */
export const frameVerdicts = z.object({
  confirmed: accountNumbers,
  cleared: accountNumbers,
  contested: accountNumbers,
});
/** See {@link frameVerdicts}. */
export type FrameVerdicts = z.infer<typeof frameVerdicts>;

/** What accounts of a network can be shaded by, beside what a frame carries. */
export const shades = z.object({
  /** First sight, bounds in Unix ms. */
  firstSeen: shadeColumn,
  /** Exchanges, bounds in exchanges. */
  volume: shadeColumn,
});
/** See {@link shades}. */
export type Shades = z.infer<typeof shades>;
/** One of the columns of {@link shades}. */
export type ShadeColumn = z.infer<typeof shadeColumn>;
