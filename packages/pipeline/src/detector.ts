import type { LakeTables, WorkOptions } from '@iolaus/contracts';
import type { Lake } from '@iolaus/ingest';
import { DetectionThread, type DetectionRun } from './detection-thread.js';
import type { MadeSnapshot } from './make-snapshot.js';

/** Detects over a lake. Its tables and the thread that has read them are kept from run to run, while the lake is as it was and they take no more than they may. */
export class Detector {
  readonly #lake: Pick<Lake, 'tables' | 'eventsOf'>;
  readonly #mostBytes: number;
  readonly #remembers: boolean;
  #kept: { readonly rollup: string; readonly tables: LakeTables } | undefined;
  #thread: DetectionThread | undefined;

  /** `mostBytes` is what tables may take to be kept, and what the thread may remember of its runs where it is to do so: who runs once has no use for that. */
  constructor(
    lake: Pick<Lake, 'tables' | 'eventsOf'>,
    options: { readonly mostBytes: number; readonly remembers: boolean },
  ) {
    this.#lake = lake;
    this.#mostBytes = options.mostBytes;
    this.#remembers = options.remembers;
  }

  /** Whether a thread has the tables of the rollup of this id. */
  isWarm(rollup: string): boolean {
    return this.#kept?.rollup === rollup && this.#thread?.isOver === false;
  }

  /** Runs over the tables of the lake's rollup of this id, which is the last one made. */
  async run(
    options: Omit<DetectionRun, 'readEvents'> & { readonly rollup: string },
  ): Promise<MadeSnapshot & { readonly tables: LakeTables }> {
    const tables = await this.#tables(options);
    if (this.#thread?.isOver) this.#thread = undefined;
    this.#thread ??= new DetectionThread(tables, { memoBytes: this.#remembers ? this.#mostBytes : 0 });
    const made = await this.#thread.run({
      ...options,
      readEvents: (accounts, { most }) => this.#lake.eventsOf(accounts, { most }),
    });
    if (bytesOf(tables) > this.#mostBytes) await this.close();
    return { ...made, tables };
  }

  /** Forgets all, and ends the thread. */
  async close(): Promise<void> {
    this.#kept = undefined;
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.end();
  }

  async #tables({ rollup, onProgress, signal, pause }: WorkOptions & { readonly rollup: string }): Promise<LakeTables> {
    const work = { ...(onProgress ? { onProgress } : {}), ...(signal ? { signal } : {}), ...(pause ? { pause } : {}) };
    if (this.#kept?.rollup === rollup) return this.#kept.tables;
    await this.close();
    const tables = await this.#lake.tables(work);
    this.#kept = { rollup, tables };
    return tables;
  }
}

/** Bytes of a text of JavaScript without its letters. */
const TEXT_BYTES = 24;

/** What tables take: their columns once, since threads share them, and their texts twice. */
export function bytesOf(tables: LakeTables): number {
  return Object.values(tables).reduce((sum, table: object) => sum + columnsOf(table), 0);
}

function columnsOf(table: object): number {
  let bytes = 0;
  for (const column of Object.values(table) as unknown[]) {
    if (ArrayBuffer.isView(column)) bytes += column.byteLength;
    else if (Array.isArray(column))
      for (const text of column as unknown[]) bytes += 2 * (typeof text === 'string' ? TEXT_BYTES + text.length : 8);
  }
  return bytes;
}
