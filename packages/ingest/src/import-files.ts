import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { DumpRow, OnProgress } from '@iolaus/contracts';
import { findDumps, type FoundDump, type LeftOut } from './find-dumps.js';
import { importDump, stopIfCancelled, type ImportedDump } from './import-dump.js';
import type { CallContext } from './lake-engine.js';
import { quoted } from './lake-columns.js';
import type { LakeState } from './lake-state.js';
import { numbered, recordFiles } from './lake-views.js';
import type { ManifestDump } from './manifest.js';
import { checkColumns } from './read-records.js';
import { findSeen, tellsOf } from './seen.js';
import { PromptKeys } from './templates/index.js';

/** What an import did, dump by dump; a known dump's content was in the lake before. */
export interface LakeImport {
  readonly dumps: readonly (DumpRow & { readonly isKnown: boolean; readonly preset: string | null })[];
  /** Files of folders that are no dumps, and why. */
  readonly leftOut: readonly LeftOut[];
}

/** What to import. */
export interface ImportQuery {
  readonly paths: readonly string[];
  readonly mappingPath?: string;
}

/** How often progress is told, in ms. */
const TELL_MS = 200;

/** Imports files and folders, one dump after the other. Mappings and required columns of all are checked before any is written; each is in the lake as soon as it is whole. */
export async function importFiles(state: LakeState, query: ImportQuery, context: CallContext): Promise<LakeImport> {
  const leftOut: LeftOut[] = [];
  const found = await findDumps(query.paths, query.mappingPath, (left) => leftOut.push(left));
  for (const dump of found) await checkColumns(dump.path, dump.mapping);
  const dumps: LakeImport['dumps'][number][] = [];
  for (const [at, dump] of found.entries()) {
    const titled = { ...context, title: `${basename(dump.path)} (${at + 1} of ${found.length})` };
    const { row, isKnown } = await importOne(state, dump, titled);
    dumps.push({ ...rowOf(row), isKnown, preset: dump.preset ?? null });
  }
  return { dumps, leftOut };
}

/** The dump that was imported from the very same file; its bytes as they lie on the disk are compared. */
async function knownFile(state: LakeState, path: string): Promise<ManifestDump | undefined> {
  if (state.dumps.length === 0) return undefined;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  const container = hash.digest('hex');
  return state.dumps.find((each) => each.containerSha256 === container);
}

/** A known dump whose file is gone is found at its new place from now on. */
async function remember(state: LakeState, known: ManifestDump, path: string): Promise<ManifestDump> {
  if (existsSync(known.path)) return known;
  const moved = { ...known, path };
  await state.change({ dumps: state.dumps.map((each) => (each === known ? moved : each)) });
  return moved;
}

/** Imports one dump with its mapping; content that the lake knows is left as it is. */
export async function importOne(
  state: LakeState,
  found: FoundDump,
  context: CallContext & { readonly title: string },
): Promise<{ row: ManifestDump; isKnown: boolean }> {
  const file = await knownFile(state, found.path);
  if (file) return { row: await remember(state, file, found.path), isKnown: true };
  const imported = await readOne(state, found, { ...context, signer: new PromptKeys(state.signing.seed) });
  const known = state.dumps.find((each) => each.sha256 === imported.digest.sha256);
  if (known) return { row: await remember(state, known, found.path), isKnown: true };
  return { row: await admit(state, found, imported), isKnown: false };
}

async function readOne(
  state: LakeState,
  found: FoundDump,
  context: CallContext & { readonly title: string; readonly signer: PromptKeys },
): Promise<ImportedDump> {
  let told = 0;
  const tell: OnProgress = (progress) => {
    if (Date.now() - told < TELL_MS) return;
    told = Date.now();
    context.onProgress(progress);
  };
  return importDump({
    connection: state.connection,
    folder: state.folder,
    path: found.path,
    mapping: found.mapping,
    signer: context.signer,
    isKnown: (sha256) => state.dumps.some((each) => each.sha256 === sha256),
    onChecked: (checkedBytes) => {
      stopIfCancelled(context.isCancelled(), `checking ${basename(found.path)}`);
      tell({ phase: `Checking ${context.title}`, done: checkedBytes, total: 0, unit: 'bytes' });
    },
    onBatch: async ({ records, doneBytes, totalBytes }) => {
      stopIfCancelled(context.isCancelled(), `${records} records of ${basename(found.path)}`);
      if (context.isPaused()) await context.resumed();
      tell({ phase: `Reading ${context.title}`, done: doneBytes, total: totalBytes, unit: 'bytes', rows: records });
    },
  });
}

/** Makes a whole dump part of the lake: what of it is new, and last its line in the manifest. */
export async function admit(
  state: LakeState,
  { path, mapping }: FoundDump,
  { digest, counts }: ImportedDump,
): Promise<ManifestDump> {
  const plain: ManifestDump = {
    ...digest,
    incomplete: digest.incomplete ?? null,
    ...counts!,
    name: basename(path),
    path,
    entity: mapping.entity,
    importedMs: Date.now(),
    mapping: mapping.text,
    duplicates: 0,
    hasSeen: false,
    tells: tellsOf(mapping),
    firstMs: null,
    lastMs: null,
  };
  const dump = { ...plain, ...(await timesOf(state, plain)) };
  const seen = await findSeen(state.connection, {
    folder: state.folder,
    dump,
    hasRequests: mapping.fields['request'] !== undefined,
    earlier: numbered(state.dumps),
    memoryMb: state.memoryMb,
  });
  const whole = { ...dump, ...seen };
  await state.change({ dumps: [...state.dumps, whole] });
  return whole;
}

async function timesOf(
  state: LakeState,
  dump: ManifestDump,
): Promise<{ firstMs: number | null; lastMs: number | null }> {
  const time = dump.entity === 'account' ? 'created' : 'time';
  const files = recordFiles(state.folder, dump).map(quoted).join(', ');
  const read = await state.connection.runAndReadAll(`SELECT min(${time}), max(${time}) FROM read_parquet([${files}])`);
  const [firstMs = null, lastMs = null] = read.getRowsJS()[0] as (number | null)[];
  return { firstMs, lastMs };
}

/** A manifest row without what only the lake needs. */
export function rowOf(dump: ManifestDump): DumpRow {
  const { sha256, containerSha256, name, path, entity, bytes, records, accepted, refused, blankLines } = dump;
  const { duplicates, incomplete, importedMs } = dump;
  const counts = { records, accepted, refused, blankLines, duplicates };
  return { sha256, containerSha256, name, path, entity, bytes, ...counts, incomplete: incomplete ?? null, importedMs };
}
