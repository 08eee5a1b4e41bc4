import type { Entity } from '@iolaus/contracts';
import { emailDomain } from './enrich/email-domain.js';
import type { MappedRecord } from './map-record.js';
import type { ParquetType } from './parquet-file.js';
import type { RecordBytes } from './split-records.js';

/** A column of the lake, and how it is made of a record. */
export interface LakeColumn {
  readonly name: string;
  readonly type: ParquetType;
  readonly of: (record: MappedRecord, bytes: RecordBytes) => string | number | null;
}

const text = (name: string): LakeColumn => ({
  name,
  type: 'text',
  of: ({ fields }) => (fields[name] === undefined ? null : String(fields[name])),
});
const number = (name: string): LakeColumn => ({
  name,
  type: 'double',
  of: ({ fields }) => (fields[name] === undefined ? null : Number(fields[name])),
});
const flag = (name: string): LakeColumn => ({
  name,
  type: 'integer',
  of: ({ fields }) => (fields[name] === undefined ? null : fields[name] === true ? 1 : 0),
});
const made = (name: string, of: (fields: MappedRecord['fields']) => string | undefined): LakeColumn => ({
  name,
  type: 'text',
  of: ({ fields }) => of(fields) ?? null,
});

const PLACE: readonly LakeColumn[] = [
  { name: 'ordinal', type: 'integer', of: (_, bytes) => bytes.ordinal },
  { name: 'byte_offset', type: 'double', of: (_, bytes) => bytes.byteOffset },
  { name: 'byte_length', type: 'integer', of: (_, bytes) => bytes.byteLength },
  { name: 'kept', type: 'text', of: ({ kept }) => (Object.keys(kept).length === 0 ? null : JSON.stringify(kept)) },
];

/** Columns of the lake by entity; times are Unix milliseconds as doubles. Names need no quotes in SQL, neither in DuckDB's nor in Spark's. */
export const LAKE_COLUMNS: Readonly<Record<Entity, readonly LakeColumn[]>> = {
  exchange: [
    ...PLACE,
    text('account'),
    number('time'),
    text('request'),
    text('ip'),
    text('user_agent'),
    text('model'),
    text('prompt'),
    text('system_prompt'),
    text('tools'),
    number('input_tokens'),
    number('output_tokens'),
    text('status'),
  ],
  account: [
    ...PLACE,
    text('account'),
    number('created'),
    made('email_domain', (fields) =>
      emailDomain(String(fields['email_domain'] ?? String(fields['email'] ?? '').split('@')[1] ?? '')),
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

/** The SQL type of a column in the lake. */
export const SQL_TYPES: Readonly<Record<ParquetType, string>> = {
  text: 'VARCHAR',
  double: 'DOUBLE',
  integer: 'INTEGER',
};

/** A path as an SQL text: file names cannot be parameters of COPY and read_parquet. */
export function quoted(path: string): string {
  return `'${path.replaceAll("'", "''")}'`;
}
