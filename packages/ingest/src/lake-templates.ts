import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { IndicatorClass } from '@iolaus/contracts';
import type { CallContext } from './lake-engine.js';
import { quoted } from './lake-columns.js';
import type { LakeState } from './lake-state.js';
import { fingerprintView, numbered, openViews, recordFiles, type NumberedDump } from './lake-views.js';
import { ParquetWriter } from './parquet-writer.js';
import type { NumberColumn, TextColumn } from './parquet-columns.js';
import { mineLake, type MinedLake, type MinedTemplate, type MiningLimits } from './mine-lake.js';
import { rollupId, writeParquet } from './rollup.js';
import { FIXED, fixedId, plainText } from './fixed-texts.js';
import { SEEN } from './rollup-sql.js';

/** The prompts' traces of a lake: files of one generation, a function of the dumps that have prompts and of the mappings that read them. */
export interface Fingerprints {
  /** Folder with `templates.parquet`, `pairs.parquet`, `texts.parquet`, and `SHA.labels.parquet` of each dump with signed prompts. */
  readonly folder: string;
  readonly of: string;
}

/** Counts up when the way changes in which templates are found, or what is written of them: what was mined before is mined again. */
const MINER = 4;
/** A fixed text is a trace when at least this many exchanges of at least this many accounts have it: below, it is one person's habit. */
const FIXED_USES = 8;
const FIXED_ACCOUNTS = 3;
const PAIR =
  'count(*) AS uses, min(time) AS first_ms, max(time) AS last_ms, min(CAST(dump AS BIGINT) * 4294967296 + ordinal) AS ref';

/** The traces of all prompts of the lake, mined anew when a dump with prompts came or went. */
export async function ensureFingerprints(
  state: LakeState,
  context: CallContext,
  enrichment: string,
): Promise<Fingerprints> {
  const signed = numbered(state.dumps).filter(({ dump }) => dump.entity === 'exchange');
  const of = rollupId([
    MINER,
    state.manifest.salt,
    enrichment,
    // A dump that was read again by a corrected mapping has other prompts.
    signed.map(({ dump }) => [dump.sha256, dump.hasSeen, dump.mapping]),
  ]);
  const name = `templates-${of.slice(0, 16)}`;
  const folder = `${state.folder}/${name}`;
  const labelled = numbered(state.dumps).filter(({ dump }) => dump.signed !== 'no');
  const open = (): Promise<void> => openViews(state.connection, 'main', [fingerprintView(folder, labelled)]);
  if (existsSync(`${folder}/mined.json`)) {
    await open();
    return { folder, of };
  }
  const partial = `${folder}.tmp`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  await mineInto(state, partial, { context });
  await writePairs(state, { folder: partial, labelled, exchanges: signed, context });
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder);
  await state.change({ templates: { folder: name } });
  await open();
  return { folder, of };
}

/** Mines the prompts of the lake into a folder: `templates.parquet`, `SHA.labels.parquet` of each dump with signed prompts, and last `mined.json`. */
export async function mineInto(
  state: LakeState,
  folder: string,
  of: MiningLimits & { readonly context: CallContext },
): Promise<void> {
  const mined = await mineLake(state, { ...of, aliases: previousAliases(state) });
  of.context.onProgress({ phase: 'Writing templates', done: 0, total: 0, unit: 'templates' });
  await writeTemplates(state, folder, mined);
  for (const [at, each] of mined.dumps.entries()) await writeLabels(state, { folder, each, labels: mined.labels[at]! });
  const { aliases, looked } = mined;
  await writeFile(`${folder}/mined.json`, JSON.stringify({ aliases, looked }), { mode: 0o600 });
}

function previousAliases(state: LakeState): MinedLake['aliases'] {
  const file = `${state.folder}/${state.manifest.templates?.folder ?? ''}/mined.json`;
  if (state.manifest.templates === undefined || !existsSync(file)) return {};
  return (JSON.parse(readFileSync(file, 'utf8')) as Pick<MinedLake, 'aliases'>).aliases;
}

async function writeTemplates(state: LakeState, folder: string, { templates }: MinedLake): Promise<void> {
  const plain = `${folder}/templates.plain`;
  const writer = new ParquetWriter(plain, [
    { name: 'label', type: 'integer' },
    { name: 'id', type: 'text' },
    { name: 'text', type: 'text' },
    { name: 'family', type: 'text' },
    { name: 'contract', type: 'text' },
    { name: 'contract_text', type: 'text' },
    { name: 'classes', type: 'text' },
  ]);
  const [label, ...texts] = writer.columns as unknown as readonly [NumberColumn, ...TextColumn[]];
  templates.forEach((template, at) => {
    label.put(at);
    const { id, family, contract, isPublic } = template;
    const values = [id, shownText(template), family, contract?.id, contract?.text, isPublic ? PUBLIC : undefined];
    values.forEach((value, index) => (value === undefined ? texts[index]!.putNull() : texts[index]!.putText(value)));
    writer.endRow();
  });
  writer.close();
  await writeParquet(state.connection, `SELECT * FROM read_parquet(${quoted(plain)})`, `${folder}/templates.parquet`);
  await rm(plain);
}

/** The class of a template that a public prompt has. */
const PUBLIC: IndicatorClass = 'public';

const shownText = ({ text, isPublic }: MinedTemplate): string => (isPublic ? `${text} (public)` : text);

/** Which template each accepted record of a dump is of; records without one are left out. */
async function writeLabels(
  state: LakeState,
  of: { readonly folder: string; readonly each: NumberedDump; readonly labels: Int32Array },
): Promise<void> {
  const plain = `${of.folder}/labels.plain`;
  const writer = new ParquetWriter(plain, [{ name: 'label', type: 'integer' }]);
  const column = writer.columns[0] as NumberColumn;
  for (const label of of.labels) {
    if (label < 0) column.putNull();
    else column.put(label);
    writer.endRow();
  }
  writer.close();
  const records = recordFiles(state.folder, of.each.dump).map(quoted).join(', ');
  await writeParquet(
    state.connection,
    `SELECT ordinal, label FROM (SELECT ordinal FROM read_parquet([${records}])) POSITIONAL JOIN read_parquet(${quoted(plain)}) WHERE label IS NOT NULL`,
    `${of.folder}/${of.each.dump.sha256}.labels.parquet`,
  );
  await rm(plain);
}

async function writePairs(
  state: LakeState,
  of: {
    readonly folder: string;
    readonly labelled: readonly NumberedDump[];
    readonly exchanges: readonly NumberedDump[];
    readonly context: CallContext;
  },
): Promise<void> {
  const { connection } = state;
  const { folder } = of;
  const templates = `read_parquet(${quoted(`${folder}/templates.parquet`)})`;
  of.context.onProgress({ phase: 'Counting templates', done: 0, total: 0, unit: 'templates' });
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE traces (kind VARCHAR, account VARCHAR, value VARCHAR, uses BIGINT, first_ms DOUBLE, last_ms DOUBLE, ref BIGINT)',
  );
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE trace_texts (kind VARCHAR, value VARCHAR, text VARCHAR, classes VARCHAR)',
  );
  for (const { at, dump } of of.labelled)
    await connection.run(
      `INSERT INTO traces SELECT 'prompt-template', account, t.id, ${PAIR} FROM (SELECT * FROM exchange WHERE dump = ${at} AND account IS NOT NULL AND (seen & ${SEEN.prompt}) = 0) e
       JOIN read_parquet(${quoted(`${folder}/${dump.sha256}.labels.parquet`)}) USING (ordinal) JOIN ${templates} t USING (label) GROUP BY account, t.id`,
    );
  await connection.run(`INSERT INTO trace_texts SELECT 'prompt-template', id, text, classes FROM ${templates}`);
  await connection.run(
    `INSERT INTO traces SELECT 'output-contract', p.account, t.contract, sum(p.uses), min(p.first_ms), max(p.last_ms), min(p.ref) FROM traces p JOIN ${templates} t ON t.id = p.value WHERE t.contract IS NOT NULL GROUP BY p.account, t.contract`,
  );
  await connection.run(
    `INSERT INTO trace_texts SELECT 'output-contract', contract, any_value(contract_text), NULL FROM ${templates} WHERE contract IS NOT NULL GROUP BY contract`,
  );
  if (of.exchanges.length > 0) {
    of.context.onProgress({ phase: 'Counting system prompts and tools', done: 0, total: 0, unit: 'prompts' });
    const files = of.exchanges.flatMap(({ dump }) => recordFiles(state.folder, dump));
    for (const fixed of FIXED) if (await hasValues(connection, files, fixed.column)) await addFixed(state, fixed);
  }
  await writeParquet(
    connection,
    'SELECT kind, account, value, CAST(sum(uses) AS BIGINT) AS uses, min(first_ms) AS first_ms, max(last_ms) AS last_ms, min(ref) AS ref FROM traces GROUP BY ALL ORDER BY ALL',
    `${folder}/pairs.parquet`,
  );
  await writeParquet(connection, 'SELECT * FROM trace_texts ORDER BY ALL', `${folder}/texts.parquet`);
  await connection.run('DROP TABLE traces');
  await connection.run('DROP TABLE trace_texts');
}

/** Whether a column has a value in any of the files, as their footers tell: most dumps have none, and to read the column would cost more than to count sightings. */
async function hasValues(connection: DuckDBConnection, files: readonly string[], column: string): Promise<boolean> {
  const read = await connection.runAndReadAll(
    `SELECT 1 FROM parquet_metadata([${files.map(quoted).join(', ')}]) WHERE path_in_schema = $column AND (stats_null_count IS NULL OR stats_null_count < num_values) LIMIT 1`,
    { column },
  );
  return read.currentRowCount > 0;
}

/** System prompts and tool schemas: exact, but for case, numbers and spaces. Their ids are salted, so that they do not tell the text. */
async function addFixed(state: LakeState, { kind, column, bit, prefix }: (typeof FIXED)[number]): Promise<void> {
  const { connection } = state;
  const { salt } = state.manifest;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE fixed AS SELECT account, text, ${PAIR} FROM (SELECT account, ${plainText(column)} AS text, time, dump, ordinal FROM exchange WHERE account IS NOT NULL AND ${column} IS NOT NULL AND (seen & ${bit}) = 0) e GROUP BY account, text`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE kept_fixed AS SELECT text, ${fixedId('text', prefix)} AS value FROM fixed GROUP BY text HAVING sum(uses) >= ${FIXED_USES} AND count(*) >= ${FIXED_ACCOUNTS}`,
    { salt },
  );
  await connection.run(
    `INSERT INTO traces SELECT '${kind}', account, value, uses, first_ms, last_ms, ref FROM fixed JOIN kept_fixed USING (text)`,
  );
  await connection.run(`INSERT INTO trace_texts SELECT '${kind}', value, left(text, 1500), NULL FROM kept_fixed`);
  await connection.run('DROP TABLE fixed');
  await connection.run('DROP TABLE kept_fixed');
}
