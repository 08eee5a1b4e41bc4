import { IolausError } from '@iolaus/contracts';
import { CARD_NUMBER, hideDigits } from './card-number.js';
import { dumpBytes } from './dump-bytes.js';
import { csvMapper, jsonMapper, separatorOf, type MappedRecord, type RecordMapper, type Reject } from './map-record.js';
import type { Mapping } from './mapping.js';
import { csvFields, splitRecords, type RecordBytes } from './split-records.js';

/** One record read: mapped or refused, with its bytes. */
export interface ReadRecord {
  readonly bytes: RecordBytes;
  readonly outcome: MappedRecord | Reject;
}

/** How many records are looked at before an import to see that required fields are there. */
export const PROBE_RECORDS = 1000;

/** Reads a dump record by record, in batches; for CSV and TSV the first record is the header and has no ordinal. Returns the number of blank lines. */
export async function* readRecords(path: string, mapping: Mapping): AsyncGenerator<ReadRecord[], number> {
  if (mapping.format === 'json' || mapping.format === 'parquet')
    throw new IolausError('FORMAT_UNSUPPORTED', { format: mapping.format, path });
  const isCsv = mapping.format !== 'jsonl';
  let map: RecordMapper | undefined = isCsv ? undefined : jsonMapper(mapping);
  const batches = splitRecords(dumpBytes(path), isCsv ? separatorOf(mapping) : undefined);
  for (;;) {
    const { value, done } = await batches.next();
    if (done) return value;
    const read: ReadRecord[] = [];
    for (const bytes of value) {
      if (map)
        read.push({ bytes: isCsv ? { ...bytes, ordinal: bytes.ordinal - 1 } : bytes, outcome: outcomeOf(bytes, map) });
      else map = csvMapper(mapping, headerOf(bytes, mapping, path));
    }
    yield read;
  }
}

/** Refuses a dump in which a required field has no value in any of the first records (COLUMN_MISSING). */
export async function checkColumns(path: string, mapping: Mapping): Promise<void> {
  const required = Object.entries(mapping.fields).flatMap(([target, field]) => (field.required ? [target] : []));
  const seen = new Set<string>();
  let read = 0;
  const batches = readRecords(path, mapping);
  for await (const batch of batches) {
    for (const { outcome } of batch) {
      read++;
      for (const target of required)
        if (
          outcome.kind === 'record' ||
          (outcome.code !== 'malformed' && outcome.code !== 'missing') ||
          (outcome.code === 'missing' && isLaterThan(required, outcome.field, target))
        )
          seen.add(target);
    }
    if (read >= PROBE_RECORDS || seen.size === required.length) break;
  }
  const missing = required.find((target) => !seen.has(target));
  if (read > 0 && missing !== undefined)
    throw new IolausError('COLUMN_MISSING', { path, field: missing, rows: Math.min(read, PROBE_RECORDS) });
}

/** A record that lacks `missing` has at least the required fields that are read before it. */
const isLaterThan = (required: readonly string[], missing: string | undefined, target: string): boolean =>
  missing !== undefined && required.indexOf(missing) > required.indexOf(target);

/** The bytes of a refused record as they may be kept and shown: without a digit where there is a card number, which JSON can also spell in escapes. */
export function keptBytes(bytes: Buffer, code: string): Buffer {
  return code === CARD_NUMBER ? Buffer.from(hideDigits(bytes.toString())) : bytes;
}

function outcomeOf(bytes: RecordBytes, map: RecordMapper): MappedRecord | Reject {
  if (bytes.isTooLong)
    return {
      kind: 'reject',
      code: 'too-long',
      field: undefined,
      reason: `is longer than 16 MiB (${bytes.byteLength} bytes)`,
    };
  const text = decode(bytes.bytes);
  return text === undefined
    ? { kind: 'reject', code: 'bad-utf8', field: undefined, reason: 'is not valid UTF-8' }
    : map(text);
}

const strict = new TextDecoder('utf-8', { fatal: true });

/** The text of the bytes, or undefined when they are not UTF-8. The strict decoder is slow, so it is asked only where the quick one met something odd. */
function decode(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  if (!text.includes('\uFFFD')) return text;
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

function headerOf(bytes: RecordBytes, mapping: Mapping, path: string): string[] {
  const fields = csvFields(bytes.bytes.toString('utf8'), separatorOf(mapping));
  if (!fields) throw new IolausError('DUMP_UNREADABLE', { path, detail: 'its header is not a CSV record' });
  const columns = new Set(fields);
  for (const [target, field] of Object.entries(mapping.fields)) {
    if (field.required && !field.paths.some((each) => columns.has(each)))
      throw new IolausError('COLUMN_MISSING', { path, field: target, rows: PROBE_RECORDS });
  }
  return fields;
}
