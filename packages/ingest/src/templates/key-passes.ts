import { IolausError } from '@iolaus/contracts';
import { KEY_SLOTS, KEY_WIDTH, keysHash } from './prompt-keys.js';
import type { KeyBlock, PromptPlace, PromptSource } from './prompt-source.js';

/** What a pass does with a row: its keys start at `keys[at]`, `row` counts through all dumps. */
export type VisitRow = (keys: Int32Array, at: number, row: number) => void;

/** How far the mining is: rows seen in this phase, of how many. */
export interface MiningProgress {
  readonly phase: string;
  readonly rows: number;
  readonly of: number;
}

/** Hooks of a long piece of work: where it reports to, and how it learns that nobody waits for it any more. */
export interface MiningHooks {
  readonly onProgress?: ((progress: MiningProgress) => void) | undefined;
  readonly isCancelled?: (() => boolean) | undefined;
}

/** Goes over the keys of a source as often as asked, with progress and cancellation, and knows which row of which dump the nth row is. */
export class KeyPasses {
  readonly source: PromptSource;
  /** By row the hash of all its keys, 0 where there is no prompt, and the number of its account, −1 where there is none; valid after a first pass. */
  readonly hashes: Int32Array;
  readonly accounts: Int32Array;
  private hasPassed = false;
  private readonly hooks: MiningHooks;
  /** The number of each dump's first row. */
  private readonly firstRows: number[];

  constructor(source: PromptSource, hooks: MiningHooks) {
    this.source = source;
    this.hooks = hooks;
    this.hashes = new Int32Array(source.rows);
    this.accounts = new Int32Array(source.rows);
    this.firstRows = Array.from({ length: source.dumps }, () => source.rows);
  }

  /** Shows every row to `visit`. Refuses with CANCELLED between two blocks when nobody waits any more. */
  async each(phase: string, visit: VisitRow): Promise<void> {
    let row = 0;
    for await (const block of this.source.blocks()) {
      const { keys } = block;
      if (!this.hasPassed) this.note(block, row);
      for (let at = 0; at < keys.length; at += KEY_WIDTH) visit(keys, at, row++);
      this.report(phase, row);
    }
    this.hasPassed = true;
  }

  /** What is asked of rows so often that it is kept. */
  private note({ dump, firstRow, keys }: KeyBlock, row: number): void {
    if (firstRow === 0) this.firstRows[dump] = row;
    for (let at = 0, of = row; at < keys.length; at += KEY_WIDTH, of++) {
      this.hashes[of] = keysHash(keys, at);
      this.accounts[of] = keys[at + KEY_SLOTS.account]!;
    }
  }

  /** Tells how far a phase is, and stops here when cancelled. */
  report(phase: string, rows: number, of = this.source.rows): void {
    if (this.hooks.isCancelled?.()) throw new IolausError('CANCELLED', { done: `“${phase}” up to row ${rows}` });
    this.hooks.onProgress?.({ phase, rows, of });
  }

  /** The dump and the row within it of the nth row; valid after a first pass. */
  place(row: number): PromptPlace {
    let dump = 0;
    while (dump + 1 < this.firstRows.length && this.firstRows[dump + 1]! <= row) dump++;
    return { dump, row: row - this.firstRows[dump]! };
  }

  /** An array over all rows, cut into one array per dump. */
  perDump(values: Int32Array): Int32Array[] {
    return this.firstRows.map((from, dump) => values.subarray(from, this.firstRows[dump + 1] ?? values.length));
  }

  /** The texts of rows (numbers through all dumps, any order), by row. */
  async *texts(phase: string, rows: readonly number[]): AsyncGenerator<{ row: number; text: string }> {
    const wanted = rows.toSorted((a, b) => a - b);
    if (wanted.length === 0) return;
    let done = 0;
    for await (const { dump, row, text } of this.source.texts(wanted.map((each) => this.place(each)))) {
      yield { row: this.firstRows[dump]! + row, text };
      if (++done % 1000 === 0) this.report(phase, done, wanted.length);
    }
  }
}
