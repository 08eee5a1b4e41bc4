import { IolausError, type LakeTables, type WorkOptions } from '@iolaus/contracts';
import type { Driver, ManagedTransaction } from 'neo4j-driver';
import type { LoadReport } from '../graph-store.js';
import { accountValues, indicatorKey, indicatorValues, loadIdOf, timeOf } from './load-rows.js';
import * as statements from './load-statements.js';

/** Rows a transaction: the server's best rate lies at 10,000–20,000. */
const BATCH = 10_000;
const TRANSACTION_MS = 600_000;

type Phase = 'accounts' | 'indicators' | 'sightings';

/** How far a load has come, as its checkpoint says; written in the transaction of each batch. */
interface Checkpoint extends Record<Phase, number> {
  readonly isFresh: boolean;
  readonly isDone: boolean;
  readonly accountsBefore: number;
}

/**
 * Makes the graph equal to the tables in sorted batches. Each batch commits with its checkpoint, so a load that was killed anywhere goes on
 * exactly; into an empty graph it creates, else it merges and sets, and removes what the tables no longer hold.
 */
export async function loadTables(driver: Driver, tables: LakeTables, work: WorkOptions = {}): Promise<LoadReport> {
  const started = performance.now();
  const loadId = loadIdOf(tables);
  const loader = new Loader(driver, loadId, work);
  const checkpoint = await loader.begin();
  const isResumed = !checkpoint.isDone && checkpoint.accounts > 0;
  if (!checkpoint.isDone) {
    await loader.accounts(tables, checkpoint);
    await loader.indicators(tables, checkpoint);
    await loader.sightings(tables, checkpoint);
    if (!checkpoint.isFresh) await loader.sweep(tables);
    await loader.finish(tables);
  }
  const newAccounts = checkpoint.isDone ? 0 : tables.sightings.accounts.length - checkpoint.accountsBefore;
  return { loadId, isResumed, newAccounts, seconds: (performance.now() - started) / 1000 };
}

class Loader {
  readonly #driver: Driver;
  readonly #loadId: string;
  readonly #work: WorkOptions;

  constructor(driver: Driver, loadId: string, work: WorkOptions) {
    this.#driver = driver;
    this.#loadId = loadId;
    this.#work = work;
  }

  async begin(): Promise<Checkpoint> {
    const [checkpoint] = await this.#write(statements.BEGIN, {});
    return checkpoint as unknown as Checkpoint;
  }

  async accounts(tables: LakeTables, checkpoint: Checkpoint): Promise<void> {
    const statement = checkpoint.isFresh ? statements.CREATE_ACCOUNTS : statements.MERGE_ACCOUNTS;
    const total = tables.sightings.accounts.length;
    await this.#batches('accounts', { statement, from: checkpoint.accounts, total }, (from, to) =>
      range(from, to).map((index) => Object.values(accountValues(tables, index))),
    );
  }

  async indicators(tables: LakeTables, checkpoint: Checkpoint): Promise<void> {
    const statement = checkpoint.isFresh ? statements.CREATE_INDICATORS : statements.MERGE_INDICATORS;
    const all = indicatorValues(tables);
    await this.#batches('indicators', { statement, from: checkpoint.indicators, total: all.length }, (from, to) =>
      all.slice(from, to).map((each) => Object.values(each)),
    );
  }

  async sightings(tables: LakeTables, checkpoint: Checkpoint): Promise<void> {
    const statement = checkpoint.isFresh ? statements.CREATE_SIGHTINGS : statements.MERGE_SIGHTINGS;
    const keys = keysOf(tables);
    const total = tables.sightings.account.length;
    await this.#batches('sightings', { statement, from: checkpoint.sightings, total }, (from, to) =>
      sightingsByAccount(tables, keys, { from, to }),
    );
  }

  /** Removes what an earlier load wrote and these tables lack: a template that was mined anew has another id. */
  async sweep(tables: LakeTables): Promise<void> {
    const { sightings } = tables;
    const keys = keysOf(tables);
    const total = sightings.accounts.length;
    const starts = rowStarts(sightings.account, total);
    for (let from = 0; from < total; from += BATCH / 10) {
      const rows = range(from, Math.min(total, from + BATCH / 10)).map((account) => [
        sightings.accounts[account]!,
        [...sightings.indicator.subarray(starts[account], starts[account + 1])].map((indicator) => keys[indicator]!),
      ]);
      await this.#write(statements.SWEEP_SIGHTINGS, { rows });
      this.#report('Removing what is gone', from, total, 'accounts');
    }
    await this.#write(statements.SWEEP_INDICATORS, {});
  }

  /** Counts each kind in the graph itself, keeps the dumps, and closes the checkpoint. */
  async finish(tables: LakeTables): Promise<void> {
    this.#report('Counting the graph', 0, 1, 'steps');
    await this.#write(statements.FINISH, { dumps: [...tables.sightings.dumps] });
    // The full-text index follows its writes in the background; a search right after a load must find them.
    await this.#write(statements.AWAIT_WORDS, {});
    this.#report('Counting the graph', 1, 1, 'steps');
  }

  async #batches(
    phase: Phase,
    plan: { readonly statement: string; readonly from: number; readonly total: number },
    rowsOf: (from: number, to: number) => unknown[],
  ): Promise<void> {
    for (let from = plan.from; from < plan.total; from += BATCH) {
      const to = Math.min(plan.total, from + BATCH);
      this.#report(`Loading ${phase}`, from, plan.total, phase);
      const rows = rowsOf(from, to);
      await this.#write(plan.statement, { rows }, async (transaction) => {
        const { summary } = await transaction.run(statements.CHECKPOINT[phase], { load: this.#loadId, done: to });
        // No checkpoint of ours any more: another load began, and this batch must not commit.
        if (!summary.counters.containsUpdates())
          throw new IolausError('CANCELLED', { done: 'part of the load, by another load' });
      });
    }
    this.#report(`Loading ${phase}`, plan.total, plan.total, phase);
  }

  async #write(
    statement: string,
    parameters: Record<string, unknown>,
    also?: (transaction: ManagedTransaction) => Promise<void>,
  ): Promise<Record<string, unknown>[]> {
    if (this.#work.signal?.aborted) throw new IolausError('CANCELLED', { done: 'part of the load' });
    const session = this.#driver.session();
    try {
      return await session.executeWrite(
        async (transaction) => {
          const result = await transaction.run(statement, { ...parameters, load: this.#loadId });
          await also?.(transaction);
          return result.records.map((record) => record.toObject());
        },
        { timeout: TRANSACTION_MS },
      );
    } finally {
      await session.close();
    }
  }

  #report(phase: string, done: number, total: number, unit: string): void {
    this.#work.onProgress?.({ phase, done, total, unit });
  }
}

function keysOf({ sightings }: LakeTables): string[] {
  return sightings.indicatorValue.map((value, index) =>
    indicatorKey(sightings.kinds[sightings.indicatorKind[index]!]!.kind, value),
  );
}

/** Rows [from, to) grouped by account, so that each account is looked up once. */
function sightingsByAccount(
  { sightings: table }: LakeTables,
  keys: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): unknown[] {
  const groups: [string, unknown[][]][] = [];
  let current = -1;
  for (let row = from; row < to; row += 1) {
    const account = table.account[row]!;
    if (account !== current) {
      groups.push([table.accounts[account]!, []]);
      current = account;
    }
    const times = [timeOf(table.firstMs[row]!), timeOf(table.lastMs[row]!)];
    groups
      .at(-1)![1]
      .push([
        keys[table.indicator[row]!]!,
        table.count[row]!,
        ...times,
        table.dumps[table.dump[row]!] ?? null,
        table.ordinal[row]!,
      ]);
  }
  return groups;
}

/** Where each account's rows start in the sorted account column, and the end of the last. */
function rowStarts(account: Uint32Array, accounts: number): Uint32Array {
  const starts = new Uint32Array(accounts + 1);
  for (const each of account) starts[each + 1]! += 1;
  for (let index = 1; index <= accounts; index += 1) starts[index]! += starts[index - 1]!;
  return starts;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, offset) => from + offset);
}
