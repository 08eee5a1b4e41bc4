import { readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Entity } from '@iolaus/contracts';
import { KeyFile, type PromptSigner } from './key-file.js';
import { LAKE_COLUMNS, quoted } from './lake-columns.js';
import type { MappedRecord } from './map-record.js';
import { ParquetWriter, type ParquetType } from './parquet-writer.js';
import type { RecordBytes } from './split-records.js';
import { requestShape } from './templates/index.js';

/** A refused record on its way into the quarantine. */
export interface RefusedRecord {
  readonly ordinal: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly code: string;
  readonly field: string | undefined;
  readonly reason: string;
  readonly rawBase64: string;
}

/** Columns of the declared indicators of a dump. */
export const DECLARED_COLUMNS = [
  { name: 'ordinal', type: 'integer' },
  { name: 'account', type: 'text' },
  { name: 'time', type: 'double' },
  { name: 'kind', type: 'text' },
  { name: 'value', type: 'text' },
] as const satisfies readonly { name: string; type: ParquetType }[];
/** Columns of the quarantine of a dump. */
export const REFUSED_COLUMNS = [
  { name: 'ordinal', type: 'integer' },
  { name: 'byte_offset', type: 'double' },
  { name: 'byte_length', type: 'integer' },
  { name: 'code', type: 'text' },
  { name: 'field', type: 'text' },
  { name: 'reason', type: 'text' },
  { name: 'raw', type: 'text' },
] as const satisfies readonly { name: string; type: ParquetType }[];

const NO_SALT = new Uint8Array(16);
/** Small groups cost less memory while they are packed, and their pages stay in the processor's caches. */
const ROWS_A_GROUP = 20_480;
/** A column with more values than this in a group is written as it is; to look for repetitions in prompts costs a tenth of packing. */
const MOST_VALUES = 1000;
/** Bytes of records after which a part is handed to DuckDB, which compresses it while the next part is being read. */
const PART_BYTES = 160 * 1024 * 1024;
const MARK = '.importing-';
/** Several machines may write into one folder; each can tell of its own processes alone whether they live. */
export const HOST = hostname().replaceAll('.', '_');

/**
 * Collects one dump as columns, in order. Records go through plain files of some 160 MB, each compressed by DuckDB's own threads into a part of the lake. Nothing
 * is visible before {@link commit}, which renames; {@link sweepPartials} removes what a killed process left.
 */
export class DumpWriter {
  readonly entity: Entity;
  readonly keys: KeyFile | undefined;
  records: ParquetWriter;
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  readonly #base: string;
  readonly #declared: ParquetWriter;
  readonly #refused: ParquetWriter;
  #parts = 1;
  #compressing: Promise<unknown> = Promise.resolve();

  constructor(options: {
    readonly connection: DuckDBConnection;
    readonly folder: string;
    readonly entity: Entity;
    readonly signer: PromptSigner | undefined;
  }) {
    this.entity = options.entity;
    this.#connection = options.connection;
    this.#folder = options.folder;
    this.#base = `${options.folder}/${MARK}${HOST}-${process.pid}`;
    this.records = this.#openPart();
    this.#declared = new ParquetWriter(`${this.#base}.declared.plain`, DECLARED_COLUMNS);
    this.#refused = new ParquetWriter(`${this.#base}.refused.plain`, REFUSED_COLUMNS);
    this.keys = options.signer && new KeyFile(`${this.#base}.keys.bin`, options.signer);
  }

  /** Takes a mapped record; what the fast way wrote into `records` by itself needs {@link endRecord} alone. */
  accept(record: MappedRecord, bytes: RecordBytes): void {
    const { fields } = record;
    const account = fields['account'] === undefined ? undefined : String(fields['account']);
    LAKE_COLUMNS[this.entity].forEach((column, at) => put(this.records, at, column.of(record, bytes)));
    this.keys?.putText(fields['prompt'] === undefined ? undefined : String(fields['prompt']), account);
    for (const { kind, value } of record.declared)
      putRow(this.#declared, [bytes.ordinal, account ?? null, numberOf(fields['time']), kind, value]);
    const shape = shapeOf(record);
    if (shape !== undefined)
      putRow(this.#declared, [bytes.ordinal, account ?? null, numberOf(fields['time']), 'request-shape', shape]);
    this.records.endRow();
  }

  refuse(record: RefusedRecord): void {
    const { ordinal, byteOffset, byteLength, code, field, reason, rawBase64 } = record;
    putRow(this.#refused, [ordinal, byteOffset, byteLength, code, field ?? null, reason, rawBase64]);
  }

  /** Between two batches: hands a full part over and waits while two are on their way. */
  async settle(): Promise<void> {
    if (this.records.bytes < PART_BYTES) return;
    await this.#compress();
    this.#parts++;
    this.records = this.#openPart();
  }

  /** Writes what is left and makes the dump's files visible under its digest; gives the number of parts that hold its records. */
  async commit(sha256: string): Promise<number> {
    await this.#compress();
    await this.#compressing;
    for (const [name, writer] of [
      ['declared', this.#declared],
      ['refused', this.#refused],
    ] as const) {
      writer.close();
      await this.#copy(`${this.#base}.${name}.plain`, `${this.#base}.${name}.parquet`);
      await rename(`${this.#base}.${name}.parquet`, `${this.#folder}/${sha256}.${name}.parquet`);
    }
    this.keys?.close();
    if (this.keys) await rename(`${this.#base}.keys.bin`, `${this.#folder}/${sha256}.keys.bin`);
    for (let part = 1; part <= this.#parts; part++)
      await rename(`${this.#base}.records-${part}.parquet`, `${this.#folder}/${sha256}.records-${part}.parquet`);
    // Kept from dump to dump these would be quicker to write (see ParquetWriter), but they hold prompts that nothing packs.
    await sweepPartials(this.#folder, (pid) => pid === process.pid);
    return this.#parts;
  }

  /** Forgets all of it. */
  async abandon(): Promise<void> {
    await Promise.allSettled([this.#compressing]);
    for (const writer of [this.records, this.#declared, this.#refused, this.keys]) writer?.abandon();
    await sweepPartials(this.#folder, (pid) => pid === process.pid);
  }

  #openPart(): ParquetWriter {
    return new ParquetWriter(this.#plainPath, LAKE_COLUMNS[this.entity]);
  }

  /** Two files take turns: one is written while the other is being compressed. */
  get #plainPath(): string {
    return `${this.#base}.${this.#parts % 2}.plain`;
  }

  async #compress(): Promise<void> {
    this.records.close();
    await this.#compressing;
    this.#compressing = this.#copy(this.#plainPath, `${this.#base}.records-${this.#parts}.parquet`);
    // Told where it is awaited; here it only must not count as unheard.
    this.#compressing.catch(() => undefined);
  }

  async #copy(from: string, to: string): Promise<void> {
    await this.#connection.run(
      `COPY (SELECT * FROM read_parquet(${quoted(from)})) TO ${quoted(to)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARQUET_VERSION V2, WRITE_BLOOM_FILTER false, ROW_GROUP_SIZE ${ROWS_A_GROUP}, DICTIONARY_SIZE_LIMIT ${MOST_VALUES})`,
    );
  }
}

/** Removes files of imports of this machine that never ended, of the processes that `isOver` names. */
export async function sweepPartials(folder: string, isOver: (pid: number) => boolean): Promise<void> {
  const mine = `${MARK}${HOST}-`;
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(mine) ? Number(name.slice(mine.length).split('.', 1)[0]) : Number.NaN;
    if (Number.isInteger(pid) && isOver(pid)) await rm(`${folder}/${name}`, { force: true });
  }
}

/** Parameters of a request that say how its sender's program asks. */
const PARAMETERS = /(?:^|[._])(temperature|top_p|top_k|max_tokens|stop|seed|n|stream|response_format|logprobs)$/i;

/** The shape of a request of which parameters were kept; of the others too little is known to tell senders apart. */
function shapeOf({ fields, kept }: MappedRecord): string | undefined {
  const parameters = Object.keys(kept).filter((name) => PARAMETERS.test(name));
  if (parameters.length === 0) return undefined;
  const text = (name: string): string | undefined => (fields[name] === undefined ? undefined : String(fields[name]));
  const count = (name: string): number | undefined => numberOf(fields[name]) ?? undefined;
  const shape = {
    model: text('model'),
    parameters: parameters.map((name) => `${name}=${kept[name]}`),
    inputTokens: count('input_tokens'),
    outputTokens: count('output_tokens'),
    prompt: text('prompt'),
  };
  // Its words tell nothing private, so they stand in the open; the salt only makes the id, which is not used.
  return requestShape(shape, NO_SALT)?.text;
}

function putRow(writer: ParquetWriter, values: readonly (string | number | null)[]): void {
  values.forEach((value, at) => put(writer, at, value));
  writer.endRow();
}

function put(writer: ParquetWriter, at: number, value: string | number | null): void {
  const column = writer.columns[at]!;
  if (value === null) column.putNull();
  else if ('putText' in column) column.putText(String(value));
  else column.put(Number(value));
}

const numberOf = (value: string | number | boolean | undefined): number | null =>
  value === undefined ? null : Number(value);
