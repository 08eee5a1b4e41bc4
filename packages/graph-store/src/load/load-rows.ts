import { createHash } from 'node:crypto';
import type { LakeTables } from '@iolaus/contracts';
import type { KindCount } from '../graph-store.js';

/** Account as the graph stores it: one entry a property; times in Unix ms or null. */
export interface AccountValues {
  readonly id: string;
  readonly created: number | null;
  readonly exchanges: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly organisation: string | null;
  readonly isVerified: boolean;
  readonly programme: string | null;
  readonly status: string | null;
  readonly banned: number | null;
  readonly emailDomain: string | null;
  readonly country: string | null;
}

/** Indicator as the graph stores it; reach and records are counted from the sightings. */
export interface IndicatorValues {
  readonly key: string;
  readonly kind: string;
  readonly value: string;
  readonly text: string | null;
  readonly reach: number;
  readonly records: number;
  readonly first: number | null;
  readonly last: number | null;
}

/** The unique key of an indicator; a kind never holds a colon. */
export function indicatorKey(kind: string, value: string): string {
  return `${kind}:${value}`;
}

/** A time of a column as the graph stores it: NaN means unknown. */
export function timeOf(ms: number): number | null {
  return Number.isNaN(ms) ? null : ms;
}

/** The row of one account. */
export function accountValues({ sightings, accounts }: LakeTables, index: number): AccountValues {
  const organisation = accounts.organisation[index]!;
  return {
    id: sightings.accounts[index]!,
    created: timeOf(accounts.createdMs[index]!),
    exchanges: accounts.exchanges[index]!,
    first: timeOf(accounts.firstMs[index]!),
    last: timeOf(accounts.lastMs[index]!),
    organisation: organisation < 0 ? null : (accounts.organisations[organisation] ?? null),
    isVerified: accounts.isVerified[index] === 1,
    programme: accounts.programme[index] ?? null,
    status: accounts.status[index] ?? null,
    banned: timeOf(accounts.bannedMs[index]!),
    emailDomain: accounts.emailDomain[index] ?? null,
    country: accounts.country[index] ?? null,
  };
}

/** The rows of all indicators, in the order of the table. */
export function indicatorValues({ sightings: table }: LakeTables): IndicatorValues[] {
  const size = table.indicatorValue.length;
  const reach = new Uint32Array(size);
  const records = new Float64Array(size);
  const first = new Float64Array(size).fill(Number.NaN);
  const last = new Float64Array(size).fill(Number.NaN);
  for (let row = 0; row < table.indicator.length; row += 1) {
    const indicator = table.indicator[row]!;
    reach[indicator]! += 1;
    records[indicator]! += table.count[row]!;
    // Written so that a NaN on either side loses.
    if (!(first[indicator]! <= table.firstMs[row]!) && !Number.isNaN(table.firstMs[row]!))
      first[indicator] = table.firstMs[row]!;
    if (!(last[indicator]! >= table.lastMs[row]!) && !Number.isNaN(table.lastMs[row]!))
      last[indicator] = table.lastMs[row]!;
  }
  return Array.from({ length: size }, (_, index) => {
    const kind = table.kinds[table.indicatorKind[index]!]!.kind;
    const value = table.indicatorValue[index]!;
    return {
      key: indicatorKey(kind, value),
      kind,
      value,
      text: table.indicatorText[index] ?? null,
      reach: reach[index]!,
      records: records[index]!,
      first: timeOf(first[index]!),
      last: timeOf(last[index]!),
    };
  });
}

/** Indicators, sightings and pairs of each kind that occurs. */
export function kindCounts(tables: LakeTables): KindCount[] {
  const counts = new Map<string, { kind: string; indicators: number; sightings: number; pairs: number }>();
  for (const { kind, records, reach } of indicatorValues(tables)) {
    const count = counts.get(kind) ?? { kind, indicators: 0, sightings: 0, pairs: 0 };
    count.indicators += 1;
    count.sightings += records;
    count.pairs += reach;
    counts.set(kind, count);
  }
  return [...counts.values()];
}

/** A digest of everything that a load writes: equal tables, equal id. */
export function loadIdOf(tables: LakeTables): string {
  const { sightings, accounts } = tables;
  const hash = createHash('sha256');
  const columns = [
    sightings.indicatorKind,
    sightings.account,
    sightings.indicator,
    sightings.count,
    sightings.firstMs,
    sightings.lastMs,
    sightings.dump,
    sightings.ordinal,
    accounts.createdMs,
    accounts.exchanges,
    accounts.firstMs,
    accounts.lastMs,
    accounts.organisation,
    accounts.isVerified,
    accounts.bannedMs,
  ];
  for (const column of columns) {
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength)).update('\n');
  }
  const texts = [
    sightings.accounts,
    sightings.kinds.map((kind) => kind.kind),
    sightings.indicatorValue,
    sightings.indicatorText,
    sightings.dumps,
    accounts.organisations,
    accounts.programme,
    accounts.status,
    accounts.emailDomain,
    accounts.country,
  ];
  for (const column of texts) hash.update(JSON.stringify(column)).update('\n');
  return hash.digest('hex').slice(0, 32);
}
