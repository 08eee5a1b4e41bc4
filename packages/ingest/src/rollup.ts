import type { DuckDBConnection } from '@duckdb/node-api';
import type { Entity, IndicatorKind, LakeTables } from '@iolaus/contracts';
import { LAKE_COLUMNS, quoted } from './staging.js';
import { templateText } from './template-text.js';
import type { ManifestDump } from './manifest.js';

/** A prompt signature is a template when at least this many exchanges of at least this many accounts have it: below, it is one person's habit. */
export const TEMPLATE_USES = 8;
/** See {@link TEMPLATE_USES}. */
export const TEMPLATE_ACCOUNTS = 3;

const SAMPLES = 40;

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
  const activity = await columns(
    connection,
    'SELECT a.i, CAST(floor("time" / 3600000) AS INTEGER), CAST(count(*) AS INTEGER) FROM exchange e JOIN numbered_accounts a USING (account) WHERE "time" IS NOT NULL GROUP BY ALL ORDER BY 1, 2',
  );
  return {
    sightings,
    accounts,
    activity: {
      account: Uint32Array.from(activity[0] as number[]),
      hour: Uint32Array.from(activity[1] as number[]),
      count: Uint32Array.from(activity[2] as number[]),
    },
  };
}

/** Signatures with enough uses; an ending that goes with one opening nine times in ten is the same template and takes its name. */
async function findTemplates(connection: DuckDBConnection): Promise<void> {
  const uses = (column: string): string =>
    `SELECT ${column} AS signature, count(*) AS uses, count(DISTINCT account) AS accounts FROM exchange WHERE ${column} IS NOT NULL AND account IS NOT NULL GROUP BY ALL HAVING count(*) >= ${TEMPLATE_USES} AND count(DISTINCT account) >= ${TEMPLATE_ACCOUNTS}`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE openings AS ${uses('opening')}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE endings AS ${uses('ending')}`);
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE fixed AS ${uses('system_signature')} UNION ALL ${uses('tools_signature')}`,
  );
  await connection.run(`CREATE OR REPLACE TEMP TABLE same_template AS SELECT e.ending, arg_max(e.opening, e.both_uses) AS opening FROM
    (SELECT opening, ending, count(*) AS both_uses FROM exchange JOIN openings o ON o.signature = opening JOIN endings n ON n.signature = ending WHERE account IS NOT NULL GROUP BY ALL) e
    JOIN openings o ON o.signature = e.opening JOIN endings n ON n.signature = e.ending WHERE e.both_uses >= 0.9 * greatest(o.uses, n.uses) GROUP BY e.ending`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE template_use AS
    SELECT account, opening AS signature, "time", dump, ordinal FROM exchange JOIN openings ON signature = opening WHERE account IS NOT NULL
    UNION ALL SELECT account, ending, "time", dump, ordinal FROM exchange JOIN endings ON signature = ending WHERE account IS NOT NULL AND ending NOT IN (SELECT ending FROM same_template)
    UNION ALL SELECT account, system_signature, "time", dump, ordinal FROM exchange JOIN fixed ON signature = system_signature WHERE account IS NOT NULL
    UNION ALL SELECT account, tools_signature, "time", dump, ordinal FROM exchange JOIN fixed ON signature = tools_signature WHERE account IS NOT NULL`);
}

async function countSightings(connection: DuckDBConnection, kinds: readonly IndicatorKind[]): Promise<void> {
  const number = (kind: string): number => kinds.findIndex((each) => each.kind === kind);
  const selects = SOURCES.map(
    (source) =>
      `SELECT ${number(source.kind)} AS kind, account, ${source.column} AS "value", ${source.time} AS "time", dump, ordinal FROM ${source.view} WHERE account IS NOT NULL AND ${source.column} IS NOT NULL`,
  );
  selects.push(`SELECT ${number('prompt-template')}, account, signature, "time", dump, ordinal FROM template_use`);
  kinds.forEach((kind, at) => {
    if (kind.isDeclared)
      selects.push(
        `SELECT ${at}, account, "value", "time", dump, ordinal FROM declared WHERE account IS NOT NULL AND kind = ${quoted(kind.kind)}`,
      );
  });
  const ids = ['exchange', 'account', 'payment', 'sighting']
    .map((view) => `SELECT account FROM ${view} WHERE account IS NOT NULL`)
    .join(' UNION ');
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE numbered_accounts AS SELECT account, CAST(row_number() OVER (ORDER BY account) - 1 AS INTEGER) AS i FROM (${ids})`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE pairs AS SELECT kind, account, "value", CAST(count(*) AS INTEGER) AS uses, min("time") AS first_ms, max("time") AS last_ms, min(dump::BIGINT * 4294967296 + ordinal) AS ref FROM (${selects.join(' UNION ALL ')}) GROUP BY ALL`,
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
  const [accounts] = await columns(connection, 'SELECT account FROM numbered_accounts ORDER BY i');
  const [kind, value] = await columns(
    connection,
    'SELECT CAST(kind AS INTEGER), "value" FROM numbered_indicators ORDER BY i',
  );
  const texts = await templateTexts(
    connection,
    kinds.findIndex((each) => each.kind === 'prompt-template'),
  );
  const [account, indicator, uses, first, last, dump, ordinal] = await columns(
    connection,
    `SELECT a.i, n.i, p.uses, p.first_ms, p.last_ms, CAST(p.ref // 4294967296 AS INTEGER), CAST(p.ref % 4294967296 AS INTEGER)
     FROM pairs p JOIN numbered_accounts a USING (account) JOIN numbered_indicators n USING (kind, "value") ORDER BY 1, 2`,
  );
  return {
    accounts: accounts as string[],
    kinds,
    indicatorKind: Uint8Array.from(kind as number[]),
    indicatorValue: value as string[],
    indicatorText: (value as string[]).map((each) => texts.get(each)),
    account: Uint32Array.from(account as number[]),
    indicator: Uint32Array.from(indicator as number[]),
    count: Uint32Array.from(uses as number[]),
    firstMs: times(first!),
    lastMs: times(last!),
    dump: Uint16Array.from(dump as number[]),
    ordinal: Uint32Array.from(ordinal as number[]),
    dumps: dumps.map((each) => each.sha256),
  };
}

/** A readable text for each template, from samples of different accounts. */
async function templateTexts(connection: DuckDBConnection, kind: number): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const column of ['opening', 'ending', 'system_signature', 'tools_signature']) {
    const source = column === 'system_signature' ? 'system_prompt' : column === 'tools_signature' ? 'tools' : 'prompt';
    const result = await connection.runAndReadAll(
      `SELECT signature, arg_min(sample, hash(account), ${SAMPLES}) AS samples FROM
         (SELECT ${column} AS signature, account, left(any_value(${source}), 1500) AS sample FROM exchange WHERE ${column} IN (SELECT "value" FROM numbered_indicators WHERE kind = ${kind}) AND account IS NOT NULL GROUP BY ALL)
       GROUP BY signature`,
    );
    for (const [signature, samples] of result.getRowsJS() as [string, string[]][]) {
      const text = templateText(samples);
      if (text !== undefined) texts.set(signature, text);
    }
  }
  return texts;
}

async function readAccounts(connection: DuckDBConnection): Promise<LakeTables['accounts']> {
  const [created, organisation, verified, programme, status, banned, domain, country, exchanges, first, last] =
    await columns(
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

/** The columns of a result; as many as the query names, also when there is no row. */
async function columns(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  const result = await connection.runAndReadAll(sql);
  return result.currentRowCount === 0 ? Array.from({ length: result.columnCount }, () => []) : result.getColumnsJS();
}
