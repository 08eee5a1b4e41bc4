import { existsSync } from 'node:fs';
import {
  csvLine,
  IolausError,
  type DumpRow,
  type DumpView,
  type ImportReport,
  type ImportRequest,
  type Job,
  type RawRow,
  type RawRowsQuery,
  type RecordRef,
  type RevealRequest,
  type WorkOptions,
} from '@iolaus/contracts';
import { importDumps } from '../import-dumps.js';
import type { Workbench } from '../workbench.js';
import { mappingFile } from './work.js';

/** A dump with its mapping. Refuses one that the lake does not have (NOT_FOUND). */
export function dumpView(workbench: Workbench, sha256: string): DumpView {
  const dump = dumpOf(workbench, sha256);
  return { dump, mapping: workbench.lake.mappingOf(dump.sha256), isSourceThere: existsSync(dump.path) };
}

const MOST_RAW_BYTES = 32 * 1024 ** 2;

/** Records byte for byte as they stand in the dump. Refuses more than 32 MiB at once (BAD_INPUT), and a dump whose file is gone (SOURCE_GONE). */
export async function rawRows(
  workbench: Workbench,
  { sha256, ordinals }: { readonly sha256: string; readonly ordinals: string },
): Promise<RawRow[]> {
  const refs = refsOf(dumpOf(workbench, sha256), ordinals);
  const records = await workbench.lake.rawRecords(refs);
  if (records.reduce((sum, { byteLength }) => sum + byteLength, 0) > MOST_RAW_BYTES)
    throw new IolausError('BAD_INPUT', { detail: 'these records have more than 32 MiB; ask for fewer' });
  return records.map(({ ref, name, containerSha256, byteOffset, byteLength, bytes }) => ({
    ...ref,
    name,
    containerSha256,
    byteOffset,
    byteLength,
    base64: Buffer.from(bytes).toString('base64'),
    text: textOf(bytes) ?? null,
  }));
}

const refsOf = ({ sha256 }: DumpRow, ordinals: string): RecordRef[] =>
  ordinals.split(',').map((ordinal) => ({ dump: sha256, ordinal: Number(ordinal) }));

/**
 * The same for whoever sits at a browser: refused records are theirs to mend, any other is somebody's, and who reads it and why is on record before it is read. Refuses such a record without a
 * purpose and an author (BAD_INPUT).
 */
export async function rawRowsOnRecord(
  workbench: Workbench,
  { purpose, author, ...of }: RawRowsQuery,
): Promise<RawRow[]> {
  const refs = refsOf(dumpOf(workbench, of.sha256), of.ordinals);
  const accounts = await workbench.lake.recordAccounts(refs);
  const owned = refs.flatMap((ref, at) => (accounts[at] === null ? [] : [{ ...ref, id: accounts[at]! }]));
  if (owned.length > 0 && (purpose === undefined || author === undefined))
    throw new IolausError('BAD_INPUT', {
      detail: `record ${owned[0]!.ordinal} is an account's; say your purpose and your name (purpose, author), which go on record`,
    });
  for (const { id, dump, ordinal } of owned)
    noteReveal(workbench, { id, dump, ordinal, purpose: purpose!, author: author! });
  return rawRows(workbench, of);
}

function noteReveal(workbench: Workbench, { id, dump, ordinal, purpose, author }: RevealRequest): void {
  workbench.casebook.run(
    { verb: 'reveal', subject: { on: 'account', id }, dump, ordinal, purpose },
    { author, atMs: Date.now() },
  );
}

/** A record of an account as it stands in its dump, without masks. Who reads it and why is on record before it is read; refuses a record of somebody else (NOT_FOUND), and as {@link rawRows} does. */
export async function revealRecord(workbench: Workbench, request: RevealRequest): Promise<RawRow> {
  const { sha256 } = dumpOf(workbench, request.dump);
  const { id, ordinal } = request;
  const [account] = await workbench.lake.recordAccounts([{ dump: sha256, ordinal }]);
  if (account !== id)
    throw new IolausError('NOT_FOUND', { what: `record of ${id}`, id: `${sha256.slice(0, 8)} #${ordinal}` });
  noteReveal(workbench, { ...request, dump: sha256 });
  const [row] = await rawRows(workbench, { sha256, ordinals: String(ordinal) });
  return row!;
}

/** Queues the removal of a dump, and of all in the lake and the graph that came of it alone. Its file is left where it is. */
export function startRemoval(
  workbench: Workbench,
  { sha256, lakeOnly }: { readonly sha256: string; readonly lakeOnly: boolean },
): Job {
  const dump = dumpOf(workbench, sha256);
  return workbench.jobs.add({ kind: 'remove', title: `Remove ${dump.name}` }, async (work) => {
    work.onProgress({ phase: `Removing ${dump.name}`, done: 0, total: 0, unit: '' });
    await workbench.lake.removeDump(dump.sha256);
    // The lake is without it from here on. An import of nothing rolls up what is left and makes the graph equal to it: by this job, or by the next import.
    await importDumps(workbench, { paths: [], lakeOnly, engine: 'duckdb', ...work });
    return {};
  });
}

/** Queues another reading of a dump by a corrected mapping, so that what was refused may come in. Refuses when its file is gone (SOURCE_GONE). */
export function startReimport(
  workbench: Workbench,
  { sha256, mapping, lakeOnly }: { readonly sha256: string; readonly mapping: string; readonly lakeOnly: boolean },
): Job {
  const dump = dumpOf(workbench, sha256);
  if (!existsSync(dump.path)) throw new IolausError('SOURCE_GONE', { dump: dump.name, path: dump.path });
  const file = mappingFile(workbench.home, lines(mapping));
  // After a crash the dump is missing or read by the new mapping: importing it so is right in both cases.
  const again: ImportRequest = { paths: [dump.path], mapping: file, lakeOnly, engine: 'duckdb' };
  return workbench.jobs.add({ kind: 'reimport', title: `Import ${dump.name} again`, again }, async (work) => {
    const accountsBefore = await workbench.lake.countAccounts();
    const dumps = await remap(workbench, { dump, mapping, ...work });
    // The content is in the lake now: this brings the graph up to it, and counts.
    const report = await importDumps(workbench, { ...again, ...work });
    const [read] = dumps;
    const { records, accepted, refused, duplicates } = read!;
    const added = accepted - duplicates;
    const newAccounts = Math.max(0, report.accounts - accountsBefore);
    return { report: { ...report, dumps: [read!], records, accepted, refused, duplicates, added, newAccounts } };
  });
}

/** Reads the dump by the new mapping; when that fails or is cancelled, it stands in the lake by its old one as before. */
async function remap(
  workbench: Workbench,
  { dump, mapping, ...work }: { readonly dump: DumpRow; readonly mapping: string } & WorkOptions,
): Promise<readonly ImportReport['dumps'][number][]> {
  const { lake, home } = workbench;
  const before = mappingFile(home, lines(lake.mappingOf(dump.sha256)));
  try {
    return (await lake.remapDump({ sha256: dump.sha256, mappingText: mapping, ...work })).dumps;
  } catch (error) {
    if (!lake.dumps().some(({ sha256 }) => sha256 === dump.sha256))
      await lake.importFiles({ paths: [dump.path], mappingPath: before });
    throw error;
  }
}

/** A text of one line would be taken for a path. */
const lines = (mapping: string): string => (mapping.includes('\n') ? mapping : `${mapping}\n`);

const PAGE = 1000;
const HEAD = ['dump', 'name', 'row', 'byte', 'length', 'code', 'field', 'reason', 'raw'];

interface RefusedFile {
  readonly form: 'csv' | 'jsonl';
  readonly dump?: string | undefined;
}

/** All refused records with the bytes that were kept of them, piece by piece: as CSV whose cells run in no spreadsheet, or as one JSON object a line. */
export function refusedFile(workbench: Workbench, { form, dump }: RefusedFile): AsyncGenerator<string> {
  // Before the first byte is sent: a refusal after it would be a cut file.
  return pieces(workbench, { form, dump: dump === undefined ? undefined : dumpOf(workbench, dump).sha256 });
}

async function* pieces(workbench: Workbench, { form, dump }: RefusedFile): AsyncGenerator<string> {
  if (form === 'csv') yield `${csvLine(HEAD)}\r\n`;
  for (let offset = 0; ; offset += PAGE) {
    const rows = await workbench.lake.refusedRaw({ offset, limit: PAGE, ...(dump === undefined ? {} : { dump }) });
    yield rows.map((row) => (form === 'csv' ? csvOf(row) : jsonOf(row))).join('');
    if (rows.length < PAGE) return;
  }
}

type RawRefusal = Awaited<ReturnType<Workbench['lake']['refusedRaw']>>[number];

function csvOf({ dump, name, ordinal, byteOffset, byteLength, code, field, reason, rawBase64 }: RawRefusal): string {
  const raw = Buffer.from(rawBase64, 'base64').toString('utf8');
  return `${csvLine([dump, name, ordinal, byteOffset, byteLength, code, field, reason, raw])}\r\n`;
}

/** Bytes that are not UTF-8 stand as base64, so that nothing is lost. */
function jsonOf({ rawBase64, ...row }: RawRefusal): string {
  const raw = textOf(Buffer.from(rawBase64, 'base64'));
  return `${JSON.stringify(raw === undefined ? { ...row, rawBase64 } : { ...row, raw })}\n`;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function dumpOf(workbench: Workbench, sha256: string): DumpRow {
  const found = workbench.lake.dumps().filter((dump) => dump.sha256.startsWith(sha256));
  if (found.length !== 1) throw new IolausError('NOT_FOUND', { what: 'dump', id: sha256 });
  return found[0]!;
}
