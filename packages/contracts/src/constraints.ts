import { z } from 'zod';

const text = z.string().trim().min(1).max(2000);
/** As the data has it: white space at its ends is part of a name. */
const exact = z.string().min(1).max(2000);
const indicator = { kind: exact, value: exact };

/** What an investigator says that detection must hold to. */
export const rule = z.discriminatedUnion('verb', [
  /** The indicator links nobody and tells nothing. */
  z.object({ verb: z.literal('cut-indicator'), ...indicator }),
  /** The same, because many are known to share it: an exit, an office, a vendor's card. */
  z.object({ verb: z.literal('share-indicator'), ...indicator }),
  /** What account b shares with account a tells nothing of b any more. */
  z.object({ verb: z.literal('cut-link'), a: exact, b: exact }),
  /** The organisation is who it says it is. */
  z.object({ verb: z.literal('verify-organisation'), organisation: text }),
  /** The account belongs to the network. */
  z.object({ verb: z.literal('pin-account'), account: exact, network: text }),
  /** The account belongs to no network. */
  z.object({ verb: z.literal('exclude-account'), account: exact }),
]);
/** See {@link rule}. */
export type Rule = z.infer<typeof rule>;

/** A rule with its reason, as it is kept; undone ones stay on record. */
export const constraint = z.object({
  id: z.string(),
  rule,
  reason: z.string().trim().min(3).max(2000),
  /** Who says so, by their own word; absent where nobody said. */
  author: z.string().trim().min(1).max(200).optional(),
  createdMs: z.number(),
  /** When it was undone, null while it holds. */
  undoneMs: z.number().nullable(),
  /** Members that told which network a pinned account belongs to, when it was pinned. */
  anchors: z.array(z.string()),
});
/** See {@link constraint}. */
export type Constraint = z.infer<typeof constraint>;
