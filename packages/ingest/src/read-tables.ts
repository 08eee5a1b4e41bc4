import { readFileSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { LakeTables } from '@iolaus/contracts';
import { quoted } from './lake-columns.js';
import { readColumns, readNumbers } from './read-columns.js';
import type { RollupFacts } from './rollup.js';

/** What a merged rollup says of itself. */
export function readFacts(rollup: string): RollupFacts {
  return JSON.parse(readFileSync(`${rollup}/rollup.json`, 'utf8')) as RollupFacts;
}

/** The tables that detection reads, out of a merged rollup. */
export async function readTables(connection: DuckDBConnection, rollup: string): Promise<LakeTables> {
  const facts = readFacts(rollup);
  const file = (name: string): string => `read_parquet(${quoted(`${rollup}/${name}.parquet`)})`;
  const [kind = [], value = [], text = []] = await readColumns(
    connection,
    `SELECT kind, value, text FROM ${file('indicators')} ORDER BY n`,
  );
  const [ids = []] = await readColumns(connection, `SELECT id FROM ${file('accounts')} ORDER BY n`);
  const [account, indicator, count, firstMs, lastMs, dump, ordinal] = await readNumbers(
    connection,
    `SELECT account, indicator, uses, first_ms, last_ms, dump, ordinal FROM ${file('pairs')}`,
    [Uint32Array, Uint32Array, Uint32Array, Float64Array, Float64Array, Uint16Array, Uint32Array],
  );
  const numbers = new Map(facts.kinds.map((each, at) => [each.kind, at]));
  const [activeAccount, hour, uses] = await readNumbers(
    connection,
    `SELECT account, hour, uses FROM ${file('activity')}`,
    [Uint32Array, Uint32Array, Uint32Array],
  );
  return {
    sightings: {
      accounts: ids as string[],
      kinds: facts.kinds,
      indicatorKind: Uint8Array.from(kind as string[], (each) => numbers.get(each) ?? 0),
      indicatorValue: value as string[],
      indicatorText: (text as (string | null)[]).map((each) => each ?? undefined),
      account,
      indicator,
      count,
      firstMs,
      lastMs,
      dump,
      ordinal,
      dumps: facts.dumps,
    },
    accounts: await readAccounts(connection, file('accounts')),
    activity: { account: activeAccount, hour, count: uses },
  };
}

async function readAccounts(connection: DuckDBConnection, from: string): Promise<LakeTables['accounts']> {
  const [createdMs, exchanges, firstMs, lastMs, isVerified, bannedMs] = await readNumbers(
    connection,
    `SELECT created, exchanges, first, last, verified, banned FROM ${from} ORDER BY n`,
    [Float64Array, Float64Array, Float64Array, Float64Array, Uint8Array, Float64Array],
  );
  const [organisation = [], programme = [], status = [], domain = [], country = []] = await readColumns(
    connection,
    `SELECT organisation, programme, status, email_domain, country FROM ${from} ORDER BY n`,
  );
  const organisations = [...new Set(organisation as (string | null)[])]
    .filter((each): each is string => each !== null && each !== '')
    .sort();
  const index = new Map(organisations.map((each, at) => [each, at]));
  const optional = (column: readonly unknown[]): (string | undefined)[] =>
    (column as readonly (string | null)[]).map((each) => each ?? undefined);
  return {
    createdMs,
    exchanges,
    firstMs,
    lastMs,
    organisation: Int32Array.from(organisation as (string | null)[], (each) =>
      each === null ? -1 : (index.get(each) ?? -1),
    ),
    organisations,
    isVerified,
    programme: optional(programme),
    status: optional(status),
    bannedMs,
    emailDomain: optional(domain),
    country: optional(country),
  };
}
