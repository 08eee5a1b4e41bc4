import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { IolausError, type OnProgress, type RefusedGroup, type WholeDryRun } from '@iolaus/contracts';
import { chooseMapping, refusedOf, type DryRunQuery } from './dry-run.js';
import { digestDump } from './dump-bytes.js';
import type { MappedRecord } from './map-record.js';
import type { Mapping } from './mapping.js';
import { readRecords, type ReadRecord } from './read-records.js';
import type { RecordsEnd } from './split-records.js';

/** How a whole dry run tells where it stands. */
export interface WholeDryRunOptions {
  readonly onProgress: OnProgress;
  readonly clock: () => number;
}

const TELL_EVERY_MS = 200;
const ROWS_A_GROUP = 100;
const MOST_GROUPS = 500;
const MOST_DISTINCT = 1_000_000;

/** Reads all of a file as an import would, counts, and writes nothing. Which content the lake knows is for the caller to say. */
export async function wholeDryRun(
  query: Omit<DryRunQuery, 'records'>,
  { onProgress, clock }: WholeDryRunOptions,
): Promise<Omit<WholeDryRun, 'known'>> {
  const started = clock();
  const mapping = await chooseMapping(query);
  const name = basename(query.path);
  const tell = everySoOften(onProgress, clock);
  let checked = 0;
  const digest = await digestDump(query.path, (bytes) => {
    checked += bytes;
    tell({ phase: `Checking ${name}`, done: checked, total: 0, unit: 'bytes' });
  });
  const count = new Count(mapping, name);
  const batches = readRecords(query.path, mapping);
  let end: RecordsEnd = { blankLines: 0 };
  for (;;) {
    const { value, done } = await batches.next();
    if (done) {
      end = value;
      break;
    }
    for (const record of value) count.add(record);
    const last = value.at(-1);
    if (last)
      tell({
        phase: `Reading ${name}`,
        done: last.bytes.byteOffset + last.bytes.byteLength,
        total: digest.inflatedBytes,
        unit: 'bytes',
        rows: count.records,
      });
  }
  return {
    path: query.path,
    bytes: statSync(query.path).size,
    sha256: digest.sha256,
    entity: mapping.entity,
    blankLines: end.blankLines,
    incomplete: end.incomplete ? { atByte: end.incomplete.atByte, detail: end.incomplete.detail } : null,
    ...count.result(),
    seconds: Math.round((clock() - started) / 100) / 10,
  };
}

function everySoOften(onProgress: OnProgress, clock: () => number): OnProgress {
  let told = -TELL_EVERY_MS;
  return (progress) => {
    if (clock() - told < TELL_EVERY_MS) return;
    told = clock();
    onProgress(progress);
  };
}

type Counted = Pick<WholeDryRun, 'records' | 'accepted' | 'refused' | 'fields' | 'distinct' | 'groups'>;

/** Where reasons differ from record to record, as those that name a size do. */
const OTHER = { code: 'other', field: null, reason: 'has one of many more reasons' };

/** What is counted of a dump as it is read. */
class Count {
  records = 0;
  #accepted = 0;
  readonly #name: string;
  readonly #filled = new Map<string, number>();
  readonly #distinct = new Map<string, Set<string>>();
  readonly #groups = new Map<string, RefusedGroup>();

  constructor(mapping: Mapping, name: string) {
    this.#name = name;
    for (const target of Object.keys(mapping.fields)) this.#filled.set(target, 0);
    for (const { name: kind } of mapping.indicators) this.#filled.set(kind, 0);
  }

  add(record: ReadRecord): void {
    this.records++;
    if (record.outcome.kind === 'record') this.#accept(record.outcome);
    else this.#refuse(record);
  }

  result(): Counted {
    return {
      records: this.records,
      accepted: this.#accepted,
      refused: this.records - this.#accepted,
      fields: [...this.#filled].map(([target, count]) => ({ target, filled01: count / Math.max(1, this.#accepted) })),
      distinct: [...this.#distinct].map(([kind, values]) => ({
        kind,
        values: values.size,
        isMore: values.size >= MOST_DISTINCT,
      })),
      groups: [...this.#groups.values()].toSorted((a, b) => b.count - a.count),
    };
  }

  #accept({ fields, declared }: MappedRecord): void {
    this.#accepted++;
    for (const target in fields) this.#filled.set(target, (this.#filled.get(target) ?? 0) + 1);
    for (const [target, kind] of COUNTED) {
      const value = fields[target];
      if (value !== undefined) this.#see(kind, String(value));
    }
    for (const { kind, value } of declared) {
      this.#filled.set(kind, (this.#filled.get(kind) ?? 0) + 1);
      this.#see(kind, value);
    }
  }

  #see(kind: string, value: string): void {
    const values = this.#distinct.get(kind) ?? new Set();
    this.#distinct.set(kind, values);
    if (values.size < MOST_DISTINCT) values.add(value);
  }

  #refuse(record: ReadRecord): void {
    const [row] = refusedOf(record, this.#name);
    if (!row) throw new IolausError('INTERNAL', {}, { cause: 'a refused record without its row' });
    const own = { code: row.code, field: row.field, reason: row.reason };
    const hasRoom = this.#groups.size < MOST_GROUPS || this.#groups.has(JSON.stringify(own));
    const reason = hasRoom ? own : OTHER;
    const key = JSON.stringify(reason);
    const { count, rows }: Pick<RefusedGroup, 'count' | 'rows'> = this.#groups.get(key) ?? { count: 0, rows: [] };
    if (rows.length < ROWS_A_GROUP) rows.push(row);
    this.#groups.set(key, { ...reason, count: count + 1, rows });
  }
}

/** Targets whose different values are counted, by the kind that they become. */
const COUNTED = [
  ['account', 'account'],
  ['ip', 'ip'],
  ['user_agent', 'user-agent'],
  ['payment_method', 'payment-method'],
  ['email_domain', 'email-domain'],
] as const;
