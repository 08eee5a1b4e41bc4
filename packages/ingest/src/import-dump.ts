import type { DuckDBConnection } from '@duckdb/node-api';
import { IolausError } from '@iolaus/contracts';
import type { Mapping } from './mapping.js';
import { keptBytes, readRecords, type ReadRecord } from './read-records.js';
import { Staging } from './staging.js';

/** Counts of one imported dump; accepted + refused = records. */
export interface DumpCounts {
  readonly records: number;
  readonly accepted: number;
  readonly refused: number;
  readonly blankLines: number;
}

/** Reads a dump into the lake folder. Nothing of it is visible until all of it is there; a failure or cancel leaves nothing. */
export async function importDump(options: {
  readonly connection: DuckDBConnection;
  readonly folder: string;
  readonly path: string;
  readonly sha256: string;
  readonly mapping: Mapping;
  readonly isCancelled: () => boolean;
  readonly onRecords: (records: number, inflatedBytes: number) => void;
}): Promise<DumpCounts> {
  const staging = await Staging.open(options.connection, options.mapping.entity);
  const counts = { records: 0, accepted: 0, refused: 0, blankLines: 0 };
  try {
    const batches = readRecords(options.path, options.mapping);
    for (;;) {
      const { value, done } = await batches.next();
      if (done) {
        counts.blankLines = value.blankLines;
        break;
      }
      for (const record of value) stage(staging, record, counts);
      const last = value.at(-1);
      if (last) options.onRecords(counts.records, last.bytes.byteOffset + last.bytes.byteLength);
      if (options.isCancelled()) throw new IolausError('CANCELLED', { done: `${counts.records} records of the dump` });
    }
    await staging.commit(options.folder, options.sha256);
    return counts;
  } catch (error) {
    await staging.abandon(options.folder, options.sha256);
    throw error;
  }
}

function stage(
  staging: Staging,
  { bytes, outcome }: ReadRecord,
  counts: { records: number; accepted: number; refused: number },
): void {
  counts.records++;
  if (outcome.kind === 'record') {
    counts.accepted++;
    staging.accept(outcome, bytes);
    return;
  }
  counts.refused++;
  const { code, field, reason } = outcome;
  staging.refuse({
    ordinal: bytes.ordinal,
    byteOffset: bytes.byteOffset,
    byteLength: bytes.byteLength,
    code,
    field,
    reason,
    rawBase64: keptBytes(bytes.bytes, code).toString('base64'),
  });
}
