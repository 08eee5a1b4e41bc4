import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { IolausError, type RecordRef } from '@iolaus/contracts';
import type { DuckDBConnection } from '@duckdb/node-api';
import { dumpBytes } from './dump-bytes.js';
import { rawParquetRows } from './formats/parquet.js';
import { mappedFormat } from './mapping.js';
import type { ManifestDump } from './manifest.js';

/** The exact bytes of a record in its original dump. */
export interface RawRecord {
  readonly ref: RecordRef;
  readonly name: string;
  readonly containerSha256: string;
  /** In the inflated dump. */
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly bytes: Uint8Array;
}

interface Wanted {
  readonly ref: RecordRef;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** Whose records these are, in the order asked: null for a refused one, which is nobody's. Refuses a record that is not there (NOT_FOUND). */
export async function recordAccounts(
  connection: DuckDBConnection,
  dumps: readonly ManifestDump[],
  refs: readonly RecordRef[],
): Promise<(string | null)[]> {
  const found = new Map<string, string | null>();
  for (const sha256 of new Set(refs.map((ref) => ref.dump))) {
    const { number, dump } = dumpIn(dumps, sha256);
    const ordinals = refs.flatMap((ref) => (ref.dump === sha256 ? [Math.trunc(ref.ordinal)] : []));
    const where = `WHERE dump = ${number} AND ordinal IN (${ordinals.join(', ')})`;
    const read = await connection.runAndReadAll(
      `SELECT ordinal, account FROM ${dump.entity} ${where} UNION ALL SELECT ordinal, NULL FROM refused ${where}`,
    );
    for (const [ordinal, account] of read.getRowsJS() as [number, string | null][])
      found.set(`${sha256} ${ordinal}`, account);
  }
  return refs.map((ref) => {
    const account = found.get(`${ref.dump} ${ref.ordinal}`);
    if (account === undefined) throw new IolausError('NOT_FOUND', { what: 'record', id: nameOf(ref) });
    return account;
  });
}

function dumpIn(dumps: readonly ManifestDump[], sha256: string): { number: number; dump: ManifestDump } {
  const number = dumps.findIndex((dump) => dump.sha256 === sha256);
  const dump = dumps[number];
  if (!dump) throw new IolausError('NOT_FOUND', { what: 'dump', id: sha256 });
  return { number, dump };
}

const nameOf = ({ dump, ordinal }: RecordRef): string => `${dump.slice(0, 8)} #${ordinal}`;

/** Reads records out of their original dumps again, after checking that each dump is still the same file (SOURCE_GONE otherwise). Order as asked. */
export async function rawRecords(
  connection: DuckDBConnection,
  dumps: readonly ManifestDump[],
  refs: readonly RecordRef[],
): Promise<RawRecord[]> {
  const found = new Map<string, RawRecord>();
  for (const sha256 of new Set(refs.map((ref) => ref.dump))) {
    const { number, dump } = dumpIn(dumps, sha256);
    await checkContainer(dump);
    const wanted = await placesOf(
      connection,
      number,
      dump,
      refs.filter((ref) => ref.dump === sha256),
    );
    const read = mappedFormat(dump.mapping) === 'parquet' ? rowsOf : cutOut;
    for (const record of await read(dump, wanted)) found.set(`${sha256} ${record.ref.ordinal}`, record);
  }
  return refs.map((ref) => {
    const record = found.get(`${ref.dump} ${ref.ordinal}`);
    if (!record) throw new IolausError('NOT_FOUND', { what: 'record', id: nameOf(ref) });
    return record;
  });
}

async function checkContainer(dump: ManifestDump): Promise<void> {
  const gone = { dump: dump.name, path: dump.path };
  if (!existsSync(dump.path)) throw new IolausError('SOURCE_GONE', gone);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(dump.path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  if (hash.digest('hex') !== dump.containerSha256) throw new IolausError('SOURCE_GONE', gone);
}

async function placesOf(
  connection: DuckDBConnection,
  number: number,
  dump: ManifestDump,
  refs: readonly RecordRef[],
): Promise<Wanted[]> {
  const ordinals = [...new Set(refs.map((ref) => Math.trunc(ref.ordinal)))];
  // Accepted or refused, a record has a place.
  const parts = [dump.entity, 'refused'].map(
    (view) =>
      `SELECT ordinal, byte_offset, byte_length FROM ${view} WHERE dump = ${number} AND ordinal IN (${ordinals.join(', ')})`,
  );
  const read = await connection.runAndReadAll(`${parts.join(' UNION ALL ')} ORDER BY byte_offset`);
  return (read.getRowsJS() as [number, number, number][]).map(([ordinal, byteOffset, byteLength]) => ({
    ref: { dump: dump.sha256, ordinal },
    byteOffset,
    byteLength,
  }));
}

/** Rows of a Parquet dump as the JSON that they were read as; the place of one is its number. */
async function rowsOf(dump: ManifestDump, wanted: readonly Wanted[]): Promise<RawRecord[]> {
  const rows = await rawParquetRows(
    dump.path,
    wanted.map(({ byteOffset }) => byteOffset),
  );
  return wanted.map((each, at) => ({
    ...each,
    name: dump.name,
    containerSha256: dump.containerSha256,
    bytes: new Uint8Array(rows[at] ?? []),
  }));
}

async function cutOut(dump: ManifestDump, wanted: readonly Wanted[]): Promise<RawRecord[]> {
  const buffers = wanted.map((each) => Buffer.alloc(each.byteLength));
  let at = 0;
  let first = 0;
  for await (const chunk of dumpBytes(dump.path)) {
    for (let index = first; index < wanted.length && wanted[index]!.byteOffset < at + chunk.length; index++) {
      const { byteOffset, byteLength } = wanted[index]!;
      const from = Math.max(byteOffset, at);
      const to = Math.min(byteOffset + byteLength, at + chunk.length);
      if (to > from) chunk.copy(buffers[index]!, from - byteOffset, from - at, to - at);
      if (byteOffset + byteLength <= at + chunk.length && index === first) first++;
    }
    at += chunk.length;
    if (first === wanted.length) break;
  }
  return wanted.map((each, index) => ({
    ...each,
    name: dump.name,
    containerSha256: dump.containerSha256,
    bytes: new Uint8Array(buffers[index]!),
  }));
}
