import { IolausError, type WorkOptions } from '@iolaus/contracts';
import type { Driver } from 'neo4j-driver';

type Row = Record<string, unknown>;

/** Runs a statement inside the transaction that it was given for. */
export type Run = (statement: string, parameters: Readonly<Record<string, unknown>>) => Promise<Row[]>;

const TRANSACTION_MS = 600_000;

/** Writes in managed transactions: what may be tried again is, for as long as the driver was told to. */
export class GraphWriter {
  readonly #driver: Driver;
  readonly #work: WorkOptions;

  constructor(driver: Driver, work: WorkOptions) {
    this.#driver = driver;
    this.#work = work;
  }

  /** One statement in a transaction of its own; gives its rows. */
  write(statement: string, parameters: Readonly<Record<string, unknown>>): Promise<Row[]> {
    return this.transaction((run) => run(statement, parameters));
  }

  /** Several statements that commit together or not at all; refuses with CANCELLED before each try when the work was cancelled. */
  async transaction<T>(work: (run: Run) => Promise<T>): Promise<T> {
    const session = this.#driver.session();
    try {
      return await session.executeWrite(
        (transaction) => {
          // Asked before each try: the driver tries again for minutes, also work that was cancelled meanwhile.
          if (this.#work.signal?.aborted) throw new IolausError('CANCELLED', { done: 'part of the load' });
          return work(async (statement, parameters) => {
            const { records } = await transaction.run(statement, parameters);
            return records.map((record) => record.toObject());
          });
        },
        { timeout: TRANSACTION_MS },
      );
    } finally {
      await session.close();
    }
  }
}
