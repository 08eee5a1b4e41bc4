import type { DuckDBConnection } from '@duckdb/node-api';
import type { RefusedRow } from '@iolaus/contracts';
import { hideCardNumbers, hideDigits } from './card-number.js';
import type { Page } from './lake-reader.js';
import type { ManifestDump } from './manifest.js';

/** Refused records of one dump for one reason. */
export interface RefusedGroup {
  readonly dump: string;
  readonly name: string;
  readonly code: string;
  readonly field: string | null;
  readonly reason: string;
  readonly count: number;
  readonly firstOrdinal: number;
  readonly firstByteOffset: number;
  readonly excerpt: string;
}

/** A refused record with its bytes as they were kept, base64. */
export interface RawRefusal {
  readonly dump: string;
  readonly name: string;
  readonly ordinal: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly code: string;
  readonly field: string | null;
  readonly reason: string;
  readonly rawBase64: string;
}

/** Refusals by dump and reason, most first. */
export async function refusedGroups(
  connection: DuckDBConnection,
  dumps: readonly ManifestDump[],
  query: { readonly dump?: string },
): Promise<RefusedGroup[]> {
  const read = await connection.runAndReadAll(
    `SELECT dump, code, field, reason, CAST(count(*) AS INTEGER), min(ordinal), arg_min(byte_offset, ordinal), left(arg_min(raw, ordinal), ${READ})
     FROM refused WHERE ${whereOf(dumps, query.dump)} GROUP BY dump, code, field, reason ORDER BY 5 DESC, 1, 6`,
  );
  type Row = [number, string, string | null, string, number, number, number, string];
  return (read.getRowsJS() as Row[]).map(([dump, code, field, reason, count, firstOrdinal, firstByteOffset, raw]) => ({
    dump: dumps[dump]!.sha256,
    name: dumps[dump]!.name,
    code,
    field,
    reason,
    count,
    firstOrdinal,
    firstByteOffset,
    excerpt: excerptOf(Buffer.from(raw, 'base64').toString('utf8'), { isCut: raw.length >= READ }),
  }));
}

/** Refused records with the bytes that were kept of them, in the order of the dumps. */
export async function refusedRaw(
  connection: DuckDBConnection,
  dumps: readonly ManifestDump[],
  query: { readonly dump?: string; readonly offset: number; readonly limit: number },
): Promise<RawRefusal[]> {
  const read = await connection.runAndReadAll(
    `SELECT dump, ordinal, byte_offset, byte_length, code, field, reason, raw FROM refused WHERE ${whereOf(dumps, query.dump)}
     ORDER BY dump, ordinal LIMIT ${Math.trunc(query.limit)} OFFSET ${Math.trunc(query.offset)}`,
  );
  type Row = [number, number, number, number, string, string | null, string, string];
  return (read.getRowsJS() as Row[]).map(([dump, ordinal, byteOffset, byteLength, code, field, reason, rawBase64]) => ({
    dump: dumps[dump]!.sha256,
    name: dumps[dump]!.name,
    ordinal,
    byteOffset,
    byteLength,
    code,
    field,
    reason,
    rawBase64,
  }));
}

function whereOf(dumps: readonly ManifestDump[], dump: string | undefined): string {
  return dump === undefined ? 'true' : `dump = ${dumps.findIndex((each) => each.sha256 === dump)}`;
}

/** Refused records with place and reason; the excerpt is cut and never holds a whole prompt. */
export async function refusedRows(
  connection: DuckDBConnection,
  dumps: readonly ManifestDump[],
  query: { dump?: string; offset: number; limit: number },
): Promise<Page<RefusedRow>> {
  const where = whereOf(dumps, query.dump);
  const counted = await connection.runAndReadAll(`SELECT CAST(count(*) AS INTEGER) FROM refused WHERE ${where}`);
  const read = await connection.runAndReadAll(
    `SELECT dump, ordinal, byte_offset, byte_length, code, field, reason, left(raw, ${READ}) FROM refused WHERE ${where} ORDER BY dump, ordinal LIMIT ${Math.trunc(query.limit)} OFFSET ${Math.trunc(query.offset)}`,
  );
  const rows = (read.getRowsJS() as [number, number, number, number, string, string | null, string, string][]).map(
    ([dump, ordinal, byteOffset, byteLength, code, field, reason, raw]) => ({
      dump: dumps[dump]!.sha256,
      name: dumps[dump]!.name,
      ordinal,
      byteOffset,
      byteLength,
      code,
      field,
      reason,
      excerpt: excerptOf(Buffer.from(raw, 'base64').toString('utf8'), { isCut: raw.length >= READ }),
    }),
  );
  return { rows, total: counted.getRowsJS()[0]![0] as number };
}

/** Letters of base64 that an excerpt is made of. */
const READ = 400;
const EXCERPT = 200;

/** The start of a refused record; long texts inside it are cut, card numbers hidden. `isCut` says that the record goes on behind the text: its length in characters does not tell. */
export function excerptOf(text: string, { isCut = false }: { readonly isCut?: boolean } = {}): string {
  const hidden = hideCardNumbers(text);
  // The last number of a longer text may have lost its check digit, by which it would be known, and the half of a character may stand behind it.
  const safe = isCut || text.length > EXCERPT ? hidden.replace(/\p{Nd}[\p{Nd} .-]{6,}\ufffd?$/u, hideDigits) : hidden;
  return safe.replace(/"((?:[^"\\]|\\.){20})(?:[^"\\]|\\.){4,}(?:(")|\\?$)/gsu, '"$1…$2').slice(0, EXCERPT);
}
