import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  dumpNumber,
  indicatorKey,
  type AccountColumns,
  type GraphBatch,
  type GraphFeed,
  type IndicatorColumns,
  type KindCount,
  type LakeTables,
  type PairColumns,
} from '@iolaus/contracts';
import { cellOf } from '../embedded/import-files.js';
import { buildTables, type Sight } from './build-tables.js';

type Row = readonly (string | number | null)[];
type Rows = Record<GraphBatch['what'], ReadonlyMap<string, Row>>;

/** A feed of a test; `kept` are the feeds before it that are still at hand. */
export interface TestFeed extends GraphFeed {
  readonly rows: Rows;
}

const BATCH = 300;
const HEADERS = {
  accounts:
    ':ID(A),id,created:long,exchanges:long,first:long,last:long,organisation,isVerified:boolean,programme,status,banned:long,emailDomain,country',
  indicators: ':ID(I),key,text,reach:long,records:long,first:long,last:long,kind,value',
  pairs: ':START_ID(A),:END_ID(I),count:long,first:long,last:long,dump:long,ordinal:long',
};

/** The feed of small tables, made the slow and plain way; `earlier` are feeds that it tells the changes since. */
export function buildFeed(tables: LakeTables, earlier: readonly TestFeed[] = []): TestFeed {
  const rows = rowsOf(tables);
  const id = createHash('sha256')
    .update(JSON.stringify(Object.values(rows).map((of) => [...of])))
    .digest('hex');
  const at = (key: string): Rows => (key === id ? rows : earlier.find((each) => each.id === key)!.rows);
  return {
    id,
    rows,
    accounts: rows.accounts.size,
    indicators: rows.indicators.size,
    pairs: rows.pairs.size,
    kinds: kindsOf(rows),
    dumps: tables.sightings.dumps,
    kept: earlier.map((each) => each.id),
    writeFiles: (folder) => writeFiles(folder, rows),
    changes: async ({ since, until, skip }) => {
      const batches = since === undefined ? allBatches(at(until)) : changedBatches(at(since), at(until));
      const left = batches.slice(skip);
      const size = (of: readonly GraphBatch[]): number =>
        of.reduce((sum, batch) => sum + columnsOf(batch)[0]!.length, 0);
      return Promise.resolve({
        rows: size(batches),
        skippedRows: size(batches.slice(0, skip)),
        next: () => Promise.resolve(left.shift()),
        close: () => Promise.resolve(),
      });
    },
    keep: () => Promise.resolve(),
  };
}

/** The feed of a few sightings. */
export function feedOf(sights: readonly Sight[], earlier: readonly TestFeed[] = []): TestFeed {
  return buildFeed(buildTables(sights), earlier);
}

function rowsOf({ sightings, accounts }: LakeTables): Rows {
  const keys = sightings.indicatorValue.map((value, n) =>
    indicatorKey(sightings.kinds[sightings.indicatorKind[n]!]!.kind, value),
  );
  const time = (ms: number | undefined): number | null => (ms === undefined || Number.isNaN(ms) ? null : ms);
  const pairs = Array.from(sightings.account, (account, row): [string, Row] => {
    const [id, key] = [sightings.accounts[account]!, keys[sightings.indicator[row]!]!];
    const times = [time(sightings.firstMs[row]), time(sightings.lastMs[row])];
    const dump = dumpNumber(sightings.dumps[sightings.dump[row]!]!);
    return [`${id} ${key}`, [id, key, sightings.count[row]!, ...times, dump, sightings.ordinal[row]!]];
  });
  const held = (key: string): Row[] => pairs.map(([, row]) => row).filter((row) => row[1] === key);
  return {
    accounts: sortedMap(
      sightings.accounts.map((id, n) => [
        id,
        [
          id,
          time(accounts.createdMs[n]),
          accounts.exchanges[n]!,
          time(accounts.firstMs[n]),
          time(accounts.lastMs[n]),
          null,
          accounts.isVerified[n]!,
          null,
          null,
          time(accounts.bannedMs[n]),
          null,
          null,
        ],
      ]),
    ),
    indicators: sortedMap(
      keys.map((key, n) => {
        const of = keys.length > 500 ? [] : held(key);
        const uses = of.reduce((sum, row) => sum + Number(row[2]), 0);
        const [first, last] = [
          Math.min(...of.map((row) => Number(row[3]))),
          Math.max(...of.map((row) => Number(row[4]))),
        ];
        return [
          key,
          [
            key,
            sightings.indicatorText[n] ?? null,
            of.length,
            uses,
            of.length > 0 ? first : null,
            of.length > 0 ? last : null,
          ],
        ];
      }),
    ),
    pairs: sortedMap(pairs),
  };
}

function sortedMap(entries: [string, Row][]): Map<string, Row> {
  return new Map(entries.toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
}

function kindsOf({ indicators, pairs }: Rows): KindCount[] {
  const counts = new Map<string, { kind: string; indicators: number; sightings: number; pairs: number }>();
  const of = (key: string): { indicators: number; sightings: number; pairs: number } => {
    const kind = key.slice(0, key.indexOf(':'));
    if (!counts.has(kind)) counts.set(kind, { kind, indicators: 0, sightings: 0, pairs: 0 });
    return counts.get(kind)!;
  };
  for (const key of indicators.keys()) of(key).indicators += 1;
  for (const [, key, uses] of pairs.values()) {
    of(String(key)).pairs += 1;
    of(String(key)).sightings += Number(uses);
  }
  return [...counts.values()];
}

function batched(what: GraphBatch['what'], action: GraphBatch['action'], rows: readonly Row[]): GraphBatch[] {
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, at) => {
    const slice = rows.slice(at * BATCH, (at + 1) * BATCH);
    const after = at === 0 ? '' : String(rows[at * BATCH - 1]![0]);
    return batchOf(what, slice, { action, isLast: (at + 1) * BATCH >= rows.length, after });
  });
}

function allBatches(rows: Rows): GraphBatch[] {
  return (['accounts', 'indicators', 'pairs'] as const).flatMap((what) =>
    batched(what, 'all', [...rows[what].values()]),
  );
}

function changedBatches(before: Rows, after: Rows): GraphBatch[] {
  const pick = (what: GraphBatch['what'], action: 'create' | 'set' | 'drop'): GraphBatch[] => {
    const [from, against] = action === 'drop' ? [before[what], after[what]] : [after[what], before[what]];
    const rows = [...from].filter(([key, row]) =>
      action === 'set'
        ? against.has(key) && JSON.stringify(against.get(key)) !== JSON.stringify(row)
        : !against.has(key),
    );
    return batched(
      what,
      action,
      rows.map(([, row]) => row),
    );
  };
  return [
    ...(['create', 'set'] as const).flatMap((action) => [...pick('accounts', action), ...pick('indicators', action)]),
    ...(['create', 'set', 'drop'] as const).flatMap((action) => pick('pairs', action)),
    ...pick('indicators', 'drop'),
    ...pick('accounts', 'drop'),
  ];
}

function batchOf(
  what: GraphBatch['what'],
  rows: readonly Row[],
  action: Pick<GraphBatch, 'action' | 'isLast' | 'after'>,
): GraphBatch {
  const texts = (at: number): (string | null)[] => rows.map((row) => row[at] as string | null);
  const keys = (at: number): string[] => texts(at) as string[];
  const numbers = (at: number): Float64Array =>
    Float64Array.from(rows, (row) => (row[at] as number | null) ?? Number.NaN);
  switch (what) {
    case 'accounts': {
      const columns: AccountColumns = {
        id: keys(0),
        created: numbers(1),
        exchanges: numbers(2),
        first: numbers(3),
        last: numbers(4),
        organisation: texts(5),
        isVerified: Uint8Array.from(numbers(6)),
        programme: texts(7),
        status: texts(8),
        banned: numbers(9),
        emailDomain: texts(10),
        country: texts(11),
      };
      return { what, ...action, rows: columns };
    }
    case 'indicators': {
      const columns: IndicatorColumns = {
        key: keys(0),
        text: texts(1),
        reach: numbers(2),
        records: numbers(3),
        first: numbers(4),
        last: numbers(5),
      };
      return { what, ...action, rows: columns };
    }
    case 'pairs': {
      const columns: PairColumns = {
        account: keys(0),
        indicator: keys(1),
        count: numbers(2),
        first: numbers(3),
        last: numbers(4),
        dump: numbers(5),
        ordinal: numbers(6),
      };
      return { what, ...action, rows: columns };
    }
  }
}

function columnsOf(batch: GraphBatch): readonly { readonly length: number }[] {
  return Object.values(batch.rows) as { length: number }[];
}

async function writeFiles(folder: string, rows: Rows): ReturnType<GraphFeed['writeFiles']> {
  const number = (what: 'accounts' | 'indicators'): Map<string, number> =>
    new Map([...rows[what].keys()].map((key, n) => [key, n]));
  const [accounts, indicators] = [number('accounts'), number('indicators')];
  const write = async (
    name: keyof typeof HEADERS,
    lines: readonly (readonly (string | number | boolean | null)[])[],
  ): Promise<string[]> => {
    const [header, path] = [join(folder, `${name}.header.csv`), join(folder, `${name}.csv`)];
    await writeFile(header, `${HEADERS[name]}\n`);
    await writeFile(path, lines.map((line) => `${line.map(cellOf).join(',')}\n`).join(''));
    return [header, path];
  };
  const named = (key: string): string[] => [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
  return {
    accounts: await write(
      'accounts',
      [...rows.accounts.values()].map((row, n) => [n, ...row.map((cell, at) => (at === 6 ? cell === 1 : cell))]),
    ),
    indicators: await write(
      'indicators',
      [...rows.indicators].map(([key, row], n) => [n, ...row, ...named(key)]),
    ),
    pairs: await write(
      'pairs',
      [...rows.pairs.values()].map(([id, key, ...values]) => [
        accounts.get(String(id))!,
        indicators.get(String(key))!,
        ...values,
      ]),
    ),
    isMultiline: true,
  };
}
