import type { DayRows, Entity, RecordRow, TimeWindow } from '@iolaus/contracts';
import { LAKE_COLUMNS } from './lake-columns.js';
import type { LakeParts } from './lake-reader.js';
import { fieldsAt, momentOf } from './record-fields.js';
import { SEEN } from './rollup-sql.js';
import { wantAccounts } from './wanted-accounts.js';

/** Whose records in which window; only those of some entities, where they are named. */
export interface DayRowsOf {
  readonly accounts: readonly string[];
  readonly window: TimeWindow;
  readonly entities?: readonly Entity[];
  readonly limit: number;
}

/** A record by its place, before its fields are read. */
type DayPlace = readonly [entity: Entity, dump: number, ordinal: number, timeMs: number, account: string];

/** Records of accounts in a window, newest first, masked like those of one account; at most `limit` of them, with how many there are. */
export async function dayRows(lake: Omit<LakeParts, 'salt'>, query: DayRowsOf): Promise<DayRows> {
  const { connection } = lake;
  await wantAccounts(connection, query.accounts);
  try {
    const { fromMs, toMs } = query.window;
    const entities = query.entities ?? (Object.keys(LAKE_COLUMNS) as Entity[]);
    const all = entities
      .map(
        (entity) =>
          `SELECT '${entity}' AS entity, dump, ordinal, ${momentOf(entity)} AS moment, account, seen FROM ${entity} WHERE ${momentOf(entity)} >= $fromMs AND ${momentOf(entity)} < $toMs AND account IN (SELECT account FROM wanted_accounts)`,
      )
      .join(' UNION ALL ');
    const counted = await connection.runAndReadAll(
      `SELECT entity, CAST(count(*) AS INTEGER), CAST(count(*) FILTER ((seen & ${SEEN.exchange}) <> 0) AS INTEGER) FROM (${all}) GROUP BY 1 ORDER BY 2 DESC, 1`,
      { fromMs, toMs },
    );
    const counts = (counted.getRowsJS() as [Entity, number, number][]).map(([entity, rows, repeats]) => ({
      entity,
      rows,
      repeats,
    }));
    const found = await connection.runAndReadAll(
      `SELECT entity, dump, ordinal, moment, account FROM (${all}) ORDER BY moment DESC, dump, ordinal LIMIT ${Math.trunc(query.limit)}`,
      { fromMs, toMs },
    );
    const places = found.getRowsJS() as unknown as DayPlace[];
    const fieldsOf = await fieldsAt(connection, places);
    const rows = places.map((place): RecordRow => {
      const [entity, dump, ordinal, timeMs, account] = place;
      return { dump: lake.dumps[dump]!.sha256, ordinal, entity, timeMs, account, fields: fieldsOf(place) };
    });
    return { rows, total: counts.reduce((sum, each) => sum + each.rows, 0), counts };
  } finally {
    await connection.run('DROP TABLE IF EXISTS wanted_accounts');
  }
}
