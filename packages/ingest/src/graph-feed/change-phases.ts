import type { DuckDBConnection } from '@duckdb/node-api';
import type { BatchAction, GraphBatch } from '@iolaus/contracts';
import type { RollupHead } from './rollup-folder.js';
import { VALUES } from './rollup-views.js';

/** Rows of one kind and action, sorted. */
export interface Phase {
  readonly action: BatchAction['action'];
  readonly what: GraphBatch['what'];
  readonly rows: number;
  /** A SELECT without limit; its first column, or its first two with pairs, are the key. */
  readonly sql: string;
}

type Nodes = 'accounts' | 'indicators';

/** Pairs that are compared or sorted at once, so that memory stays bounded whatever their number. */
const PAIRS_A_SLICE = 2_000_000;
const KEY = { accounts: 'id', indicators: 'key' } as const;

/** Every row of the later rollup. */
export async function allPhases(connection: DuckDBConnection, head: RollupHead): Promise<Phase[]> {
  const nodes = (['accounts', 'indicators'] as const).map((what): Phase => ({
    action: 'all',
    what,
    rows: head[what],
    sql: sorted(what, `later_${what} r`),
  }));
  const slices = slicesOf(head);
  const counted = await connection.runAndReadAll(
    `SELECT account // ${slices.width} AS slice, CAST(count(*) AS DOUBLE) FROM later_pairs GROUP BY slice ORDER BY slice`,
  );
  const pairs = (counted.getRowsJS() as [number, number][]).map(([slice, rows]): Phase => ({
    action: 'all',
    what: 'pairs',
    rows,
    sql: pairsOf('later', `later_pairs r WHERE ${slices.where(slice, 'r.account')}`),
  }));
  return [...nodes, ...pairs];
}

/**
 * The rows in which the later rollup differs from the earlier one, by ids and keys: the numbers of both have nothing to do with each other. New nodes come before
 * the pairs that need them, and gone pairs before their nodes.
 */
export async function changedPhases(connection: DuckDBConnection, most: Sizes): Promise<Phase[]> {
  const slices = slicesOf(most);
  await compareNodes(connection, 'accounts');
  await compareNodes(connection, 'indicators');
  await comparePairs(connection, slices);
  const counts = await countNodes(connection);
  const nodes = (action: 'create' | 'set' | 'drop', what: Nodes): Phase => {
    const side = action === 'drop' ? 'earlier' : 'later';
    const from = `${side}_${what} r JOIN between_${what} b ON b.${side}_n = r.n WHERE b.action = '${action}'`;
    const sql = action === 'drop' ? `SELECT r.${KEY[what]} FROM ${from} ORDER BY 1` : sorted(what, from);
    return { action, what, rows: counts.get(`${action} ${what}`) ?? 0, sql };
  };
  return [
    ...(['create', 'set'] as const).flatMap((action) => [nodes(action, 'accounts'), nodes(action, 'indicators')]),
    ...(await pairPhases(connection, slices)),
    nodes('drop', 'indicators'),
    nodes('drop', 'accounts'),
  ];
}

/** How much there is at most in either rollup. */
type Sizes = Pick<RollupHead, 'accounts' | 'pairs'>;

/** Ranges of account numbers that hold so many pairs on average. */
interface Slices {
  readonly count: number;
  readonly width: number;
  readonly where: (slice: number, account: string) => string;
}

function slicesOf({ accounts, pairs }: Sizes): Slices {
  const count = Math.max(1, Math.ceil(pairs / PAIRS_A_SLICE));
  const width = Math.max(1, Math.ceil(accounts / count));
  // A range and not a division: Parquet and tables know the least and the greatest number of each part of theirs.
  const where = (slice: number, account: string): string =>
    `${account} >= ${slice * width} AND ${account} < ${(slice + 1) * width}`;
  return { count, width, where };
}

const values = (what: GraphBatch['what'], of: string): string =>
  VALUES[what].map((column) => `${of}.${column}`).join(', ');
/** By key and not by number: a graph that is written anew is swept of what lies between the keys of a batch and is not among them. */
const sorted = (what: Nodes, from: string): string =>
  `SELECT r.${KEY[what]}, ${values(what, 'r')} FROM ${from} ORDER BY 1`;
const pairsOf = (side: 'later' | 'earlier', from: string): string =>
  `SELECT a.id, i.key, ${values('pairs', 'r')} FROM (FROM ${from}) r JOIN ${side}_accounts a ON a.n = r.account JOIN ${side}_indicators i ON i.n = r.indicator ORDER BY r.account, r.indicator`;
const actionOf = (earlier: string, later: string, what: GraphBatch['what']): string =>
  `CASE WHEN ${earlier} IS NULL THEN 'create' WHEN ${later} IS NULL THEN 'drop' WHEN ${VALUES[what].map((column) => `e.${column} IS DISTINCT FROM l.${column}`).join(' OR ')} THEN 'set' ELSE 'same' END`;

async function compareNodes(connection: DuckDBConnection, what: Nodes): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE between_${what} AS SELECT e.n AS earlier_n, l.n AS later_n, ${actionOf('e.n', 'l.n', what)} AS action
    FROM earlier_${what} e FULL JOIN later_${what} l ON e.${KEY[what]} = l.${KEY[what]}`);
}

/**
 * Pairs that differ: those to create and to set by the later numbers of both ends, those to drop by the earlier ones. Both ends are one number in the comparison:
 * two are hashed apart and then put together, by which rows collide.
 */
async function comparePairs(connection: DuckDBConnection, slices: Slices): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE between_pairs AS SELECT 'drop' AS action, p.*
    FROM earlier_pairs p JOIN between_accounts a ON a.earlier_n = p.account JOIN between_indicators i ON i.earlier_n = p.indicator
    WHERE a.later_n IS NULL OR i.later_n IS NULL`);
  for (let slice = 0; slice < slices.count; slice += 1) {
    await connection.run(`INSERT INTO between_pairs SELECT * FROM (
      SELECT ${actionOf('e.pair', 'l.pair', 'pairs')} AS action, coalesce(l.account, e.account) AS account, coalesce(l.indicator, e.indicator) AS indicator,
        ${values('pairs', 'l')}
      FROM (SELECT a.later_n::BIGINT * 4294967296 + i.later_n AS pair, p.* FROM earlier_pairs p JOIN between_accounts a ON a.earlier_n = p.account
        JOIN between_indicators i ON i.earlier_n = p.indicator WHERE ${slices.where(slice, 'a.later_n')} AND i.later_n IS NOT NULL) e
      FULL JOIN (SELECT account::BIGINT * 4294967296 + indicator AS pair, * FROM later_pairs WHERE ${slices.where(slice, 'account')}) l ON l.pair = e.pair
    ) WHERE action <> 'same'`);
  }
}

async function pairPhases(connection: DuckDBConnection, slices: Slices): Promise<Phase[]> {
  const read = await connection.runAndReadAll(
    `SELECT action, account // ${slices.width} AS slice, CAST(count(*) AS DOUBLE) FROM between_pairs GROUP BY action, slice ORDER BY list_position(['create', 'set', 'drop'], action), slice`,
  );
  return (read.getRowsJS() as ['create' | 'set' | 'drop', number, number][]).map(([action, slice, rows]): Phase => {
    const from = `between_pairs p WHERE p.action = '${action}' AND ${slices.where(slice, 'p.account')}`;
    return { action, what: 'pairs', rows, sql: pairsOf(action === 'drop' ? 'earlier' : 'later', from) };
  });
}

async function countNodes(connection: DuckDBConnection): Promise<ReadonlyMap<string, number>> {
  const counted = (['accounts', 'indicators'] as const).map(
    (what) => `SELECT concat(action, ' ${what}'), CAST(count(*) AS DOUBLE) FROM between_${what} GROUP BY action`,
  );
  const read = await connection.runAndReadAll(counted.join(' UNION ALL '));
  return new Map(read.getRowsJS() as [string, number][]);
}
