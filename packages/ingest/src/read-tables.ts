import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { IndicatorKind, LakeTables } from '@iolaus/contracts';
import { readColumnFiles, writeColumns } from './column-files.js';
import { quoted } from './lake-columns.js';
import { readColumns } from './read-columns.js';
import type { RollupFacts } from './rollup.js';

/** What a merged rollup says of itself. */
export function readFacts(rollup: string): RollupFacts {
  return JSON.parse(readFileSync(`${rollup}/rollup.json`, 'utf8')) as RollupFacts;
}

const PAIRS = {
  account: 'u32',
  indicator: 'u32',
  count: 'u32',
  firstMs: 'f64',
  lastMs: 'f64',
  dump: 'u16',
  ordinal: 'u32',
} as const;
const INDICATORS = { indicatorClass: 'u8' } as const;
const ACTIVITY = { account: 'u32', hour: 'u32', count: 'u32' } as const;
const ACCOUNTS = {
  createdMs: 'f64',
  exchanges: 'f64',
  firstMs: 'f64',
  lastMs: 'f64',
  isVerified: 'u8',
  bannedMs: 'f64',
} as const;

/** The tables that detection reads, their numbers as files of a folder, their texts as they are. */
export interface WrittenTables {
  readonly folder: string;
  readonly rows: { readonly pairs: number; readonly activity: number; readonly accounts: number };
  readonly kinds: readonly IndicatorKind[];
  readonly dumps: readonly string[];
  readonly ids: readonly string[];
  readonly indicators: {
    readonly kind: readonly string[];
    readonly value: readonly string[];
    readonly text: readonly (string | null)[];
  };
  readonly accounts: {
    readonly organisation: readonly (string | null)[];
    readonly programme: readonly (string | null)[];
    readonly status: readonly (string | null)[];
    readonly emailDomain: readonly (string | null)[];
    readonly country: readonly (string | null)[];
  };
}

/** Writes the tables of a merged rollup into a new folder: hundreds of megabytes of numbers pass from process to process as files, and never twice through memory. */
export async function writeTables(
  connection: DuckDBConnection,
  rollup: string,
  folder: string,
): Promise<WrittenTables> {
  const facts = readFacts(rollup);
  const file = (name: string): string => `read_parquet(${quoted(`${rollup}/${name}.parquet`)})`;
  mkdirSync(folder, { mode: 0o700 });
  const [kind = [], value = [], text = []] = await readColumns(
    connection,
    `SELECT kind, value, text FROM ${file('indicators')} ORDER BY n`,
  );
  const [ids = []] = await readColumns(connection, `SELECT id FROM ${file('accounts')} ORDER BY n`);
  const pairs = await writeColumns(
    connection,
    `SELECT account, indicator, uses, first_ms, last_ms, dump, ordinal FROM ${file('pairs')}`,
    { prefix: `${folder}/pairs`, types: PAIRS },
  );
  await writeColumns(connection, `SELECT CAST(classes AS INTEGER) FROM ${file('indicators')} ORDER BY n`, {
    prefix: `${folder}/indicators`,
    types: INDICATORS,
  });
  const activity = await writeColumns(connection, `SELECT account, hour, uses FROM ${file('activity')}`, {
    prefix: `${folder}/activity`,
    types: ACTIVITY,
  });
  const accounts = await writeColumns(
    connection,
    `SELECT created, exchanges, first, last, verified, banned FROM ${file('accounts')} ORDER BY n`,
    { prefix: `${folder}/accounts`, types: ACCOUNTS },
  );
  const [organisation = [], programme = [], status = [], domain = [], country = []] = await readColumns(
    connection,
    `SELECT organisation, programme, status, email_domain, country FROM ${file('accounts')} ORDER BY n`,
  );
  type Texts = readonly (string | null)[];
  return {
    folder,
    rows: { pairs, activity, accounts },
    kinds: facts.kinds,
    dumps: facts.dumps,
    ids: ids as string[],
    indicators: { kind: kind as string[], value: value as string[], text: text as Texts },
    accounts: {
      organisation: organisation as Texts,
      programme: programme as Texts,
      status: status as Texts,
      emailDomain: domain as Texts,
      country: country as Texts,
    },
  };
}

/** Reads written tables and removes their folder. */
export function takeTables(written: WrittenTables): LakeTables {
  try {
    return readTables(written);
  } finally {
    rmSync(written.folder, { recursive: true, force: true });
  }
}

function readTables({ folder, rows, kinds, dumps, ids, indicators, accounts }: WrittenTables): LakeTables {
  const numbers = new Map(kinds.map((each, at) => [each.kind, at]));
  return {
    sightings: {
      accounts: ids,
      kinds,
      indicatorKind: Uint8Array.from(indicators.kind, (each) => numbers.get(each) ?? 0),
      indicatorValue: indicators.value,
      indicatorText: optional(indicators.text),
      ...readColumnFiles({ prefix: `${folder}/indicators`, types: INDICATORS, rows: indicators.value.length }),
      ...readColumnFiles({ prefix: `${folder}/pairs`, types: PAIRS, rows: rows.pairs }),
      dumps,
    },
    accounts: {
      ...readColumnFiles({ prefix: `${folder}/accounts`, types: ACCOUNTS, rows: rows.accounts }),
      ...organisationsOf(accounts.organisation),
      programme: optional(accounts.programme),
      status: optional(accounts.status),
      emailDomain: optional(accounts.emailDomain),
      country: optional(accounts.country),
    },
    activity: readColumnFiles({ prefix: `${folder}/activity`, types: ACTIVITY, rows: rows.activity }),
  };
}

const optional = (column: readonly (string | null)[]): (string | undefined)[] =>
  column.map((each) => each ?? undefined);

function organisationsOf(
  column: readonly (string | null)[],
): Pick<LakeTables['accounts'], 'organisation' | 'organisations'> {
  const organisations = [...new Set(column)].filter((each): each is string => each !== null && each !== '').sort();
  const index = new Map(organisations.map((each, at) => [each, at]));
  return {
    organisation: Int32Array.from(column, (each) => (each === null ? -1 : (index.get(each) ?? -1))),
    organisations,
  };
}
