import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { dumpNumber } from '@iolaus/contracts';
import { quoted } from '../lake-columns.js';
import { readRollupHead, type RollupHead } from './rollup-folder.js';

/** Columns of a rollup view but its number, as the graph stores them. */
export const VALUES = {
  accounts: [
    'created',
    'exchanges',
    'first_ms',
    'last_ms',
    'organisation',
    'verified',
    'programme',
    'status',
    'banned',
    'email_domain',
    'country',
  ],
  indicators: ['text', 'reach', 'records', 'first_ms', 'last_ms'],
  pairs: ['uses', 'first_ms', 'last_ms', 'dump', 'ordinal'],
} as const;

/**
 * Opens the rollup in a folder as the views NAME_accounts (n, id, …), NAME_indicators (n, kind, value, key, …) and NAME_pairs (account, indicator, …), where `dump` is
 * the dump's own number instead of its place. Times and counts are as they are in the files: to make whole numbers of doubles takes 1 µs each, so that is left to
 * those rows that go on.
 */
export async function openRollup(
  connection: DuckDBConnection,
  name: 'later' | 'earlier',
  folder: string,
): Promise<RollupHead> {
  const head = readRollupHead(folder);
  const file = (part: string): string => `read_parquet(${quoted(join(folder, `${part}.parquet`))})`;
  const numbers = head.dumps.map((sha256, place) => `(${place}, ${dumpNumber(sha256)})`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${name}_dumps (place INTEGER, number BIGINT)`);
  if (numbers.length > 0) await connection.run(`INSERT INTO ${name}_dumps VALUES ${numbers.join(', ')}`);
  await connection.run(`CREATE OR REPLACE TEMP VIEW ${name}_accounts AS SELECT n, id, created, exchanges, "first" AS first_ms, "last" AS last_ms, organisation, verified,
    programme, status, banned, email_domain, country FROM ${file('accounts')}`);
  await connection.run(`CREATE OR REPLACE TEMP VIEW ${name}_indicators AS SELECT n, kind, "value", concat(kind, ':', "value") AS key, text, reach, records,
    "first" AS first_ms, "last" AS last_ms FROM ${file('indicators')}`);
  await connection.run(`CREATE OR REPLACE TEMP VIEW ${name}_pairs AS SELECT account, indicator, uses, first_ms, last_ms, d.number AS dump, ordinal
    FROM ${file('pairs')} p LEFT JOIN ${name}_dumps d ON d.place = p.dump`);
  return head;
}
