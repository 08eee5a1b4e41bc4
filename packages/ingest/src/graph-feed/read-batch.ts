import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { AccountColumns, BatchAction, GraphBatch, IndicatorColumns, PairColumns } from '@iolaus/contracts';

type Values = (string | number | bigint | null)[];

/** Gathers rows of a result until they make a batch. */
export class BatchColumns {
  #columns: Values[] = [];

  /** How many rows there are. */
  get rows(): number {
    return this.#columns[0]?.length ?? 0;
  }

  /** Adds all rows of a chunk. */
  add(chunk: DuckDBDataChunk): void {
    for (let column = 0; column < chunk.columnCount; column += 1) {
      const values = (this.#columns[column] ??= []);
      const vector = chunk.getColumnVector(column);
      const { rowCount } = chunk;
      for (let row = 0; row < rowCount; row += 1) values.push(vector.getItem(row) as Values[number]);
    }
  }

  /** Takes the first rows out. */
  take(rows: number): Values[] {
    return this.#columns.map((values) => values.splice(0, rows));
  }
}

/** The columns of rows as a batch of their kind. */
export function batchOf(what: GraphBatch['what'], columns: readonly Values[], action: BatchAction): GraphBatch {
  switch (what) {
    case 'accounts':
      return { what, ...action, rows: accountColumns(columns) };
    case 'indicators':
      return { what, ...action, rows: indicatorColumns(columns) };
    case 'pairs':
      return { what, ...action, rows: pairColumns(columns) };
  }
}

function accountColumns([id = [], ...values]: readonly Values[]): AccountColumns {
  const [created, exchanges, first, last, organisation, verified, programme, status, banned, emailDomain, country] =
    values;
  return {
    id: id as string[],
    created: numbers(created),
    exchanges: numbers(exchanges),
    first: numbers(first),
    last: numbers(last),
    organisation: texts(organisation),
    isVerified: Uint8Array.from(verified ?? [], Number),
    programme: texts(programme),
    status: texts(status),
    banned: numbers(banned),
    emailDomain: texts(emailDomain),
    country: texts(country),
  };
}

function indicatorColumns([key = [], text, reach, records, first, last]: readonly Values[]): IndicatorColumns {
  return {
    key: key as string[],
    text: texts(text),
    reach: numbers(reach),
    records: numbers(records),
    first: numbers(first),
    last: numbers(last),
  };
}

function pairColumns([account = [], indicator = [], ...values]: readonly Values[]): PairColumns {
  const [count, first, last, dump, ordinal] = values;
  return {
    account: account as string[],
    indicator: indicator as string[],
    count: numbers(count),
    first: numbers(first),
    last: numbers(last),
    dump: numbers(dump),
    ordinal: numbers(ordinal),
  };
}

/** Whole numbers below 2^53, rounded as DuckDB does for the files of the importer: to the nearest, and to the even one of two. */
function numbers(values: Values = []): Float64Array {
  return Float64Array.from(values, (value) => {
    if (value === null) return Number.NaN;
    const exact = Number(value);
    const rounded = Math.round(exact);
    return rounded - exact === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
  });
}

function texts(values: Values = []): (string | null)[] {
  return values as (string | null)[];
}
