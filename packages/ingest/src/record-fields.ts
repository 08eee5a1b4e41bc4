import type { DuckDBConnection } from '@duckdb/node-api';
import type { Entity } from '@iolaus/contracts';
import { LAKE_COLUMNS } from './lake-columns.js';
import { maskField, maskPrompt } from './mask.js';

/** Where a record stands: its entity, the number of its dump, its ordinal; more may follow. */
export type Place = readonly [entity: Entity, dump: number, ordinal: number, ...unknown[]];

const HIDDEN = new Set(['account', 'time', 'ordinal', 'byte_offset', 'byte_length', 'kept']);

/** When a record was made, as SQL: an account's is its sign-up. */
export const momentOf = (entity: Entity): string => (entity === 'account' ? 'created' : 'time');

/**
 * All that is shown of the records at these places besides account, time and place, masked. Whoever shows a page finds its places first, in columns that are quickly read: the fields of all
 * records that it is chosen from would take ten times as long as the rest.
 */
export async function fieldsAt(
  connection: DuckDBConnection,
  places: readonly Place[],
): Promise<(place: Place) => Record<string, string>> {
  const byDump = new Map<string, { entity: Entity; dump: number; ordinals: number[] }>();
  for (const [entity, dump, ordinal] of places) {
    const key = `${entity} ${dump}`;
    const known = byDump.get(key) ?? { entity, dump: Math.trunc(dump), ordinals: [] };
    known.ordinals.push(Math.trunc(ordinal));
    byDump.set(key, known);
  }
  const parts = Array.from(
    byDump.values(),
    ({ entity, dump, ordinals }) =>
      `SELECT dump, ordinal, ${asJson(entity)} AS fields FROM ${entity} WHERE dump = ${dump} AND ordinal IN (${ordinals.join(', ')})`,
  );
  const read = parts.length === 0 ? undefined : await connection.runAndReadAll(parts.join(' UNION ALL '));
  const fields = new Map(
    ((read?.getRowsJS() ?? []) as [number, number, string][]).map(([dump, ordinal, json]) => [
      `${dump} ${ordinal}`,
      json,
    ]),
  );
  return ([, dump, ordinal]) => shownFields(fields.get(`${dump} ${ordinal}`)!);
}

function asJson(entity: Entity): string {
  const names = LAKE_COLUMNS[entity].map((column) => column.name).filter((name) => !HIDDEN.has(name));
  return `to_json(struct_pack(${[...names, 'kept'].map((name) => `${name} := ${name}`).join(', ')}))`;
}

/** Prompts are cut, tokens shortened, empty fields left out. */
function shownFields(json: string): Record<string, string> {
  const { kept, ...fields } = JSON.parse(json) as Record<string, string | number | null>;
  const all = { ...fields, ...(kept ? (JSON.parse(String(kept)) as Record<string, string>) : {}) };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      value === null || value === '' ? [] : [[name, maskField(name, shorten(name, String(value)))]],
    ),
  );
}

const shorten = (name: string, value: string): string => (name === 'prompt' ? maskPrompt(value) : value.slice(0, 300));
