import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { GraphFiles } from '@iolaus/contracts';
import { quoted } from '../lake-columns.js';
import { openRollup } from './rollup-views.js';

/** The nearest whole number, the even one of two: what batches have as well. */
function whole(column: string): string {
  return `CAST(${column} AS BIGINT)`;
}

/** One file of the importer: its header, the columns of its rows, and those of them that are texts. */
const PARTS = [
  {
    name: 'accounts',
    header:
      ':ID(A),id,created:long,exchanges:long,first:long,last:long,organisation,isVerified:boolean,programme,status,banned:long,emailDomain,country',
    columns: `n, id, ${whole('created')}, ${whole('exchanges')}, ${whole('first_ms')}, ${whole('last_ms')}, organisation, CASE WHEN verified = 1 THEN 'true' ELSE 'false' END AS verified, programme, status, ${whole('banned')}, email_domain, country`,
    texts: ['id', 'organisation', 'programme', 'status', 'email_domain', 'country'],
  },
  {
    name: 'indicators',
    header: ':ID(I),key,kind,value,text,reach:long,records:long,first:long,last:long',
    columns: `n, key, kind, "value", text, reach, ${whole('records')}, ${whole('first_ms')}, ${whole('last_ms')}`,
    texts: ['key', 'kind', '"value"', 'text'],
  },
  {
    name: 'pairs',
    header: ':START_ID(A),:END_ID(I),count:long,first:long,last:long,dump:long,ordinal:long',
    columns: `account, indicator, uses, ${whole('first_ms')}, ${whole('last_ms')}, dump, ordinal`,
    texts: [],
  },
] as const;

/**
 * Writes a rollup as the CSV of Neo4j's offline importer, straight from Parquet. A text is always quoted, so that an empty one differs from none, which is an empty
 * cell. Rows of pairs come in any order.
 */
export async function writeGraphFiles(
  connection: DuckDBConnection,
  options: {
    readonly rollup: string;
    readonly folder: string;
    readonly onPart?: (done: number, total: number) => void;
  },
): Promise<GraphFiles> {
  const { rollup, folder, onPart } = options;
  await openRollup(connection, 'later', rollup);
  const files: Record<(typeof PARTS)[number]['name'], string[]> = { accounts: [], indicators: [], pairs: [] };
  for (const [done, { name, header, columns, texts }] of PARTS.entries()) {
    onPart?.(done, PARTS.length);
    const head = join(folder, `${name}.header.csv`);
    const rows = join(folder, name);
    await mkdir(rows, { recursive: true, mode: 0o700 });
    await writeFile(head, `${header}\n`, { mode: 0o600 });
    const quote = texts.length > 0 ? `, FORCE_QUOTE (${texts.join(', ')})` : '';
    await connection.run(
      `COPY (SELECT ${columns} FROM later_${name}) TO ${quoted(rows)} (FORMAT csv, HEADER false, QUOTE '"', ESCAPE '"', PER_THREAD_OUTPUT true, OVERWRITE_OR_IGNORE true${quote})`,
    );
    files[name] = [head, ...(await readdir(rows)).toSorted().map((file) => join(rows, file))];
  }
  onPart?.(PARTS.length, PARTS.length);
  return { ...files, isMultiline: await hasLineBreaks(connection) };
}

async function hasLineBreaks(connection: DuckDBConnection): Promise<boolean> {
  const broken = (column: string): string => `contains(${column}, chr(10)) OR contains(${column}, chr(13))`;
  const parts = PARTS.filter(({ texts }) => texts.length > 0).map(
    ({ name, texts }) => `SELECT 1 FROM later_${name} WHERE ${texts.map(broken).join(' OR ')}`,
  );
  const read = await connection.runAndReadAll(`${parts.join(' UNION ALL ')} LIMIT 1`);
  return read.currentRowCount > 0;
}
