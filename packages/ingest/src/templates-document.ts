import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { IolausError, type TemplateRow } from '@iolaus/contracts';
import type { CallContext } from './lake-engine.js';
import { quoted } from './lake-columns.js';
import { enrichmentOf, type LakeState } from './lake-state.js';
import { ensureFingerprints, mineInto } from './lake-templates.js';
import { numbered } from './lake-views.js';
import type { MiningLimits } from './mine-lake.js';
import { SEEN } from './rollup-sql.js';

/** What to write: all templates, or those that reach other limits than the lake's own. */
export interface TemplatesQuery extends MiningLimits {
  /** File for the document `iolaus.templates/1`, which also names the records of each; none is written without it. */
  readonly out?: string;
}

/** The templates of the lake, most used first; with `out` also the document, written as a whole or not at all. Refuses where no dump has prompts (NOTHING_IMPORTED). */
export async function templatesOf(
  state: LakeState,
  query: TemplatesQuery,
  context: CallContext,
): Promise<TemplateRow[]> {
  if (state.dumps.length === 0) throw new IolausError('NOTHING_IMPORTED');
  const isUsual = query.minUses === undefined && query.minAccounts === undefined;
  const scratch = `${state.folder}/templates-asked.tmp`;
  const folder = isUsual
    ? (await ensureFingerprints(state, context, (await enrichmentOf(state)).digest)).folder
    : scratch;
  try {
    if (!isUsual) {
      await rm(scratch, { recursive: true, force: true });
      await mkdir(scratch, { mode: 0o700 });
      await mineInto(state, scratch, { ...query, context });
    }
    const rows = await readRows(state, folder);
    if (query.out !== undefined) await writeDocument(state, { out: query.out, folder, rows });
    return rows;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const labelsOf = (folder: string, sha256: string): string =>
  `read_parquet(${quoted(`${folder}/${sha256}.labels.parquet`)})`;

async function readRows(state: LakeState, folder: string): Promise<TemplateRow[]> {
  const templates = `read_parquet(${quoted(`${folder}/templates.parquet`)})`;
  const used = signedDumps(state, folder).map(
    ({ at, dump }) =>
      `SELECT label, account FROM ${labelsOf(folder, dump.sha256)} JOIN (${newPrompts(at)}) USING (ordinal)`,
  );
  if (used.length === 0) return [];
  const read = await state.connection.runAndReadAll(
    `SELECT id, text, family, CAST(uses AS DOUBLE), CAST(accounts AS DOUBLE) FROM ${templates} JOIN (SELECT label, count(*) AS uses, count(DISTINCT account) AS accounts FROM (${used.join(' UNION ALL ')}) GROUP BY label) USING (label) ORDER BY uses DESC, id`,
  );
  return (read.getRowsJS() as [string, string, string, number, number][]).map(([id, text, family, uses, accounts]) => ({
    id,
    text,
    uses,
    accounts,
    family,
  }));
}

/** Prompts of a dump that were not told before. */
const newPrompts = (at: number): string =>
  `SELECT ordinal, account FROM exchange WHERE dump = ${at} AND (seen & ${SEEN.prompt}) = 0`;

const signedDumps = (state: LakeState, folder: string): ReturnType<typeof numbered> =>
  numbered(state.dumps).filter(({ dump }) => existsSync(`${folder}/${dump.sha256}.labels.parquet`));

async function writeDocument(
  state: LakeState,
  { out, folder, rows }: { readonly out: string; readonly folder: string; readonly rows: readonly TemplateRow[] },
): Promise<void> {
  const file = createWriteStream(`${out}.tmp`, { mode: 0o600 });
  const put = async (text: string): Promise<void> => {
    if (!file.write(text)) await once(file, 'drain');
  };
  try {
    await once(file, 'open');
    await put(`{"schema":"iolaus.templates/1","templates":${JSON.stringify(rows)},"records":[`);
    let isFirst = true;
    for await (const lines of recordLines(state, folder)) {
      await put(`${isFirst ? '' : ','}${lines.join(',')}`);
      isFirst = false;
    }
    await put(']}\n');
    file.end();
    await finished(file);
    await rename(`${out}.tmp`, out);
  } catch (error) {
    file.destroy();
    await rm(`${out}.tmp`, { force: true });
    if (error instanceof IolausError) throw error;
    throw new IolausError('OUTPUT_UNWRITABLE', { path: out, detail: (error as Error).message }, { cause: error });
  }
}

/** The records of each template in the order of the lake, some thousand at a time; never none. */
async function* recordLines(state: LakeState, folder: string): AsyncGenerator<string[]> {
  const templates = `read_parquet(${quoted(`${folder}/templates.parquet`)})`;
  for (const { at, dump } of signedDumps(state, folder)) {
    const result = await state.connection.stream(
      `SELECT ordinal, id FROM ${labelsOf(folder, dump.sha256)} JOIN ${templates} USING (label) SEMI JOIN (${newPrompts(at)}) USING (ordinal) ORDER BY ordinal`,
    );
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
      yield (chunk.getRows() as [number, string][]).map(
        ([ordinal, id]) => `{"dump":"${dump.sha256}","ordinal":${ordinal},"template":"${id}"}`,
      );
  }
}
