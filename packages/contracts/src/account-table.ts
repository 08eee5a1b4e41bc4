import { z } from 'zod';
import { ACCOUNT_COLUMNS } from './account-columns.js';
import { TIERS } from './words.js';

const values = z.array(z.string().max(40)).max(20).optional();
/** Which accounts, in which order; `find` is what their ids begin with. */
export const accountQuery = z.object({
  tier: values,
  held: values,
  size: values,
  volume: values,
  first: values,
  verdict: values,
  changed: values,
  /** The snapshot that `changed` compares with, by its id; the newest earlier one that is kept without it. */
  against: z.string().min(1).max(64).optional(),
  find: z.string().max(200).optional(),
  sort: z.enum(ACCOUNT_COLUMNS).default('exchanges'),
  direction: z.enum(['asc', 'desc']).default('desc'),
});
/** See {@link accountQuery}. */
export type AccountQuery = z.infer<typeof accountQuery>;

/** The same as a file: all rows of these columns. */
export const accountFile = accountQuery.extend({ columns: z.array(z.enum(ACCOUNT_COLUMNS)).min(1).max(40) });
/** See {@link accountFile}. */
export type AccountFile = z.infer<typeof accountFile>;

const text = z.string().nullable();
const ms = z.number().nullable();
/** A row of the table; times in Unix ms. */
export const accountRow = z.object({
  id: z.string(),
  network: text,
  tier: z.enum(TIERS).nullable(),
  bits: z.number().nullable(),
  exchanges: z.number(),
  created: ms,
  first: ms,
  last: ms,
  status: text,
  programme: text,
  organisation: text,
  email_domain: text,
  country: text,
  verdict: text,
});
/** See {@link accountRow}. */
export type AccountTableRow = z.infer<typeof accountRow>;

/** Values of every facet with how many accounts a choice of each shows, and how many the query shows. */
export const accountCounts = z.object({
  all: z.number().int(),
  total: z.number().int(),
  facets: z.array(
    z.object({ id: z.string(), values: z.array(z.object({ value: z.string(), count: z.number().int() })) }),
  ),
  /** How many are shown without each facet of which something is chosen, and without `find`. */
  without: z.record(z.string(), z.number().int()),
});
/** See {@link accountCounts}. */
export type AccountCounts = z.infer<typeof accountCounts>;

/** A snapshot that is kept. */
export const keptSnapshot = z.object({ id: z.string(), createdMs: z.number(), isCurrent: z.boolean() });
/** See {@link keptSnapshot}. */
export type KeptSnapshot = z.infer<typeof keptSnapshot>;
