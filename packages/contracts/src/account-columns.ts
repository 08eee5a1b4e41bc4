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

/** What became of an account since an earlier snapshot, several may be true at once; `same` is none of them; `moved` is from one network to another, `tier` that its network has another tier than the one that it was in. */
export const ACCOUNT_CHANGES = ['joined', 'left', 'moved', 'tier', 'banned', 'same'] as const;
/** One of {@link ACCOUNT_CHANGES}. */
export type AccountChange = (typeof ACCOUNT_CHANGES)[number];

/** Facets of the table with their values in order; `size` is that of the account's network. */
export const ACCOUNT_FACETS = {
  tier: [...TIERS, 'none'],
  held: [...FAMILIES],
  size: valuesOf(SIZE_BANDS),
  volume: valuesOf(VOLUME_BANDS),
  first: valuesOf(AGE_BANDS),
  verdict: [...VERDICTS],
  changed: [...ACCOUNT_CHANGES],
} as const satisfies Readonly<Record<string, readonly string[]>>;
/** One of {@link ACCOUNT_FACETS}. */
export type AccountFacet = keyof typeof ACCOUNT_FACETS;
