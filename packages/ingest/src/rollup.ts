import type { DuckDBConnection } from '@duckdb/node-api';
import type { Entity, IndicatorKind, LakeTables } from '@iolaus/contracts';
import { LAKE_COLUMNS, quoted } from './staging.js';
import { templateText } from './template-text.js';
import type { ManifestDump } from './manifest.js';
import { readColumns, readNumbers } from './read-columns.js';

/** A prompt signature is a template when at least this many exchanges of at least this many accounts have it: below, it is one person's habit. */
export const TEMPLATE_USES = 8;
/** See {@link TEMPLATE_USES}. */
export const TEMPLATE_ACCOUNTS = 3;

const TEMPLATE = 'prompt-template';
const SAMPLES = 40;

/** Where an exchange has signatures, and the text that each is of. */
const SIDES = [
  { column: 'opening', text: 'prompt' },
  { column: 'ending', text: 'prompt' },
  { column: 'system_signature', text: 'system_prompt' },
  { column: 'tools_signature', text: 'tools' },
] as const;

/** What the records of a pair come to; the reference is to the earliest of them, in the order of the lake. */
const PAIR =
  'CAST(count(*) AS INTEGER) AS uses, min("time") AS first_ms, max("time") AS last_ms, min(dump::BIGINT * 4294967296 + ordinal) AS ref';

/** Every account of the lake once. */
const ACCOUNTS = ['exchange', 'account', 'payment', 'sighting']
  .map((view) => `SELECT account FROM ${view} WHERE account IS NOT NULL`)
  .join(' UNION ');

/** One source of sightings: which view, which column, under which kind. */
const SOURCES: readonly {
  readonly kind: string;
  readonly view: string;
  readonly column: string;
  readonly time: string;
}[] = [
  { kind: 'payment-method', view: 'payment', column: 'payment_method', time: '"time"' },
  { kind: 'bin', view: 'payment', column: 'bin', time: '"time"' },
  { kind: 'ip', view: 'exchange', column: 'ip', time: '"time"' },
  { kind: 'subnet', view: 'exchange', column: 'subnet', time: '"time"' },
  { kind: 'user-agent', view: 'exchange', column: 'user_agent', time: '"time"' },
  { kind: 'email-domain', view: 'account', column: 'email_domain', time: 'created' },
];

/** Makes one view per entity over the lake's Parquet files, each row with the number of its dump; an entity without dumps is an empty view. */
export async function openViews(
  connection: DuckDBConnection,
  folder: string,
  dumps: readonly ManifestDump[],
): Promise<void> {
  for (const entity of Object.keys(LAKE_COLUMNS) as Entity[]) {
    await openView(
      connection,
      entity,
      dumps.flatMap((dump, at) => (dump.entity === entity ? [`${folder}/${dump.sha256}.records.parquet|${at}`] : [])),
      LAKE_COLUMNS[entity].map((column) => `${column.name} ${String(column.type)}`),
    );
  }
  await openView(
    connection,
    'declared',
    dumps.map((dump, at) => `${folder}/${dump.sha256}.declared.parquet|${at}`),
    ['ordinal INTEGER', 'account VARCHAR', '"time" DOUBLE', 'kind VARCHAR', '"value" VARCHAR'],
  );
  await openView(
    connection,
    'refused',
    dumps.map((dump, at) => `${folder}/${dump.sha256}.refused.parquet|${at}`),
    [
      'ordinal INTEGER',
      'byte_offset DOUBLE',
      'byte_length INTEGER',
      'code VARCHAR',
      'field VARCHAR',
      'reason VARCHAR',
      'raw VARCHAR',
    ],
  );
}

async function openView(
  connection: DuckDBConnection,
  name: string,
  files: readonly string[],
  columns: readonly string[],
): Promise<void> {
  const parts = files.map((file) => {
    const [path = '', dump = ''] = file.split('|');
    return `SELECT ${Number(dump)} AS dump, * FROM read_parquet(${quoted(path)})`;
  });
  const empty = `SELECT NULL::INTEGER AS dump, ${columns.map((column) => `NULL::${column.split(' ').at(-1)} AS ${column.split(' ')[0]}`).join(', ')} WHERE false`;
  await connection.run(`CREATE OR REPLACE VIEW ${name} AS ${parts.length > 0 ? parts.join(' UNION ALL ') : empty}`);
}

/** What an account's activity is counted from: exchanges; in a lake without any, recorded sightings. */
export async function activityView(connection: DuckDBConnection): Promise<'exchange' | 'sighting'> {
  const read = await connection.runAndReadAll('SELECT 1 FROM exchange LIMIT 1');
  return read.currentRowCount > 0 ? 'exchange' : 'sighting';
}

/** How many accounts the lake holds, without rolling it up. */
export async function countAccounts(connection: DuckDBConnection): Promise<number> {
  const read = await connection.runAndReadAll(`SELECT CAST(count(*) AS INTEGER) FROM (${ACCOUNTS})`);
  return read.getRowsJS()[0]?.[0] as number;
}

/** Rolls the whole lake up into sightings, accounts and activity. Views must be open. */
export async function rollUp(
  connection: DuckDBConnection,
  dumps: readonly ManifestDump[],
  options: { readonly kinds: readonly IndicatorKind[]; readonly onPhase: (phase: string) => void },
): Promise<LakeTables> {
  options.onPhase('Finding prompt templates');
  await findTemplates(connection);
  options.onPhase('Counting sightings');
  await countSightings(connection, options.kinds);
  options.onPhase('Reading sightings');
  const sightings = await readSightings(connection, dumps, options.kinds);
  options.onPhase('Reading accounts');
  const accounts = await readAccounts(connection);
  options.onPhase('Reading activity');
  const [account, hour, count] = await readNumbers(
    connection,
    `SELECT a.i, CAST(floor("time" / 3600000) AS INTEGER), CAST(count(*) AS INTEGER) FROM ${await activityView(connection)} JOIN numbered_accounts a USING (account) WHERE "time" IS NOT NULL GROUP BY ALL ORDER BY 1, 2`,
    [Uint32Array, Uint32Array, Uint32Array],
  );
  return { sightings, accounts, activity: { account, hour, count } };
}

/**
 * Signatures with enough uses; an ending that goes with one opening nine times in ten is the same template and takes its name. The accounts of a signature
 * are counted on its pairs, which are wanted anyway: to count them over all exchanges, most of whose signatures are used once, takes twice as long.
 */
async function findTemplates(connection: DuckDBConnection): Promise<void> {
  const pairsOf = ({ column }: (typeof SIDES)[number]): string =>
    `SELECT '${column}' AS side, account, ${column} AS signature, ${PAIR} FROM exchange SEMI JOIN
      (SELECT ${column} FROM exchange WHERE ${column} IS NOT NULL AND account IS NOT NULL GROUP BY ALL HAVING count(*) >= ${TEMPLATE_USES}) USING (${column})
      WHERE account IS NOT NULL GROUP BY account, ${column}`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE signature_pairs AS ${SIDES.map(pairsOf).join(' UNION ALL ')}`);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE templates AS SELECT side, signature, sum(uses) AS uses FROM signature_pairs GROUP BY ALL HAVING count(*) >= ${TEMPLATE_ACCOUNTS}`,
  );
  const templates = (side: string): string => `(SELECT signature, uses FROM templates WHERE side = '${side}')`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE same_template AS SELECT ending FROM
    (SELECT opening, ending, count(*) AS both_uses FROM exchange JOIN ${templates('opening')} o ON o.signature = opening JOIN ${templates('ending')} n ON n.signature = ending WHERE account IS NOT NULL GROUP BY ALL) e
    JOIN ${templates('opening')} o ON o.signature = e.opening JOIN ${templates('ending')} n ON n.signature = e.ending WHERE e.both_uses >= 0.9 * greatest(o.uses, n.uses)`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE template_pairs AS SELECT * FROM signature_pairs SEMI JOIN templates USING (side, signature)
    WHERE side <> 'ending' OR signature NOT IN (SELECT ending FROM same_template)`);
}

async function countSightings(connection: DuckDBConnection, kinds: readonly IndicatorKind[]): Promise<void> {
  const number = (kind: string): number => kinds.findIndex((each) => each.kind === kind);
  const selects = SOURCES.map(
    (source) =>
      `SELECT ${number(source.kind)} AS kind, account, ${source.column} AS "value", ${source.time} AS "time", dump, ordinal FROM ${source.view} WHERE account IS NOT NULL AND ${source.column} IS NOT NULL`,
  );
  const ofColumns = new Set([TEMPLATE, ...SOURCES.map(({ kind }) => kind)]);
  kinds.forEach((kind, at) => {
    // Not only kinds that a mapping made up: the ASN is built in, but no target gives it.
    if (!ofColumns.has(kind.kind))
      selects.push(
        `SELECT ${at}, account, "value", "time", dump, ordinal FROM declared WHERE account IS NOT NULL AND kind = ${quoted(kind.kind)}`,
      );
  });
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE numbered_accounts AS SELECT account, CAST(row_number() OVER (ORDER BY account) - 1 AS INTEGER) AS i FROM (${ACCOUNTS})`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE pairs AS SELECT kind, account, "value", ${PAIR} FROM (${selects.join(' UNION ALL ')}) GROUP BY ALL
     UNION ALL SELECT ${number(TEMPLATE)}, account, signature, CAST(sum(uses) AS INTEGER), min(first_ms), max(last_ms), min(ref) FROM template_pairs GROUP BY account, signature`,
  );
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE numbered_indicators AS SELECT kind, "value", CAST(row_number() OVER (ORDER BY kind, "value") - 1 AS INTEGER) AS i FROM (SELECT DISTINCT kind, "value" FROM pairs)',
  );
}

async function readSightings(
  connection: DuckDBConnection,
  dumps: readonly ManifestDump[],
  kinds: readonly IndicatorKind[],
): Promise<LakeTables['sightings']> {
  const [accounts = []] = await readColumns(connection, 'SELECT account FROM numbered_accounts ORDER BY i');
  const [kind = [], value = []] = await readColumns(
    connection,
    'SELECT CAST(kind AS INTEGER), "value" FROM numbered_indicators ORDER BY i',
  );
  const texts = await templateTexts(connection);
  const [account, indicator, count, firstMs, lastMs, dump, ordinal] = await readNumbers(
    connection,
    `SELECT a.i, n.i, p.uses, p.first_ms, p.last_ms, CAST(p.ref // 4294967296 AS INTEGER), CAST(p.ref % 4294967296 AS INTEGER)
     FROM pairs p JOIN numbered_accounts a USING (account) JOIN numbered_indicators n USING (kind, "value") ORDER BY 1, 2`,
    [Uint32Array, Uint32Array, Uint32Array, Float64Array, Float64Array, Uint16Array, Uint32Array],
  );
  return {
    accounts: accounts as string[],
    kinds,
    indicatorKind: Uint8Array.from(kind as number[]),
    indicatorValue: value as string[],
    indicatorText: (value as string[]).map((each) => texts.get(each)),
    account,
    indicator,
    count,
    firstMs,
    lastMs,
    dump,
    ordinal,
    dumps: dumps.map((each) => each.sha256),
  };
}

/** A readable text for each template, from the first records of different accounts. */
async function templateTexts(connection: DuckDBConnection): Promise<Map<string, string>> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE samples AS SELECT side, signature, hash(account) AS place, CAST(ref // 4294967296 AS INTEGER) AS dump, CAST(ref % 4294967296 AS INTEGER) AS ordinal
     FROM template_pairs QUALIFY row_number() OVER (PARTITION BY side, signature ORDER BY place) <= ${SAMPLES}`,
  );
  const text = SIDES.map((side) => `WHEN '${side.column}' THEN ${side.text}`).join(' ');
  const result = await connection.runAndReadAll(
    `SELECT signature, list(left(CASE side ${text} END, 1500) ORDER BY place) FROM exchange JOIN samples USING (dump, ordinal) GROUP BY side, signature`,
  );
  return new Map(
    (result.getRowsJS() as [string, string[]][]).flatMap(([signature, samples]) => {
      const readable = templateText(samples);
      return readable === undefined ? [] : [[signature, readable] as const];
    }),
  );
}

async function readAccounts(connection: DuckDBConnection): Promise<LakeTables['accounts']> {
  const [created, organisation, verified, programme, status, banned, domain, country, exchanges, first, last] =
    await readColumns(
      connection,
      `SELECT d.created, d.organisation, d.verified, d.programme, d.status, d.banned_at, d.email_domain, d.country, x.exchanges, coalesce(x.first_ms, p.first_ms), coalesce(x.last_ms, p.last_ms) FROM numbered_accounts a
     LEFT JOIN (SELECT account, min(created) AS created, any_value(organisation) AS organisation, max(verified) AS verified, any_value(programme) AS programme, arg_max(status, dump) AS status,
       max(banned_at) AS banned_at, any_value(email_domain) AS email_domain, any_value(country) AS country FROM account GROUP BY account) d USING (account)
     LEFT JOIN (SELECT account, CAST(count(*) AS DOUBLE) AS exchanges, min("time") AS first_ms, max("time") AS last_ms FROM exchange GROUP BY account) x USING (account)
     LEFT JOIN (SELECT account, min(first_ms) AS first_ms, max(last_ms) AS last_ms FROM pairs GROUP BY account) p USING (account) ORDER BY a.i`,
    );
  const organisations = [...new Set(organisation as (string | null)[])]
    .filter((each): each is string => each !== null && each !== '')
    .sort();
  const index = new Map(organisations.map((each, at) => [each, at]));
  const optional = (column: readonly unknown[]): (string | undefined)[] =>
    (column as readonly (string | null)[]).map((each) => each ?? undefined);
  return {
    createdMs: times(created!),
    exchanges: Float64Array.from(exchanges as (number | null)[], (each) => each ?? 0),
    firstMs: times(first!),
    lastMs: times(last!),
    organisation: Int32Array.from(organisation as (string | null)[], (each) =>
      each === null ? -1 : (index.get(each) ?? -1),
    ),
    organisations,
    isVerified: Uint8Array.from(verified as (number | null)[], (each) => each ?? 0),
    programme: optional(programme!),
    status: optional(status!),
    bannedMs: times(banned!),
    emailDomain: optional(domain!),
    country: optional(country!),
  };
}

const times = (column: readonly unknown[]): Float64Array =>
  Float64Array.from(column as (number | null)[], (each) => each ?? Number.NaN);
