import { z } from 'zod';

/** Most accounts that one selection, or one answer about selections, names. */
export const MOST_SELECTED = 200;

/** Members of a network that share indicators with selected ones. */
export const similar = z.object({
  /** Selected accounts that are members, and members that are not selected. */
  selected: z.number().int(),
  others: z.number().int(),
  /** Indicators that the selected hold and that were compared. */
  indicators: z.number().int(),
  /** Indicators that they hold but so many members do that they tell none apart: not counted. */
  common: z.number().int(),
  /** Indicators of the network that could be compared, of all that its core has. */
  comparable: z.number().int(),
  core: z.number().int(),
  /** Others that share one indicator or more, two or more, and so on to the most that anyone shares. */
  atLeast: z.array(z.number().int()),
  /** Those that share most first, of equals those with more bits; at most {@link MOST_SELECTED}. */
  accounts: z.array(z.object({ account: z.string(), shared: z.number().int(), bits: z.number() })),
});
/** See {@link similar}. */
export type Similar = z.infer<typeof similar>;
