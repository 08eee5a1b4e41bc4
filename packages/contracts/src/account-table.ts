import { z } from 'zod';
import { AGE_BANDS, SIZE_BANDS, VOLUME_BANDS, type Band } from './facets.js';
import { FAMILIES, TIERS } from './words.js';

/** Columns of the table of all accounts; each can be sorted by. */
export const ACCOUNT_COLUMNS = [
  'id',
  'network',
  'tier',
  'bits',
  'exchanges',
  'created',
  'first',
  'last',
  'status',
  'programme',
  'organisation',
  'email_domain',
  'country',
] as const;
/** One of {@link ACCOUNT_COLUMNS}. */
export type AccountColumn = (typeof ACCOUNT_COLUMNS)[number];

/** Rows that one question answers at most: a window of the table. */
export const ACCOUNT_WINDOW = 100;

const valuesOf = (bands: readonly Band[]): string[] => bands.map(({ value }) => value);

/** Facets of the table with their values in order; `size` is that of the account's network. */
export const ACCOUNT_FACETS = {
  tier: [...TIERS, 'none'],
  held: [...FAMILIES],
  size: valuesOf(SIZE_BANDS),
  volume: valuesOf(VOLUME_BANDS),
  first: valuesOf(AGE_BANDS),
  verdict: ['confirmed', 'cleared', 'contested', 'none'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
/** One of {@link ACCOUNT_FACETS}. */
export type AccountFacet = keyof typeof ACCOUNT_FACETS;

const values = z.array(z.string().max(40)).max(20).optional();
/** Which accounts, in which order; `find` is what their ids begin with. */
export const accountQuery = z.object({
  tier: values,
  held: values,
  size: values,
  volume: values,
  first: values,
  verdict: values,
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
