import { IolausError, type Entity } from '@iolaus/contracts';
import { CARD_NUMBER, hideCardNumbers, hideDigits } from './card-number.js';
import { reject, type MappedRecord, type Outcome, type RecordMapper, type Reject } from './map-record.js';
import type { Mapping } from './mapping.js';
import { PROBE_RECORDS, recordReader } from './record-reader.js';
import type { RecordBytes, RecordsEnd } from './split-records.js';

export { PROBE_RECORDS } from './record-reader.js';

/** One record read: mapped or refused, with its bytes. */
export interface ReadRecord {
  readonly bytes: RecordBytes;
  readonly outcome: MappedRecord | Reject;
}

/**
 * Reads a dump record by record, in batches. Ordinals count records from 1: neither the header of a CSV or Zeek log nor blank lines have one; where the mapping
 * expands a line into several records, each has its own, with the place of the line. Returns the number of blank lines and, of an incomplete dump, where
 * and why it ended; the record that is cut there is refused (`cut`). Refuses what is not of the mapping's format (see `dumpBytes`, `textChunks`).
 */
export async function* readRecords(path: string, mapping: Mapping): AsyncGenerator<ReadRecord[], RecordsEnd> {
  const { pieces, open } = recordReader(path, mapping);
  let ordinal = 0;
  let isOver = false;
  try {
    for (;;) {
      const { value, done } = await pieces.next();
      if (done) {
        isOver = true;
        return value;
      }
      const read: ReadRecord[] = [];
      for (const piece of value) {
        const refusal = unread(piece);
        const text = refusal ? undefined : decode(piece.bytes);
        const outcomes = open(piece, text) ?? [refusal ?? NOT_UTF8];
        for (const outcome of outcomes) {
          ordinal++;
          read.push({ bytes: piece.ordinal === ordinal ? piece : { ...piece, ordinal }, outcome });
        }
      }
      yield read;
    }
  } finally {
    if (!isOver) await pieces.return({ blankLines: 0 });
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
          !SAYS_NOTHING.has(outcome.code) ||
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

/** Refusals after which it is not known which fields the record has. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['malformed', 'missing', 'no-records']);

/** A record that lacks `missing` has at least the required fields that are read before it. */
const isLaterThan = (required: readonly string[], missing: string | undefined, target: string): boolean =>
  missing !== undefined && required.indexOf(missing) > required.indexOf(target);

/** A digit that JSON spells in an escape, behind which a card number would not be seen. */
const ESCAPED_DIGIT = /\\u003[0-9]/i;

/**
 * The bytes of a refused record as they may be kept and shown: without a digit where there is a card number, which JSON can also spell in escapes. Payments
 * that are refused for another reason lose the digits of card numbers in whatever field.
 */
export function keptBytes(bytes: Buffer, of: { readonly code: string; readonly entity?: Entity }): Buffer {
  if (of.code !== CARD_NUMBER && of.entity !== 'payment') return bytes;
  const text = bytes.toString();
  const hidden = of.code === CARD_NUMBER || ESCAPED_DIGIT.test(text) ? hideDigits(text) : hideCardNumbers(text);
  return hidden === text ? bytes : Buffer.from(hidden);
}

const NOT_UTF8 = reject('bad-utf8', undefined, 'is not valid UTF-8');

/** What the mapper makes of a piece that holds one record. */
export function outcomeOf(piece: RecordBytes, map: RecordMapper): Outcome {
  const refusal = unread(piece);
  if (refusal) return refusal;
  const text = decode(piece.bytes);
  return text === undefined ? NOT_UTF8 : map(text);
}

/** Why a piece is not even looked into. */
function unread({ isTooLong, isCut, byteLength }: RecordBytes): Reject | undefined {
  if (isTooLong) return reject('too-long', undefined, `is longer than 16 MiB (${byteLength} bytes)`);
  return isCut ? reject('cut', undefined, 'is cut off where the dump ends early') : undefined;
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
