import { rename, rm } from 'node:fs/promises';
import {
  DOUBLE,
  DuckDBDataChunk,
  INTEGER,
  VARCHAR,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Entity } from '@iolaus/contracts';
import { fixedSignature, promptSignatures } from './signature.js';
import type { MappedRecord } from './map-record.js';
import type { RecordBytes } from './split-records.js';

interface Column {
  readonly name: string;
  readonly type: DuckDBType;
  readonly of: (record: MappedRecord, bytes: RecordBytes) => DuckDBValue;
}

const text = (name: string): Column => ({
  name,
  type: VARCHAR,
  of: ({ fields }) => (fields[name] === undefined ? null : String(fields[name])),
});
const number = (name: string): Column => ({
  name,
  type: DOUBLE,
  of: ({ fields }) => (fields[name] === undefined ? null : Number(fields[name])),
});
const flag = (name: string): Column => ({
  name,
  type: INTEGER,
  of: ({ fields }) => (fields[name] === undefined ? null : fields[name] === true ? 1 : 0),
});
const made = (name: string, of: (fields: MappedRecord['fields']) => string | undefined): Column => ({
  name,
  type: VARCHAR,
  of: ({ fields }) => of(fields) ?? null,
});

const PLACE: readonly Column[] = [
  { name: 'ordinal', type: INTEGER, of: (_, bytes) => bytes.ordinal },
  { name: 'byte_offset', type: DOUBLE, of: (_, bytes) => bytes.byteOffset },
  { name: 'byte_length', type: INTEGER, of: (_, bytes) => bytes.byteLength },
  { name: 'kept', type: VARCHAR, of: ({ kept }) => (Object.keys(kept).length === 0 ? null : JSON.stringify(kept)) },
];

/** Columns of the lake by entity; times are Unix milliseconds as doubles. */
export const LAKE_COLUMNS: Readonly<Record<Entity, readonly Column[]>> = {
  exchange: [
    ...PLACE,
    text('account'),
    number('time'),
    text('request'),
    text('ip'),
    made('subnet', (fields) => subnetOf(fields['ip'])),
    text('user_agent'),
    text('model'),
    text('prompt'),
    made('opening', (fields) => signatureOf(fields['prompt'], 'opening')),
    made('ending', (fields) => signatureOf(fields['prompt'], 'ending')),
    text('system_prompt'),
    made('system_signature', (fields) => fixedOf('system', fields['system_prompt'])),
    text('tools'),
    made('tools_signature', (fields) => fixedOf('tools', fields['tools'])),
    number('input_tokens'),
    number('output_tokens'),
    text('status'),
  ],
  account: [
    ...PLACE,
    text('account'),
    number('created'),
    made(
      'email_domain',
      (fields) =>
        (fields['email_domain'] ?? String(fields['email'] ?? '').split('@')[1])?.toString().toLowerCase() || undefined,
    ),
    text('organisation'),
    flag('verified'),
    text('programme'),
    text('country'),
    text('status'),
    number('banned_at'),
  ],
  payment: [
    ...PLACE,
    text('account'),
    number('time'),
    text('payment_method'),
    text('bin'),
    number('amount'),
    text('currency'),
  ],
  sighting: [...PLACE, text('account'), number('time')],
};

/** The subnet of an address: /24 of IPv4, /48 of IPv6. */
export function subnetOf(ip: unknown): string | undefined {
  if (typeof ip !== 'string') return undefined;
  if (ip.includes('.') && !ip.includes(':')) return `${ip.slice(0, ip.lastIndexOf('.'))}.0/24`;
  const [head = '', tail] = ip.split('::');
  const front = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - front.length - (tail === '' ? 0 : tail.split(':').length);
  const groups = [...front, ...Array.from({ length: missing }, () => '0'), ...(tail ? tail.split(':') : [])];
  return `${groups
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/48`;
}

// One prompt is signed once for both columns: its record asks twice in a row.
let signed: { prompt: string; of: ReturnType<typeof promptSignatures> } | undefined;

function signatureOf(prompt: unknown, side: 'opening' | 'ending'): string | undefined {
  if (typeof prompt !== 'string') return undefined;
  if (signed?.prompt !== prompt) signed = { prompt, of: promptSignatures(prompt) };
  return signed.of[side];
}

const fixedOf = (label: 'system' | 'tools', value: unknown): string | undefined =>
  typeof value === 'string' ? fixedSignature(label, value) : undefined;

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

type StagedTables = Readonly<Record<'records' | 'declared' | 'refused', Appending>>;

const CHUNK = 2048;
const DECLARED = [INTEGER, VARCHAR, DOUBLE, VARCHAR, VARCHAR];
const REFUSED = [INTEGER, DOUBLE, INTEGER, VARCHAR, VARCHAR, VARCHAR, VARCHAR];

/** Collects one dump in DuckDB tables, in order, then writes its Parquet files; nothing is visible before `commit`. */
export class Staging {
  readonly #connection: DuckDBConnection;
  readonly #entity: Entity;
  readonly #tables: StagedTables;

  private constructor(connection: DuckDBConnection, entity: Entity, tables: StagedTables) {
    this.#connection = connection;
    this.#entity = entity;
    this.#tables = tables;
  }

  static async open(connection: DuckDBConnection, entity: Entity): Promise<Staging> {
    const columns = LAKE_COLUMNS[entity].map((column) => `${column.name} ${String(column.type)}`).join(', ');
    await connection.run(`CREATE OR REPLACE TEMP TABLE staged_records (${columns})`);
    await connection.run(
      'CREATE OR REPLACE TEMP TABLE staged_declared (ordinal INTEGER, account VARCHAR, "time" DOUBLE, kind VARCHAR, "value" VARCHAR)',
    );
    await connection.run(
      'CREATE OR REPLACE TEMP TABLE staged_refused (ordinal INTEGER, byte_offset DOUBLE, byte_length INTEGER, code VARCHAR, field VARCHAR, reason VARCHAR, raw VARCHAR)',
    );
    return new Staging(connection, entity, {
      records: new Appending(
        await connection.createAppender('staged_records'),
        LAKE_COLUMNS[entity].map((column) => column.type),
      ),
      declared: new Appending(await connection.createAppender('staged_declared'), DECLARED),
      refused: new Appending(await connection.createAppender('staged_refused'), REFUSED),
    });
  }

  accept(record: MappedRecord, bytes: RecordBytes): void {
    this.#tables.records.add(LAKE_COLUMNS[this.#entity].map((column) => column.of(record, bytes)));
    for (const { kind, value } of record.declared) {
      const { account, time } = record.fields;
      this.#tables.declared.add([
        bytes.ordinal,
        account === undefined ? null : String(account),
        time === undefined ? null : Number(time),
        kind,
        value,
      ]);
    }
  }

  refuse(record: RefusedRecord): void {
    this.#tables.refused.add([
      record.ordinal,
      record.byteOffset,
      record.byteLength,
      record.code,
      record.field ?? null,
      record.reason,
      record.rawBase64,
    ]);
  }

  /** Writes `folder/SHA.{records,declared,refused}.parquet` under temporary names, then renames them. */
  async commit(folder: string, sha256: string): Promise<void> {
    const names = Object.keys(this.#tables) as (keyof StagedTables)[];
    for (const name of names) this.#tables[name].close();
    for (const name of names) {
      const file = `${folder}/${sha256}.${name}.parquet`;
      await this.#connection.run(
        `COPY (SELECT * FROM staged_${name} ORDER BY ordinal) TO ${quoted(`${file}.tmp`)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)`,
      );
      await rename(`${file}.tmp`, file);
      await this.#connection.run(`DROP TABLE staged_${name}`);
    }
  }

  /** Forgets what was staged, and temporary files of a broken commit. */
  async abandon(folder: string, sha256: string): Promise<void> {
    for (const name of Object.keys(this.#tables)) {
      await this.#connection.run(`DROP TABLE IF EXISTS staged_${name}`);
      await rm(`${folder}/${sha256}.${name}.parquet.tmp`, { force: true });
      await rm(`${folder}/${sha256}.${name}.parquet`, { force: true });
    }
  }
}

class Appending {
  readonly #appender: DuckDBAppender;
  readonly #types: readonly DuckDBType[];
  #columns: DuckDBValue[][];
  #rows = 0;

  constructor(appender: DuckDBAppender, types: readonly DuckDBType[]) {
    this.#appender = appender;
    this.#types = types;
    this.#columns = types.map(() => []);
  }

  add(values: readonly DuckDBValue[]): void {
    values.forEach((value, at) => this.#columns[at]!.push(value));
    if (++this.#rows === CHUNK) this.#flush();
  }

  close(): void {
    if (this.#rows > 0) this.#flush();
    this.#appender.closeSync();
  }

  #flush(): void {
    const chunk = DuckDBDataChunk.create(this.#types, this.#rows);
    chunk.setColumns(this.#columns);
    this.#appender.appendDataChunk(chunk);
    this.#columns = this.#types.map(() => []);
    this.#rows = 0;
  }
}

/** A path as an SQL text: file names cannot be parameters of COPY and read_parquet. */
export function quoted(path: string): string {
  return `'${path.replaceAll("'", "''")}'`;
}
