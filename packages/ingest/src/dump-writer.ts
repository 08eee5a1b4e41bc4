import { readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Entity } from '@iolaus/contracts';
import { KeyFile, type PromptSigner } from './key-file.js';
import { isFast, teach } from './fast/fast-mapping.js';
import { RecordColumns } from './fast/record-columns.js';
import type { ModuleVariable } from './fast/record-module.js';
import { LAKE_COLUMNS, quoted } from './lake-columns.js';
import type { MappedRecord } from './map-record.js';
import type { Mapping } from './mapping.js';
import type { ParquetType } from './parquet-file.js';
import { ParquetWriter } from './parquet-writer.js';
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
/** Refused records may be long: small groups cost less memory while they are packed. To look for repetitions in what hardly repeats costs a tenth of packing. */
const [ROWS_A_GROUP, MOST_VALUES] = [20_480, 1000];
const MARK = '.importing-';
/** Several machines may write into one folder; each can tell of its own processes alone whether they live. */
export const HOST = hostname().replaceAll('.', '_');

/**
 * Collects one dump as columns, in order, and packs them as they fill up; `import-dump` also has whole lines put into `records`. Nothing is visible before
 * {@link commit}, which renames; {@link sweepPartials} removes what a killed process left.
 */
export class DumpWriter {
  readonly entity: Entity;
  readonly keys: KeyFile | undefined;
  readonly records: RecordColumns;
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  readonly #base: string;
  readonly #declared: ParquetWriter;
  readonly #refused: ParquetWriter;
  readonly #promptColumn: number;
  /** Whether the module of records makes the keys, where it can. */
  readonly #isSignedInside: boolean;
  /** Rows of the open group whose prompts have their keys. */
  #signed = 0;

  constructor(options: {
    readonly connection: DuckDBConnection;
    readonly folder: string;
    readonly mapping: Mapping;
    readonly signer: PromptSigner | undefined;
  }) {
    const { folder, mapping } = options;
    this.entity = mapping.entity;
    this.#connection = options.connection;
    this.#folder = folder;
    this.#base = `${folder}/${MARK}${HOST}-${process.pid}`;
    const schema = LAKE_COLUMNS[mapping.entity];
    this.#promptColumn = schema.findIndex(({ name }) => name === 'prompt');
    this.records = new RecordColumns(`${this.#base}.records.parquet`, schema);
    this.records.open(isFast(mapping) ? teach(this.records.module, mapping) : undefined);
    this.records.onGroup = () => {
      this.#sign();
      this.#signed = 0;
    };
    this.#declared = new ParquetWriter(`${this.#base}.declared.plain`, DECLARED_COLUMNS);
    this.#refused = new ParquetWriter(`${this.#base}.refused.plain`, REFUSED_COLUMNS);
    this.keys = options.signer && new KeyFile(`${this.#base}.keys.bin`, options.signer);
    this.#isSignedInside = options.signer?.seeds !== undefined;
    if (options.signer?.seeds) this.records.module.sign(options.signer.seeds);
  }

  /** Takes a mapped record. */
  accept(record: MappedRecord, bytes: RecordBytes): void {
    const { fields } = record;
    const account = fields['account'] === undefined ? undefined : String(fields['account']);
    this.#sign();
    LAKE_COLUMNS[this.entity].forEach((column, at) => this.records.put(at, column.of(record, bytes)));
    this.keys?.putText(fields['prompt'] === undefined ? undefined : String(fields['prompt']), account);
    for (const { kind, value } of record.declared)
      putRow(this.#declared, [bytes.ordinal, account ?? null, numberOf(fields['time']), kind, value]);
    const shape = shapeOf(record);
    if (shape !== undefined)
      putRow(this.#declared, [bytes.ordinal, account ?? null, numberOf(fields['time']), 'request-shape', shape]);
    this.#signed++;
    this.records.endRow();
  }

  refuse(record: RefusedRecord): void {
    const { ordinal, byteOffset, byteLength, code, field, reason, rawBase64 } = record;
    putRow(this.#refused, [ordinal, byteOffset, byteLength, code, field ?? null, reason, rawBase64]);
  }

  /** Writes what is left and makes the dump's files visible under its digest. */
  async commit(sha256: string): Promise<void> {
    this.records.close();
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
    await rename(`${this.#base}.records.parquet`, `${this.#folder}/${sha256}.records-1.parquet`);
    await sweepPartials(this.#folder, (pid) => pid === process.pid);
  }

  /** Forgets all of it. */
  async abandon(): Promise<void> {
    for (const writer of [this.records, this.#declared, this.#refused, this.keys]) writer?.abandon();
    await sweepPartials(this.#folder, (pid) => pid === process.pid);
  }

  /** Makes the keys of the prompts that came in whole lines since the last time. */
  #sign(): void {
    const { keys } = this;
    const { bytes, call } = this.records.module;
    const rows = call.rows.value;
    const first = this.#signed;
    this.#signed = rows;
    if (!keys || first === rows) return;
    const listed = (at: ModuleVariable, count: number): Int32Array => new Int32Array(bytes.buffer, at.value, count);
    const [places, lengths, accounts] = [call.promptAt, call.promptLength, call.accountKeys].map((at) =>
      listed(at, rows),
    );
    const made = listed(call.promptKeys, keys.width);
    const texts = call.valuesAt(this.#promptColumn);
    for (let row = first; row < rows; row++) {
      const length = lengths![row]!;
      if (length < 0) keys.putNone();
      else if (this.#isSignedInside && call.signRow(row) !== 0) keys.putKeys(made);
      else keys.putBytes(bytes, texts + places![row]!, texts + places![row]! + length, accounts![row]!);
    }
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
