import { z } from 'zod';

/** Somebody who looks at a network now: by the name they chose and the tab that says so. Kept in memory for seconds, never in the journal, and no evidence. */
export const colleague = z.object({
  tab: z.string().min(1).max(64),
  author: z.string().trim().min(1).max(200),
  network: z.string().min(1).max(40),
  /** What of it, in words: "community A-03". */
  looking: z.string().max(120),
});
/** See {@link colleague}. */
export type Colleague = z.infer<typeof colleague>;

/** Everybody who looks at a network now. */
export const presence = z.object({ here: z.array(colleague) });
/** See {@link presence}. */
export type Presence = z.infer<typeof presence>;

/** A sign of life of a tab; without a network it has gone elsewhere. */
export const signOfLife = colleague.extend({ network: colleague.shape.network.nullable() });
/** See {@link signOfLife}. */
export type SignOfLife = z.infer<typeof signOfLife>;
