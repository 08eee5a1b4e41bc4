import { AGE_BANDS, SIZE_BANDS, VOLUME_BANDS, type Band } from './facets.js';
import { FAMILIES, TIERS, VERDICTS } from './words.js';

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
  verdict: [...VERDICTS],
} as const satisfies Readonly<Record<string, readonly string[]>>;
/** One of {@link ACCOUNT_FACETS}. */
export type AccountFacet = keyof typeof ACCOUNT_FACETS;
