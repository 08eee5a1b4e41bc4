import {
  ACCOUNT_WINDOW,
  accountFile,
  csvLine,
  IolausError,
  type AccountColumn,
  type AccountCounts,
  type AccountFile,
  type AccountQuery,
  type AccountTableRow,
} from '@iolaus/contracts';
import type { AccountCell, AccountKey, PlacedQuery } from '@iolaus/ingest';
import { parseJson } from '../parse-json.js';
import type { Workbench } from '../workbench.js';
import { countCells } from './account-counts.js';
import { earlierOf, type Earlier } from './account-changes.js';
import { placesOf } from './account-places.js';

/** Windows between two keys that are kept of a query. */
const MARK_WINDOWS = 10;
/** Queries whose keys, and texts whose counts, are remembered. */
const MOST_REMEMBERED = 8;
const FILE_ROWS = 5000;

/** What is remembered of the accounts as they stand. */
interface Remembered {
  readonly stand: string;
  /** Id of the current snapshot, empty for none. */
  readonly current: string;
  /** What accounts are compared with, newest first. */
  readonly earlier: readonly Earlier[];
  readonly cells: Map<string, Promise<readonly AccountCell[]>>;
  /** Keys before windows, by query. */
  readonly keys: Map<string, Map<number, AccountKey>>;
  readonly placed: Promise<void>;
}

const rememberedOf = new WeakMap<Workbench, Remembered>();

/** A window of the accounts that a query shows; it is read by the key of the row before it, never by counting rows off. */
export async function accountWindow(
  workbench: Workbench,
  query: AccountQuery,
  window: number,
): Promise<{ rows: AccountTableRow[] }> {
  const known = await standing(workbench);
  const keys = remember(known.keys, JSON.stringify(query), () => new Map<number, AccountKey>());
  const near =
    window === 0 || keys.has(window)
      ? window
      : await nearestKey(workbench, { query, since: sinceOf(known, query), window, keys });
  const skipped = (window - near) * ACCOUNT_WINDOW;
  const { rows, last } = await workbench.lake.accountPage({
    query,
    since: sinceOf(known, query),
    after: keys.get(near) ?? null,
    limit: skipped + ACCOUNT_WINDOW,
  });
  if (last && rows.length === skipped + ACCOUNT_WINDOW) keys.set(window + 1, last);
  return { rows: rows.slice(skipped) };
}

/** The last window before this one whose key is known, after the keys of the query were read once. */
async function nearestKey(
  workbench: Workbench,
  { query, since, window, keys }: PlacedQuery & { readonly window: number; readonly keys: Map<number, AccountKey> },
): Promise<number> {
  const marked = Math.floor(window / MARK_WINDOWS) * MARK_WINDOWS;
  if (marked > 0 && !keys.has(marked)) {
    const marks = await workbench.lake.accountMarks({ query, since, every: MARK_WINDOWS * ACCOUNT_WINDOW });
    marks.forEach((key, at) => keys.set((at + 1) * MARK_WINDOWS, key));
  }
  for (let near = window; near > 0; near--) if (keys.has(near)) return near;
  return 0;
}

/** How many accounts a query shows, and how many each value of its facets would; refuses a snapshot to compare with that is not kept (SNAPSHOT_GONE). */
export async function accountCounts(workbench: Workbench, query: AccountQuery): Promise<AccountCounts> {
  const known = await standing(workbench);
  const since = sinceOf(known, query);
  const cellsOf = (find: string): Promise<readonly AccountCell[]> =>
    remember(known.cells, `${since} ${find}`, () => {
      const read = workbench.lake.accountCells({ find, since });
      // A failure is told to who asked, and not to those who ask again.
      read.catch(() => known.cells.delete(`${since} ${find}`));
      return read;
    });
  const [cells, all] = await Promise.all([cellsOf(query.find ?? ''), cellsOf('')]);
  return countCells(cells, all, query);
}

/** All that a query shows as a CSV file, in pieces: its columns, its order. The query is JSON (BAD_INPUT). */
export async function* accountsFile(workbench: Workbench, json: string): AsyncGenerator<string> {
  const { columns, ...query } = fileOf(json);
  const since = sinceOf(await standing(workbench), query);
  yield `${csvLine(columns)}\r\n`;
  let after: AccountKey | null = null;
  for (;;) {
    const page: Awaited<ReturnType<Workbench['lake']['accountPage']>> = await workbench.lake.accountPage({
      query,
      since,
      after,
      limit: FILE_ROWS,
    });
    if (page.rows.length > 0)
      yield page.rows.map((row) => `${csvLine(columns.map((name) => cellOf(row, name)))}\r\n`).join('');
    if (page.rows.length < FILE_ROWS) return;
    after = page.last;
  }
}

function fileOf(json: string): AccountFile {
  const read = accountFile.safeParse(parseJson(json));
  if (!read.success) throw new IolausError('BAD_INPUT', { detail: 'the query of the file is none' });
  return read.data;
}

const TIMES: ReadonlySet<AccountColumn> = new Set(['created', 'first', 'last']);

function cellOf(row: AccountTableRow, name: AccountColumn): string | number | null {
  const value = row[name];
  return TIMES.has(name) && typeof value === 'number' ? new Date(value).toISOString() : value;
}

/** Has the lake know where accounts stand now, by the last detection and the verdicts. */
async function standing(workbench: Workbench): Promise<Remembered> {
  const { casebook, lake } = workbench;
  const steps = Array.from(casebook.state.content.verdicts.values(), ({ id }) => id);
  const stand = [
    workbench.hasSnapshot ? workbench.snapshot().id : '',
    (await lake.rollupId()) ?? '',
    steps.join(),
  ].join(' ');
  let known = rememberedOf.get(workbench);
  if (known?.stand !== stand) {
    const earlier = earlierOf(workbench);
    known = {
      stand,
      current: workbench.hasSnapshot ? workbench.snapshot().id : '',
      earlier,
      cells: new Map(),
      keys: new Map(),
      placed: lake.placeAccounts(placesOf(workbench, earlier)),
    };
    rememberedOf.set(workbench, known);
  }
  try {
    await known.placed;
  } catch (error) {
    rememberedOf.delete(workbench);
    throw error;
  }
  return known;
}

/** The place of the snapshot that a query compares with; null for the current one, and where none is kept. */
function sinceOf({ earlier, current }: Remembered, { against }: AccountQuery): number | null {
  if (against === undefined) return earlier.length === 0 ? null : 0;
  if (against === current) return null;
  const at = earlier.findIndex(({ id }) => id === against);
  if (at < 0) throw new IolausError('SNAPSHOT_GONE', { id: against });
  return at;
}

function remember<T>(held: Map<string, T>, key: string, make: () => T): T {
  const value = held.get(key) ?? make();
  held.delete(key);
  held.set(key, value);
  for (const oldest of [...held.keys()].slice(0, -MOST_REMEMBERED)) held.delete(oldest);
  return value;
}
