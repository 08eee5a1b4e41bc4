import type { DuckDBConnection } from '@duckdb/node-api';
import type { Entity, RecordRef, RecordRow } from '@iolaus/contracts';
import type { ManifestDump } from './manifest.js';
import { LAKE_COLUMNS } from './lake-columns.js';
import { FIXED_IDS } from './fixed-texts.js';
import { fieldsAt, momentOf } from './record-fields.js';
import { SUBNET } from './rollup-sql.js';

/** A page of something, and how many there are. */
export interface Page<T> {
  readonly rows: T[];
  readonly total: number;
}

/** Which records of an account; kind and value narrow them to those behind one sighting. */
export interface RowsQuery {
  readonly account: string;
  readonly kind?: string;
  readonly value?: string;
  readonly offset: number;
  readonly limit: number;
}

/** What of a lake the questions about its records need. */
export interface LakeParts {
  readonly connection: DuckDBConnection;
  readonly dumps: readonly ManifestDump[];
  readonly salt: string;
}

const LABELLED =
  '(dump, ordinal) IN (SELECT (f.dump, f.ordinal) FROM fingerprint f WHERE f.kind = $kind AND f.value = $value)';

const FILTERS: Readonly<Record<string, { readonly entity: Entity; readonly where: string }>> = {
  ip: { entity: 'exchange', where: 'ip = $value' },
  subnet: { entity: 'exchange', where: `${SUBNET} = $value` },
  'user-agent': { entity: 'exchange', where: 'user_agent = $value' },
  // An ASN has no space in it, a user agent may.
  'asn-user-agent': {
    entity: 'exchange',
    where: `user_agent = substr($value, strpos($value, ' ') + 1) AND ip IN (SELECT e.ip FROM enriched_ips e WHERE e.asn = split_part($value, ' ', 1))`,
  },
  'prompt-template': { entity: 'exchange', where: LABELLED },
  'output-contract': { entity: 'exchange', where: LABELLED },
  ...Object.fromEntries(
    Object.entries(FIXED_IDS).map(([kind, id]) => [kind, { entity: 'exchange' as const, where: `${id} = $value` }]),
  ),
  'payment-method': { entity: 'payment', where: 'payment_method = $value' },
  bin: { entity: 'payment', where: 'bin = $value' },
  'email-domain': { entity: 'account', where: 'email_domain = $value' },
};

/** Exchanges from an address that files of the person say is announced by an ASN. */
const ANNOUNCED = 'ip IN (SELECT e.ip FROM enriched_ips e WHERE e.asn = $value)';

/** Where a record of an account stands, and when it was made. */
type AccountPlace = readonly [entity: Entity, dump: number, ordinal: number, moment: number | null];

/**
 * Records of an account, newest first, with prompts cut and tokens shortened. Places are found first, in columns that are quickly read; what stands there is read only where the page has a record: of the
 * demo's 1.2 million exchanges, 0.08 s of processor time and 0.2 s for a hundred records, where all columns of all dumps take 0.9 s.
 */
export async function accountRows(lake: LakeParts, query: RowsQuery): Promise<Page<RecordRow>> {
  const { places, total } = await placesOf(lake, query);
  const fieldsOf = await fieldsAt(lake.connection, places);
  const rows = places.map((place): RecordRow => {
    const [entity, dump, ordinal, timeMs] = place;
    return { dump: lake.dumps[dump]!.sha256, ordinal, entity, timeMs, account: query.account, fields: fieldsOf(place) };
  });
  return { rows, total };
}

async function placesOf(lake: LakeParts, query: RowsQuery): Promise<{ places: AccountPlace[]; total: number }> {
  const parts = sourcesOf(query).map(
    ({ entity, where }) =>
      `SELECT '${entity}' AS entity, dump, ordinal, ${momentOf(entity)} AS moment FROM ${entity} WHERE account = $account AND ${where}`,
  );
  const page = `SELECT * FROM places ORDER BY moment DESC NULLS LAST, dump, ordinal LIMIT ${Math.trunc(query.limit)} OFFSET ${Math.trunc(query.offset)}`;
  const read = await lake.connection.runAndReadAll(
    `WITH places AS MATERIALIZED (${parts.join(' UNION ALL ')})
     SELECT CAST(c.total AS INTEGER), p.entity, p.dump, p.ordinal, p.moment FROM (SELECT count(*) AS total FROM places) c LEFT JOIN (${page}) p ON true ORDER BY p.moment DESC NULLS LAST, p.dump, p.ordinal`,
    valuesOf(query, lake.salt),
  );
  const rows = read.getRowsJS() as [number, ...AccountPlace][];
  return {
    // A page after the last has one row, with the total alone.
    places: rows.flatMap(([, ...place]) => (place[0] === null ? [] : [place])),
    total: rows[0]![0],
  };
}

/** References to the earliest records behind one sighting. */
export async function sightingRefs(
  lake: LakeParts,
  query: { account: string; kind: string; value: string; limit: number },
): Promise<RecordRef[]> {
  const { connection, dumps } = lake;
  const from = FILTERS[query.kind] ?? { entity: 'declared', where: 'kind = $kind AND value = $value' };
  const places = ({ entity, where }: { entity: string; where: string }): string =>
    `SELECT dump, ordinal FROM ${entity} WHERE account = $account AND ${where}`;
  const announced = query.kind === 'asn' ? ` UNION ${places({ entity: 'exchange', where: ANNOUNCED })}` : '';
  const read = await connection.runAndReadAll(
    `SELECT dump, ordinal FROM (${places(from)}${announced}) s ORDER BY dump, ordinal LIMIT ${Math.trunc(query.limit)}`,
    valuesOf(query, lake.salt),
  );
  return (read.getRowsJS() as [number, number][]).map(([dump, ordinal]) => ({ dump: dumps[dump]!.sha256, ordinal }));
}

/** What an account's activity is counted from: exchanges; in a lake without any, recorded sightings. */
export async function activityView(connection: DuckDBConnection): Promise<'exchange' | 'sighting'> {
  const read = await connection.runAndReadAll('SELECT 1 FROM exchange LIMIT 1');
  return read.currentRowCount > 0 ? 'exchange' : 'sighting';
}

const DECLARED =
  '(dump, ordinal) IN (SELECT (d.dump, d.ordinal) FROM declared d WHERE d.account = $account AND d.kind = $kind AND d.value = $value)';

function sourcesOf({ kind, value }: { kind?: string; value?: string }): { entity: Entity; where: string }[] {
  const entities = Object.keys(LAKE_COLUMNS) as Entity[];
  if (kind === undefined || value === undefined) return entities.map((entity) => ({ entity, where: 'true' }));
  const filter = FILTERS[kind];
  if (filter) return [filter];
  // Whatever its entity, a mapping may declare kinds; which ASN an address belongs to, files may say too.
  return entities.map((entity) => ({
    entity,
    where: kind === 'asn' && entity === 'exchange' ? `(${DECLARED} OR ${ANNOUNCED})` : DECLARED,
  }));
}

/** The parameters that the statement over {@link sourcesOf} names; DuckDB refuses others. */
function valuesOf(
  { account, kind, value }: { account: string; kind?: string; value?: string },
  salt: string,
): Record<string, string> {
  if (kind === undefined || value === undefined) return { account };
  const where = FILTERS[kind]?.where ?? DECLARED;
  const all = { account, kind, value, salt };
  return Object.fromEntries(Object.entries(all).filter(([name]) => name === 'account' || where.includes(`$${name}`)));
}
