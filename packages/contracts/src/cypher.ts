import { z } from 'zod';

/** Rows of an answer at most, and unless told. */
export const CYPHER_ROWS = { most: 10_000, usual: 1000 } as const;

/** A question in Cypher; `parameters` are what `$names` in it stand for. */
export const cypherRequest = z.object({
  cypher: z.string().trim().min(1).max(20_000),
  parameters: z.record(z.string().max(100), z.json()).default({}),
  limit: z.number().int().min(1).max(CYPHER_ROWS.most).default(CYPHER_ROWS.usual),
  /** Who asks; it stays on record with the text, without the values in it. */
  author: z.string().trim().min(1).max(200).optional(),
});
/** See {@link cypherRequest}. */
export type CypherRequest = z.infer<typeof cypherRequest>;

/** What came of it: as many rows as were asked for, card tokens masked. */
export const cypherAnswer = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.json())),
  /** There are more rows than these; how many is not known. */
  isMore: z.boolean(),
  /** "1,000 of more rows shown." */
  sentence: z.string(),
});
/** See {@link cypherAnswer}. */
export type CypherAnswer = z.infer<typeof cypherAnswer>;
