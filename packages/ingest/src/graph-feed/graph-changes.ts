import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import type { GraphBatch } from '@iolaus/contracts';
import { allPhases, changedPhases, type Phase } from './change-phases.js';
import { BatchColumns, batchOf } from './read-batch.js';
import { openRollup } from './rollup-views.js';

/** Rows a batch: a transaction of Neo4j has its best rate at 10,000–20,000. */
export const BATCH_ROWS = 10_000;

/** Batches that lead from one rollup to another, read one at a time; they hold memory for one. */
export interface OpenChanges {
  readonly rows: number;
  readonly skippedRows: number;
  next(): Promise<GraphBatch | undefined>;
}

/**
 * Opens the changes from the rollup in `earlier` (nothing when absent) to that in `later`, on a connection of their own: views, temporary tables and a running result
 * stay on it. The same two rollups give the same batches again, so `skip` of them at the start can be left out.
 */
export async function graphChanges(
  connection: DuckDBConnection,
  span: {
    readonly later: string;
    readonly earlier?: string | undefined;
    readonly skip?: number;
    readonly batchRows?: number;
  },
): Promise<OpenChanges> {
  const { skip = 0, batchRows = BATCH_ROWS } = span;
  const head = await openRollup(connection, 'later', span.later);
  const earlier = span.earlier === undefined ? undefined : await openRollup(connection, 'earlier', span.earlier);
  const phases =
    earlier === undefined
      ? await allPhases(connection, head)
      : await changedPhases(connection, {
          accounts: Math.max(earlier.accounts, head.accounts),
          pairs: Math.max(earlier.pairs, head.pairs),
        });
  const rows = phases.reduce((sum, phase) => sum + phase.rows, 0);
  const { rest, from, skippedRows } = skipBatches(phases, { skip, batchRows });
  const batches = readBatches(connection, { phases: rest, from, batchRows });
  return {
    rows,
    skippedRows,
    next: async () => (await batches.next()).value ?? undefined,
  };
}

/** The phases that are left after so many batches, and the first row of the first of them. */
function skipBatches(
  phases: readonly Phase[],
  { skip, batchRows }: { readonly skip: number; readonly batchRows: number },
): { readonly rest: readonly Phase[]; readonly from: number; readonly skippedRows: number } {
  let left = skip;
  let skippedRows = 0;
  for (const [at, phase] of phases.entries()) {
    const batches = Math.ceil(phase.rows / batchRows);
    if (left < batches)
      return { rest: phases.slice(at), from: left * batchRows, skippedRows: skippedRows + left * batchRows };
    left -= batches;
    skippedRows += phase.rows;
  }
  return { rest: [], from: 0, skippedRows };
}

async function* readBatches(
  connection: DuckDBConnection,
  plan: { readonly phases: readonly Phase[]; readonly from: number; readonly batchRows: number },
): AsyncGenerator<GraphBatch, undefined> {
  for (const [at, phase] of plan.phases.entries()) {
    if (phase.rows > 0)
      yield* readPhase(connection, { phase, from: at === 0 ? plan.from : 0, batchRows: plan.batchRows });
  }
  return undefined;
}

async function* readPhase(
  connection: DuckDBConnection,
  plan: { readonly phase: Phase; readonly from: number; readonly batchRows: number },
): AsyncGenerator<GraphBatch> {
  const { phase, from, batchRows } = plan;
  // The row before the first is read as well: its key is where the batch begins.
  const result = await connection.stream(`${phase.sql} OFFSET ${Math.max(0, from - 1)}`);
  const columns = new BatchColumns();
  await fill(columns, result, from > 0 ? 1 : 0);
  let after = from > 0 ? lastKey(columns.take(1)) : '';
  for (let done = from; done < phase.rows; done += batchRows) {
    await fill(columns, result, batchRows);
    const rows = columns.take(batchRows);
    yield batchOf(phase.what, rows, { action: phase.action, isLast: done + batchRows >= phase.rows, after });
    after = lastKey(rows);
  }
}

async function fill(columns: BatchColumns, result: DuckDBResult, rows: number): Promise<void> {
  while (columns.rows < rows) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    columns.add(chunk);
  }
}

function lastKey([keys = []]: readonly (readonly unknown[])[]): string {
  const key = keys.at(-1);
  return typeof key === 'string' ? key : '';
}
