import type { DuckDBConnection } from '@duckdb/node-api';
import type { Entity, RecordRef, RecordRow } from '@iolaus/contracts';
import type { ManifestDump } from './manifest.js';
import { maskField, maskPrompt } from './mask.js';
import { LAKE_COLUMNS } from './lake-columns.js';
import { FIXED_IDS } from './fixed-texts.js';
import { SEEN, SUBNET } from './rollup-sql.js';

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

const HIDDEN = new Set(['account', 'time', 'ordinal', 'byte_offset', 'byte_length', 'kept']);

/** Records of an account, newest first, with prompts cut and tokens shortened. */
export async function accountRows(lake: LakeParts, query: RowsQuery): Promise<Page<RecordRow>> {
  const { connection, dumps } = lake;
  const parts = sourcesOf(query).map(
    ({ entity, where }) =>
      `SELECT '${entity}' AS entity, dump, ordinal, ${momentOf(entity)} AS moment, ${fieldsOf(entity)} AS fields FROM ${entity} WHERE account = $account AND ${where}`,
  );
  const values = valuesOf(query, lake.salt);
  const all = parts.join(' UNION ALL ');
  const counted = await connection.runAndReadAll(`SELECT CAST(count(*) AS INTEGER) FROM (${all})`, values);
  const read = await connection.runAndReadAll(
    `SELECT entity, dump, ordinal, moment, fields FROM (${all}) ORDER BY moment DESC NULLS LAST, dump, ordinal LIMIT ${Math.trunc(query.limit)} OFFSET ${Math.trunc(query.offset)}`,
    values,
  );
  const rows = (read.getRowsJS() as [Entity, number, number, number | null, string][]).map(
    ([entity, dump, ordinal, timeMs, fields]) => ({
      dump: dumps[dump]!.sha256,
      ordinal,
      entity,
      timeMs,
      account: query.account,
      fields: shownFields(fields),
    }),
  );
  return { rows, total: counted.getRowsJS()[0]![0] as number };
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

/** Exchanges an hour of one account, each request once. */
export async function accountActivity(
  connection: DuckDBConnection,
  account: string,
): Promise<{ hour: Uint32Array; count: Uint32Array }> {
  const read = await connection.runAndReadAll(
    `SELECT CAST(floor(time / 3600000) AS INTEGER), CAST(count(*) AS INTEGER) FROM ${await activityView(connection)} WHERE account = $account AND time IS NOT NULL AND (seen & ${SEEN.exchange}) = 0 GROUP BY ALL ORDER BY 1`,
    { account },
  );
  const [hour = [], count = []] = read.getColumnsJS() as number[][];
  return { hour: Uint32Array.from(hour), count: Uint32Array.from(count) };
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

/** When a record was made, as SQL: an account's is its sign-up. */
export const momentOf = (entity: Entity): string => (entity === 'account' ? 'created' : 'time');

/** All that is shown of a record besides its account, time and place, as SQL that gives JSON; see {@link shownFields}. */
export function fieldsOf(entity: Entity): string {
  const names = LAKE_COLUMNS[entity].map((column) => column.name).filter((name) => !HIDDEN.has(name));
  return `to_json(struct_pack(${[...names, 'kept'].map((name) => `${name} := ${name}`).join(', ')}))`;
}

/** These fields masked: prompts cut, tokens shortened; empty ones are left out. */
export function shownFields(json: string): Record<string, string> {
  const { kept, ...fields } = JSON.parse(json) as Record<string, string | number | null>;
  const all = { ...fields, ...(kept ? (JSON.parse(String(kept)) as Record<string, string>) : {}) };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      value === null || value === '' ? [] : [[name, maskField(name, shorten(name, String(value)))]],
    ),
  );
}

const shorten = (name: string, value: string): string => (name === 'prompt' ? maskPrompt(value) : value.slice(0, 300));
