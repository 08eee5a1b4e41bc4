import type { DuckDBConnection } from '@duckdb/node-api';
import type { AccountDays, HeldInWindows, ModelUses, TimeWindow } from '@iolaus/contracts';
import { COUNTED } from './model-shift.js';
import { quoted } from './lake-columns.js';
import { readNumbers } from './read-columns.js';
import { wantAccounts } from './wanted-accounts.js';

const DAY_HOURS = 24;
const MOST_MODELS = 20;

/** Where the merged rollup lies whose accounts, pairs and activity are asked. */
export interface RollupParts {
  readonly connection: DuckDBConnection;
  readonly folder: string;
}

/** Whose windows are compared; indicators of at least so many of them, at most so many of either list. */
export interface WindowsQuery {
  readonly accounts: readonly string[];
  readonly earlier: TimeWindow;
  readonly later: TimeWindow;
  readonly least: number;
  readonly most: number;
}

const fileOf = ({ folder }: RollupParts, name: string): string =>
  `read_parquet(${quoted(`${folder}/${name}.parquet`)})`;

/** Exchanges an hour of one account, each request once; in a lake without any, recorded sightings. */
export async function accountActivity(
  lake: RollupParts,
  account: string,
): Promise<{ hour: Uint32Array; count: Uint32Array }> {
  const read = await lake.connection.runAndReadAll(
    `SELECT t.hour, t.uses FROM ${fileOf(lake, 'activity')} t JOIN ${fileOf(lake, 'accounts')} a ON a.n = t.account WHERE a.id = $account ORDER BY 1`,
    { account },
  );
  const [hour = [], count = []] = read.getColumnsJS() as number[][];
  return { hour: Uint32Array.from(hour), count: Uint32Array.from(count) };
}

/** What accounts did on each day (UTC), and on which days some of them were banned. Accounts are named by their place in the list. */
export async function accountDays(lake: RollupParts, accounts: readonly string[]): Promise<AccountDays> {
  return withAccounts(lake, accounts, async (wanted) => {
    const [account, day, uses] = await readNumbers(
      lake.connection,
      `SELECT w.n, CAST(t.hour // ${DAY_HOURS} AS INTEGER) AS day, CAST(sum(t.uses) AS INTEGER) FROM ${fileOf(lake, 'activity')} t JOIN ${wanted} w ON w.number = t.account GROUP BY 1, 2 ORDER BY 1, 2`,
      [Uint32Array, Uint32Array, Uint32Array],
    );
    const [bannedDay, banned] = await readNumbers(
      lake.connection,
      `SELECT CAST(a.banned // 86400000 AS INTEGER) AS day, CAST(count(*) AS INTEGER) FROM ${fileOf(lake, 'accounts')} a JOIN ${wanted} w ON w.number = a.n WHERE a.banned IS NOT NULL GROUP BY 1 ORDER BY 1`,
      [Uint32Array, Uint32Array],
    );
    return { account, day, uses, bannedDay, banned };
  });
}

/**
 * Indicators that at least `least` of the accounts hold, and which the later window has and the earlier had not, or the other way round. New: none of the accounts was seen with it before the later window
 * began, and some in it; lost: some were in the earlier window, and none since the later began. By how many hold them, at most `most` of either, with how many there are of each kind.
 */
export async function heldInWindows(lake: RollupParts, of: WindowsQuery): Promise<HeldInWindows> {
  const { earlier, later, least, most } = of;
  return withAccounts(lake, of.accounts, async (wanted) => {
    await lake.connection.run(
      `CREATE OR REPLACE TEMP TABLE held AS SELECT indicator, CAST(count(*) AS INTEGER) AS accounts, min(first_ms) AS first_ms, max(last_ms) AS last_ms
       FROM ${fileOf(lake, 'pairs')} p JOIN ${wanted} w ON w.number = p.account WHERE p.first_ms IS NOT NULL GROUP BY indicator HAVING count(*) >= $least`,
      { least },
    );
    try {
      const { fromMs, toMs } = later;
      return {
        fresh: await listed(lake, 'first_ms >= $fromMs AND first_ms < $toMs', { most, fromMs, toMs }),
        lost: await listed(lake, 'last_ms < $fromMs AND last_ms >= $since AND first_ms < $until', {
          most,
          fromMs,
          since: earlier.fromMs,
          until: earlier.toMs,
        }),
      };
    } finally {
      await lake.connection.run('DROP TABLE IF EXISTS held');
    }
  });
}

async function listed(
  lake: RollupParts,
  where: string,
  values: { readonly most: number } & Record<string, number>,
): Promise<HeldInWindows['fresh']> {
  const found = `FROM held h JOIN ${fileOf(lake, 'indicators')} i ON i.n = h.indicator WHERE ${where}`;
  const { most, ...windows } = values;
  const read = await lake.connection.runAndReadAll(
    `SELECT i.kind, i.value, i.text, h.accounts, h.first_ms, h.last_ms ${found} ORDER BY h.accounts DESC, h.first_ms, i.n LIMIT ${Math.trunc(most)}`,
    windows,
  );
  const counted = await lake.connection.runAndReadAll(
    `SELECT i.kind, CAST(count(*) AS INTEGER) ${found} GROUP BY 1 ORDER BY 2 DESC, 1`,
    windows,
  );
  const rows = read.getRowsJS() as [string, string, string | null, number, number, number][];
  const kinds = (counted.getRowsJS() as [string, number][]).map(([kind, count]) => ({ kind, count }));
  return {
    rows: rows.map(([kind, value, text, accounts, firstMs, lastMs]) => ({
      kind,
      value,
      text,
      accounts,
      firstMs,
      lastMs,
    })),
    total: kinds.reduce((sum, { count }) => sum + count, 0),
    kinds,
  };
}

/** How many exchanges the accounts made with each model in either window, most used first. One scan of three columns of the records. */
export async function modelUses(
  connection: DuckDBConnection,
  of: Omit<WindowsQuery, 'least' | 'most'>,
): Promise<ModelUses> {
  await wantAccounts(connection, of.accounts);
  const earlier = 'time >= $earlierFrom AND time < $earlierTo';
  const later = 'time >= $laterFrom AND time < $laterTo';
  try {
    const read = await connection.runAndReadAll(
      `SELECT model, CAST(count(*) FILTER (${earlier}) AS DOUBLE) AS earlier, CAST(count(*) FILTER (${later}) AS DOUBLE) AS later
       FROM (SELECT account, time, model ${COUNTED}) WHERE account IN (SELECT account FROM wanted_accounts) AND ((${earlier}) OR (${later}))
       GROUP BY model ORDER BY count(*) DESC, model LIMIT ${MOST_MODELS}`,
      {
        earlierFrom: of.earlier.fromMs,
        earlierTo: of.earlier.toMs,
        laterFrom: of.later.fromMs,
        laterTo: of.later.toMs,
      },
    );
    return (read.getRowsJS() as [string | null, number, number][]).map(([model, earlier, later]) => ({
      model,
      earlier,
      later,
    }));
  } finally {
    await connection.run('DROP TABLE IF EXISTS wanted_accounts');
  }
}

/** Gives a table of the accounts with their places and their numbers in the rollup; those that it does not have are left out. */
async function withAccounts<T>(
  lake: RollupParts,
  accounts: readonly string[],
  ask: (wanted: string) => Promise<T>,
): Promise<T> {
  const { connection } = lake;
  await wantAccounts(connection, accounts);
  try {
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE wanted_numbers AS SELECT w.n, a.n AS number FROM wanted_accounts w JOIN ${fileOf(lake, 'accounts')} a ON a.id = w.account`,
    );
    return await ask('wanted_numbers');
  } finally {
    await connection.run('DROP TABLE IF EXISTS wanted_numbers');
    await connection.run('DROP TABLE IF EXISTS wanted_accounts');
  }
}
