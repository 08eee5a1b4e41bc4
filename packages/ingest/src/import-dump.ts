import { createHash, type Hash } from 'node:crypto';
import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { IolausError } from '@iolaus/contracts';
import { digestDump, type DumpDigest } from './dump-bytes.js';
import { DumpWriter } from './dump-writer.js';
import { isFast } from './fast/fast-mapping.js';
import { LineReader } from './fast/line-reader.js';
import { textChunks } from './formats/text-chunks.js';
import type { PromptSigner } from './key-file.js';
import { LineSigner } from './line-signer.js';
import type { Signed } from './manifest.js';
import { jsonMapper, type MappedRecord, type Reject } from './map-record.js';
import type { Mapping } from './mapping.js';
import { keptBytes, outcomeOf, readRecords } from './read-records.js';
import { fed, isCutAt, type RecordBytes } from './split-records.js';

/** Counts of one imported dump; accepted + refused = records. */
export interface DumpCounts {
  readonly records: number;
  readonly accepted: number;
  readonly refused: number;
  readonly blankLines: number;
}

/** A dump that lies in the lake folder under its digest, or whose content was there before. */
export interface ImportedDump {
  readonly digest: DumpDigest;
  /** Undefined when the lake knew the content. */
  readonly counts: (DumpCounts & { readonly parts: number; readonly signed: Signed }) | undefined;
}

/** How far a dump is read: records, and of its bytes those that are done (of the file on disk in one pass, else of the inflated ones). */
export interface ReadSoFar {
  readonly records: number;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** What an import of one dump needs. */
export interface ImportDumpOptions {
  readonly connection: DuckDBConnection;
  readonly folder: string;
  readonly path: string;
  readonly mapping: Mapping;
  readonly signer: PromptSigner;
  readonly isKnown: (sha256: string) => boolean;
  /** Called between batches with what was read so far; may wait (pause) and may throw (cancel). */
  readonly onBatch: (read: ReadSoFar) => Promise<void>;
  /** Called while a dump is checked before it is read; may throw (cancel). */
  readonly onChecked?: (inflatedBytes: number) => void;
}

/** Reads a dump into the lake folder, once, from its first byte to its last. Nothing of it is visible until all of it is there; a failure or cancel leaves nothing. */
export async function importDump(options: ImportDumpOptions): Promise<ImportedDump> {
  const { connection, folder, mapping } = options;
  const lines = mapping.fields['prompt']?.parse === 'line' ? new LineSigner() : undefined;
  const signer = mapping.fields['prompt'] ? (lines ?? options.signer) : undefined;
  const writer = new DumpWriter({ connection, folder, mapping, signer });
  const intake = new Intake(writer);
  try {
    const digest = isFast(mapping) ? await readFast(options, intake) : await readThorough(options, intake);
    if (options.isKnown(digest.sha256)) {
      await writer.abandon();
      return { digest, counts: undefined };
    }
    await writer.commit(digest.sha256);
    if (lines)
      await writeFile(`${folder}/${digest.sha256}.lines.json`, JSON.stringify(lines.signatures), { mode: 0o600 });
    return { digest, counts: { ...intake.counts, parts: 1, signed: lines ? 'lines' : signer ? 'prompts' : 'no' } };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/** Counts what comes in, and keeps it or its refusal. */
class Intake {
  readonly counts = { records: 0, accepted: 0, refused: 0, blankLines: 0 };
  readonly writer: DumpWriter;

  constructor(writer: DumpWriter) {
    this.writer = writer;
  }

  /** Counts rows that came in whole lines. */
  countRows(count: number): void {
    this.counts.records += count;
    this.counts.accepted += count;
  }

  take(bytes: RecordBytes, outcome: MappedRecord | Reject): void {
    this.counts.records++;
    if (outcome.kind === 'record') {
      this.counts.accepted++;
      this.writer.accept(outcome, bytes);
      return;
    }
    this.counts.refused++;
    const { code, field, reason } = outcome;
    const { ordinal, byteOffset, byteLength } = bytes;
    const rawBase64 = keptBytes(bytes.bytes, { code, entity: this.writer.entity }).toString('base64');
    this.writer.refuse({ ordinal, byteOffset, byteLength, code, field, reason, rawBase64 });
  }
}

/** One pass over the bytes: digests, lines, columns. */
async function readFast(options: ImportDumpOptions, intake: Intake): Promise<DumpDigest> {
  const { mapping, path } = options;
  const map = jsonMapper(mapping);
  const reader = new LineReader(intake.writer.records, {
    onRows: (count) => intake.countRows(count),
    onThorough: (bytes) => intake.take(bytes, outcomeOf(bytes, map)),
  });
  const [container, inflated] = [createHash('sha256'), createHash('sha256')];
  const totalBytes = statSync(path).size;
  let [inflatedBytes, doneBytes] = [0, 0];
  const end = await endAfter(
    fed(
      textChunks(
        path,
        (part) => {
          container.update(part);
          // Of a plain file, as it is read; of a packed one all of it comes at the end.
          doneBytes = Math.min(totalBytes, doneBytes + part.length);
        },
        (position) => (doneBytes = position),
      ),
      (chunk) => {
        inflated.update(chunk);
        inflatedBytes += chunk.length;
        reader.feed(chunk);
      },
    ),
    async () => {
      await options.onBatch({ records: intake.counts.records, doneBytes, totalBytes });
    },
  );
  reader.end(isCutAt(end));
  intake.counts.blankLines = reader.blankLines;
  return { ...digestOf(path, { container, inflated, inflatedBytes }), ...end };
}

/** Runs a generator for its end, with something to do between its steps. */
async function endAfter<T>(steps: AsyncGenerator<unknown, T>, between: () => Promise<void>): Promise<T> {
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return value;
    await between();
  }
}

async function readThorough(options: ImportDumpOptions, intake: Intake): Promise<DumpDigest> {
  const { mapping, path } = options;
  let checked = 0;
  const digest = await digestDump(path, (bytes) => options.onChecked?.((checked += bytes)));
  if (options.isKnown(digest.sha256)) return digest;
  const batches = readRecords(path, mapping);
  for (;;) {
    const { value, done } = await batches.next();
    if (done) {
      intake.counts.blankLines = value.blankLines;
      // The reader also tells of JSON that is not closed, which the bytes alone do not.
      return value.incomplete ? { ...digest, incomplete: value.incomplete } : digest;
    }
    for (const { bytes, outcome } of value) intake.take(bytes, outcome);
    const last = value.at(-1);
    if (last)
      await options.onBatch({
        records: intake.counts.records,
        doneBytes: last.bytes.byteOffset + last.bytes.byteLength,
        totalBytes: digest.inflatedBytes,
      });
  }
}

function digestOf(
  path: string,
  { container, inflated, inflatedBytes }: { container: Hash; inflated: Hash; inflatedBytes: number },
): DumpDigest {
  return {
    containerSha256: container.digest('hex'),
    sha256: inflated.digest('hex'),
    bytes: statSync(path).size,
    inflatedBytes,
  };
}

/** Refuses to go on when the work was cancelled. */
export function stopIfCancelled(isCancelled: boolean, done: string): void {
  if (isCancelled) throw new IolausError('CANCELLED', { done });
}
