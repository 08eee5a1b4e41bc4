import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted } from '../../lake-columns.js';

/** One pair of a test: account, kind, value, uses, time of the first and the last use in ms, dump and ordinal. */
export type RollupPair = readonly [
  account: string,
  kind: string,
  value: string,
  uses: number,
  firstMs: number | null,
  dump: string,
  ordinal: number,
];

/** A rollup in a few literals; `texts` gives values their words, `organisations` accounts theirs. */
export interface RollupPlan {
  readonly pairs: readonly RollupPair[];
  readonly alone?: readonly string[];
  readonly texts?: Readonly<Record<string, string>>;
  readonly organisations?: Readonly<Record<string, string>>;
}

const HOUR_MS = 3_600_000;

/** Writes a merged rollup as the lake does; its id is the digest of the plan. */
export async function buildRollup(connection: DuckDBConnection, folder: string, plan: RollupPlan): Promise<string> {
  const { pairs, alone = [], texts = {}, organisations = {} } = plan;
  mkdirSync(folder, { recursive: true });
  const accounts = [...new Set([...pairs.map(([account]) => account), ...alone])].toSorted(byNumber);
  const keys = [...new Set(pairs.map(([, kind, value]) => `${kind}:${value}`))].toSorted(byNumber);
  const dumps = [...new Set(pairs.map(([, , , , , dump]) => dump))].toSorted();
  const write = async (name: string, columns: string, rows: readonly (readonly (string | number | null)[])[]) => {
    await connection.run(`CREATE OR REPLACE TEMP TABLE build (${columns})`);
    for (const row of rows) await connection.run(`INSERT INTO build VALUES (${row.map(literal).join(', ')})`);
    await connection.run(`COPY build TO ${quoted(join(folder, `${name}.parquet`))} (FORMAT parquet)`);
  };
  const held = (key: string): readonly RollupPair[] => pairs.filter(([, kind, value]) => `${kind}:${value}` === key);
  await write(
    'accounts',
    'n INTEGER, id VARCHAR, created DOUBLE, exchanges DOUBLE, "first" DOUBLE, "last" DOUBLE, organisation VARCHAR, verified INTEGER, programme VARCHAR, status VARCHAR, banned DOUBLE, email_domain VARCHAR, country VARCHAR',
    accounts.map((id, n) => [n, id, null, 3, null, null, organisations[id] ?? null, n % 2, null, '', null, null, null]),
  );
  await write(
    'indicators',
    'n INTEGER, kind VARCHAR, "value" VARCHAR, text VARCHAR, reach INTEGER, records DOUBLE, "first" DOUBLE, "last" DOUBLE',
    keys.map((key, n) => {
      const [, kind, value] = held(key)[0]!;
      const records = held(key).reduce((sum, [, , , uses]) => sum + uses, 0);
      return [n, kind, value, texts[value] ?? null, held(key).length, records, null, null];
    }),
  );
  await write(
    'pairs',
    'account INTEGER, indicator INTEGER, uses INTEGER, first_ms DOUBLE, last_ms DOUBLE, dump INTEGER, ordinal INTEGER',
    pairs
      .map(
        ([account, kind, value, uses, first, dump, ordinal]) =>
          [
            accounts.indexOf(account),
            keys.indexOf(`${kind}:${value}`),
            uses,
            first,
            first === null ? null : first + HOUR_MS,
            dumps.indexOf(dump),
            ordinal,
          ] as const,
      )
      .toSorted((a, b) => a[0] - b[0] || a[1] - b[1]),
  );
  const id = createHash('sha256').update(JSON.stringify(plan)).digest('hex');
  const head = {
    id,
    dumps: dumps.map((dump) => createHash('sha256').update(dump).digest('hex')),
    accounts: accounts.length,
    indicators: keys.length,
    pairs: pairs.length,
  };
  writeFileSync(join(folder, 'rollup.json'), JSON.stringify(head));
  return id;
}

function literal(value: string | number | null): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : quoted(value);
}

/** A lake numbers by what was seen, not by names: here the last comes first. */
function byNumber(a: string, b: string): number {
  return Buffer.compare(Buffer.from(b), Buffer.from(a));
}
