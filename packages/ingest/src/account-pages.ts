import {
  ACCOUNT_CHANGES,
  ACCOUNT_FACETS,
  AGE_BANDS,
  SIZE_BANDS,
  VOLUME_BANDS,
  type AccountColumn,
  type AccountFacet,
  type AccountQuery,
  type AccountTableRow,
  type Band,
} from '@iolaus/contracts';
import type { RollupParts } from './account-time.js';
import { quoted } from './lake-columns.js';

/** Where accounts stand, as detection and investigators say it; `held` is a set of bits of the families that hold one. */
export interface AccountPlaces {
  readonly ids: readonly string[];
  readonly network: readonly (string | null)[];
  readonly tier: readonly (string | null)[];
  readonly size: Float64Array;
  readonly bits: Float64Array;
  readonly held: Uint8Array;
  readonly verdict: readonly (string | null)[];
  /** What became of each account since earlier snapshots, a set of bits of ACCOUNT_CHANGES each; 0 is `same`. At most {@link MOST_EARLIER} snapshots. */
  readonly changed: readonly Uint8Array[];
}

/** Earlier snapshots that accounts are compared with at most. */
export const MOST_EARLIER = 3;

/** A query, and which of the placed snapshots it compares with; null for none, to which all are the same. */
export interface PlacedQuery {
  readonly query: AccountQuery;
  readonly since: number | null;
}

/** A row's place in an order: the value that it is sorted by, and its number, which tells equal ones apart. */
export interface AccountKey {
  readonly value: string | number;
  readonly n: number;
}

/** Accounts of a query after a key, in order. */
export interface AccountPage {
  readonly rows: readonly AccountTableRow[];
  readonly last: AccountKey | null;
}

/** How many accounts have one combination of values: places in {@link ACCOUNT_FACETS}, -1 for none, and for `held` and `changed` the bits. */
export type AccountCell = readonly [
  tier: number,
  held: number,
  size: number,
  volume: number,
  first: number,
  verdict: number,
  changed: number,
  count: number,
];

const DAY_MS = 86_400_000;
const NUMBERS: ReadonlySet<AccountColumn> = new Set(['bits', 'exchanges', 'created', 'first', 'last']);
/** What the rollup itself says of an account. */
const OWN = [
  'id',
  'exchanges',
  'created',
  'first',
  'last',
  'status',
  'programme',
  'organisation',
  'email_domain',
  'country',
];
const SHOWN =
  'id, network, tier, bits, exchanges, created, first, last, status, programme, organisation, email_domain, country, verdict';

/** Notes where accounts stand; what is asked after that sees it. */
export async function placeAccounts(lake: RollupParts, places: AccountPlaces): Promise<void> {
  const { connection } = lake;
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE account_places (id VARCHAR, network VARCHAR, tier VARCHAR, size DOUBLE, bits DOUBLE, held INTEGER, verdict VARCHAR, changed_0 INTEGER, changed_1 INTEGER, changed_2 INTEGER)',
  );
  const appender = await connection.createAppender('account_places');
  const text = (value: string | null): void => (value === null ? appender.appendNull() : appender.appendVarchar(value));
  const number = (value: number): void => (Number.isNaN(value) ? appender.appendNull() : appender.appendDouble(value));
  places.ids.forEach((id, at) => {
    appender.appendVarchar(id);
    text(places.network[at] ?? null);
    text(places.tier[at] ?? null);
    number(places.size[at]!);
    number(places.bits[at]!);
    appender.appendInteger(places.held[at]!);
    text(places.verdict[at] ?? null);
    for (let since = 0; since < MOST_EARLIER; since++) appender.appendInteger(places.changed[since]?.[at] ?? 0);
    appender.endRow();
  });
  appender.closeSync();
  await lake.connection.run(`CREATE OR REPLACE TEMP TABLE account_rows AS ${placedRows(lake)}`);
  await lake.connection.run('DROP TABLE account_places');
}

const CHANGED = Array.from({ length: MOST_EARLIER }, (_, since) => `changed_${since}`);
const SAME = 1 << ACCOUNT_CHANGES.indexOf('same');
/** Nothing that changed is a value as well. */
const isSame = (column: string): string => `CASE WHEN coalesce(${column}, 0) = 0 THEN ${SAME} ELSE ${column} END`;
/** The column of what changed; a snapshot is named by its number alone. */
const changedIn = (since: number | null): string => (since === null ? String(SAME) : `in_${CHANGED[since]!}`);

/** All accounts with their places and the place of each value among those of its facet. Kept as a table: reading and joining the file again for each page takes five times as long. */
function placedRows({ folder }: RollupParts): string {
  const accounts = `read_parquet(${quoted(`${folder}/accounts.parquet`)})`;
  return `SELECT a.n, ${OWN.map((name) => `a.${name}`).join(', ')}, p.network, p.tier, p.bits, p.verdict, coalesce(p.held, 0) AS in_held,
    ${CHANGED.map((name) => `${isSame(`p.${name}`)} AS in_${name}`).join(', ')},
    ${placeOf('p.tier', ACCOUNT_FACETS.tier)} AS in_tier, ${placeOf('p.verdict', ACCOUNT_FACETS.verdict)} AS in_verdict,
    ${bandIn('p.size', SIZE_BANDS)} AS in_size, ${bandIn('a.exchanges', VOLUME_BANDS)} AS in_volume,
    ${bandIn(`((SELECT max(last) FROM ${accounts}) - a.first) // ${DAY_MS}`, AGE_BANDS)} AS in_first
    FROM ${accounts} a LEFT JOIN account_places p ON p.id = a.id ORDER BY a.n`;
}

/** A word's place among those of a facet; one that says nothing is the last. */
const placeOf = (column: string, words: readonly string[]): string =>
  `CASE ${words
    .slice(0, -1)
    .map((word, at) => `WHEN ${column} = ${quoted(word)} THEN ${at}`)
    .join(' ')} ELSE ${words.length - 1} END`;

const bandIn = (figure: string, bands: readonly Band[]): string =>
  `CASE ${bands
    .map(({ least }, at) => `WHEN ${figure} >= ${least} THEN ${at}`)
    .reverse()
    .join(' ')} ELSE -1 END`;

/** Counts of all accounts whose ids begin with a text, by every combination of values: facets are counted out of them. */
export async function accountCells(
  lake: RollupParts,
  { find, since }: Pick<AccountQuery, 'find'> & Pick<PlacedQuery, 'since'>,
): Promise<AccountCell[]> {
  const read = await lake.connection.runAndReadAll(
    `SELECT in_tier, in_held, in_size, in_volume, in_first, in_verdict, ${changedIn(since)}, CAST(count(*) AS INTEGER) FROM account_rows WHERE starts_with(id, $find) GROUP BY ALL`,
    { find: find ?? '' },
  );
  return read.getRowsJS() as unknown as AccountCell[];
}

/** At most `limit` accounts of a query after a key, from the beginning without one. */
export async function accountPage(
  lake: RollupParts,
  { query, since, after, limit }: PlacedQuery & { readonly after: AccountKey | null; readonly limit: number },
): Promise<AccountPage> {
  const { key, order, next } = orderOf(query);
  const { where, values } = filterOf({ query, since });
  // Only what is sorted is read of all; the rest of the few rows afterwards, by number, in which the file is ordered.
  const found = await lake.connection.runAndReadAll(
    `SELECT ${key} AS sorted, n FROM account_rows WHERE ${where} ${after ? `AND ${next}` : ''} ORDER BY ${order} LIMIT $limit`,
    { ...values, limit, ...(after && { after: after.value, afterN: after.n }) },
  );
  const keys = (found.getRowsJS() as [string | number, number][]).map(([value, n]) => ({ value, n }));
  return { rows: await rowsOf(lake, keys), last: keys.at(-1) ?? null };
}

async function rowsOf(lake: RollupParts, keys: readonly AccountKey[]): Promise<AccountTableRow[]> {
  if (keys.length === 0) return [];
  const numbers = keys.map(({ n }) => Math.trunc(n)).join(', ');
  const read = await lake.connection.runAndReadAll(`SELECT n, ${SHOWN} FROM account_rows WHERE n IN (${numbers})`);
  const rows = read.getRowObjectsJS() as unknown as (AccountTableRow & { n: number })[];
  const byNumber = new Map(rows.map(({ n, ...row }) => [n, row]));
  return keys.flatMap(({ n }) => byNumber.get(n) ?? []);
}

/** The key of every `every`-th account of a query, so that a window anywhere is read by the key before it. One sort of all that the query shows. */
export async function accountMarks(
  lake: RollupParts,
  { query, since, every }: PlacedQuery & { readonly every: number },
): Promise<AccountKey[]> {
  const { key, order } = orderOf(query);
  const { where, values } = filterOf({ query, since });
  const read = await lake.connection.runAndReadAll(
    `SELECT sorted, n FROM (SELECT ${key} AS sorted, n, row_number() OVER (ORDER BY ${order}) AS row FROM account_rows WHERE ${where}) WHERE row % $every = 0 ORDER BY row`,
    { ...values, every },
  );
  return (read.getRowsJS() as [string | number, number][]).map(([value, n]) => ({ value, n }));
}

/** What a column is sorted by: accounts without a value come last either way. */
function orderOf({ sort, direction }: AccountQuery): { key: string; order: string; next: string } {
  const isUp = direction === 'asc';
  const absent = NUMBERS.has(sort) ? (isUp ? '9e15' : '-9e15') : isUp ? "'\uffff'" : "''";
  const key = `coalesce(${quotedName(sort)}, ${absent})`;
  return {
    key,
    order: `${key} ${isUp ? 'ASC' : 'DESC'}, n`,
    next: `(${key} ${isUp ? '>' : '<'} $after OR (${key} = $after AND n > $afterN))`,
  };
}

// Columns are those of a closed list; `first` and `last` are words of SQL.
const quotedName = (column: AccountColumn): string => `"${column}"`;

function filterOf({ query, since }: PlacedQuery): { where: string; values: Record<string, string> } {
  const parts = (Object.keys(ACCOUNT_FACETS) as AccountFacet[]).flatMap((facet) => {
    const chosen = query[facet] ?? [];
    if (chosen.length === 0) return [];
    const words: readonly string[] = ACCOUNT_FACETS[facet];
    const places = chosen.map((word) => words.indexOf(word)).filter((at) => at >= 0);
    if (places.length === 0) return ['false'];
    const set = places.reduce((bits, at) => bits | (1 << at), 0);
    if (facet === 'held') return [`in_held & ${set} <> 0`];
    if (facet === 'changed') return [`${changedIn(since)} & ${set} <> 0`];
    return [`in_${facet} IN (${places.join(', ')})`];
  });
  return { where: ['starts_with(id, $find)', ...parts].join(' AND '), values: { find: query.find ?? '' } };
}
