import { z } from 'zod';
import { MOST_ROWS } from './limits.js';
import { recordRow } from './screens.js';
import { chosenDays } from './time.js';
import { ENTITIES } from './words.js';

/** Which records of a network are asked for: those that members have on the chosen days, of the members that these days keep. */
export const dayRowsQuery = z.object({
  ...chosenDays,
  id: z.string().min(1).max(40),
  from: z.iso.date(),
  to: z.iso.date(),
  /** Only members of this community. */
  community: z.string().optional(),
  /** Only this member. */
  account: z.string().optional(),
  limit: z.number().int().min(1).max(MOST_ROWS).default(MOST_ROWS),
});
/** See {@link dayRowsQuery}. */
export type DayRowsQuery = z.infer<typeof dayRowsQuery>;

/** The newest of these records, masked, and how many there are. */
export const dayRows = z.object({
  rows: z.array(recordRow),
  total: z.number().int(),
  /** By what they are of; `repeats` of them tell again of a request that another record told of, and count once elsewhere. */
  counts: z.array(z.object({ entity: z.enum(ENTITIES), rows: z.number().int(), repeats: z.number().int() })),
});
/** See {@link dayRows}. */
export type DayRows = z.infer<typeof dayRows>;
