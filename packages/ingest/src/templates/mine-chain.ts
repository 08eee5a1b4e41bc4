import type { KeyPasses } from './key-passes.js';
import { KeySketch, KeyTable } from './key-table.js';
import { finish, KEY_SLOTS, PREFIX_DEPTHS, SUFFIX_DEPTHS } from './prompt-keys.js';

/** Where the keys of one end lie, shallowest first. */
export interface Chain {
  readonly slot: number;
  readonly length: number;
}
const SHORT = 2;
/** Openings and endings from two words on: enough within a group, too little on their own. */
export const ALL_PREFIXES: Chain = { slot: KEY_SLOTS.prefix, length: PREFIX_DEPTHS.length };
export const ALL_SUFFIXES: Chain = { slot: KEY_SLOTS.suffix, length: SUFFIX_DEPTHS.length };
/** Openings and endings from four words on. */
export const PREFIXES: Chain = { slot: KEY_SLOTS.prefix + SHORT, length: PREFIX_DEPTHS.length - SHORT };
export const SUFFIXES: Chain = { slot: KEY_SLOTS.suffix + SHORT, length: SUFFIX_DEPTHS.length - SHORT };

/** When this share of a key's uses goes on to words that many of them share, the key lies within fixed text; below, a fill begins. */
const SPREAD_SHARE = 0.5;
/** Many: this share of the uses at least. The first words of fills are rarer, but for a few that do not make up half of all. */
const BRANCH_SHARE = 0.03;
/** Rows that are counted together, about: so few that their keys and the tables of them lie within a processor's cache. */
const ROWS_A_PART = 16_384;
const MOST_PARTS = 4096;

/** How rows are counted. */
export interface ChainRules {
  /** Uses that make a group. */
  readonly minUses: number;
  /** Whether a group needs two accounts. */
  readonly shared: boolean;
  /** The rows that count, each with a number within which it is counted (0 for all together); undefined leaves a row out. The same while a chain is followed, of rows that were not yet found. */
  readonly within: (row: number, keys: Int32Array, at: number) => number | undefined;
}

/** A row whose shallowest key makes a group: the key at which its fixed text ends, and the uses of the shallowest. */
export type FoundRow = (row: number, key: number, shallowestUses: number) => void;

/**
 * Says for each row at which key its fixed text ends: followed word by word as long as most uses of the key so far stay together. Counts are exact, whatever
 * the order of the rows, and the rows are told in any order; those whose shallowest key has too few uses are not told.
 *
 * Rows are dealt into parts by their shallowest key, so that whatever shares a key is in one part, and each part is counted on its own: tables of all keys would
 * be hundreds of megabytes, in which every look waits for memory.
 */
export async function followChain(
  of: {
    readonly chain: Chain;
    readonly rules: ChainRules;
    readonly passes: KeyPasses;
    readonly phase: string;
    readonly heldBytes: number;
  },
  found: FoundRow,
): Promise<void> {
  const { chain, rules, passes, phase, heldBytes } = of;
  const { slot } = chain;
  const first = new Int32Array(passes.source.rows);
  const sketch = new KeySketch(first.length);
  await passes.each(phase, (keys, at, row) => {
    if (keys[at + slot] === 0) return;
    const group = rules.within(row, keys, at);
    if (group === undefined) return;
    const key = compose(keys[at + slot]!, group);
    first[row] = key;
    sketch.add(key);
  });
  let rows = 0;
  for (let row = 0; row < first.length; row++) {
    if (first[row] === 0) continue;
    if (sketch.mayReach(first[row]!, rules.minUses)) rows++;
    else first[row] = 0;
  }
  const parts = new Parts(first, { rows, chain, rules });
  const counts = new ChainCounts(chain, rules, found);
  const batches = Array.from(parts.batches(heldBytes));
  // One room for all batches: what is thrown away stays in memory for a while.
  const held = new Int32Array(
    Math.max(0, ...batches.filter(({ isHeld }) => isHeld).map(({ rows }) => rows)) * parts.width,
  );
  let counted = 0;
  for (const batch of batches) {
    if (!batch.isHeld) {
      // One part alone, of rows that nearly all open alike: they are read as often as they are looked at.
      await counts.count(batch.rows, (visit) =>
        passes.each(phase, (keys, at, row) => {
          if (!parts.isIn(batch, row)) return;
          parts.put(keys, at, row, parts.one, 0);
          visit(parts.one, 0);
        }),
      );
      continue;
    }
    const places = parts.placesOf(batch);
    await passes.each(phase, (keys, at, row) => {
      if (!parts.isIn(batch, row)) return;
      const part = parts.partOf(row) - batch.from;
      parts.put(keys, at, row, held, places[part]! * parts.width);
      places[part]!++;
    });
    for (let part = 0, from = 0; part < places.length; part++) {
      const to = places[part]!;
      await counts.count(to - from, (visit) => {
        for (let row = from; row < to; row++) visit(held, row * parts.width);
      });
      from = to;
      passes.report(phase, counted + to, rows);
    }
    counted += batch.rows;
  }
}

/** What stands before the keys of a row that is held: its number and its account. */
const ROW = 0;
const ACCOUNT = 1;
const KEYS = 2;

/** Parts from one to another, the last not among them, and the rows in them; whether they can be held at once. */
interface Batch {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly isHeld: boolean;
}

/** How rows are dealt into parts, by the upper bits of their shallowest key; rows without one (0) are in none. */
class Parts {
  /** Integers of a row that is held. */
  readonly width: number;
  /** Room for a single row. */
  readonly one: Int32Array;
  private readonly first: Int32Array;
  private readonly chain: Chain;
  private readonly rules: ChainRules;
  private readonly shift: number;
  private readonly sizes: Int32Array;

  /** `rows`: how many have a key. */
  constructor(
    first: Int32Array,
    { rows, chain, rules }: { readonly rows: number; readonly chain: Chain; readonly rules: ChainRules },
  ) {
    this.first = first;
    this.chain = chain;
    this.rules = rules;
    this.width = KEYS + chain.length;
    this.one = new Int32Array(this.width);
    const bits = Math.ceil(Math.log2(Math.min(MOST_PARTS, Math.max(2, rows / ROWS_A_PART))));
    this.shift = 32 - bits;
    this.sizes = new Int32Array(2 ** bits);
    for (let row = 0; row < first.length; row++) if (first[row] !== 0) this.sizes[first[row]! >>> this.shift]!++;
  }

  /** The part of a row. */
  partOf(row: number): number {
    return this.first[row]! >>> this.shift;
  }

  /** Whether a row is in one of these parts. */
  isIn({ from, to }: Batch, row: number): boolean {
    if (this.first[row] === 0) return false;
    const part = this.partOf(row);
    return part >= from && part < to;
  }

  /** All parts in batches that so many bytes hold; a part that they do not is alone. */
  *batches(heldBytes: number): Generator<Batch> {
    const most = heldBytes / 4 / this.width;
    for (let from = 0; from < this.sizes.length;) {
      let to = from + 1;
      let rows = this.sizes[from]!;
      while (to < this.sizes.length && rows + this.sizes[to]! <= most) rows += this.sizes[to++]!;
      if (rows > 0) yield { from, to, rows, isHeld: rows <= most };
      from = to;
    }
  }

  /** Where the first row of each part of a batch goes: part after part. */
  placesOf({ from, to }: Batch): Int32Array {
    const places = new Int32Array(to - from);
    for (let part = 1; part < places.length; part++) places[part] = places[part - 1]! + this.sizes[from + part - 1]!;
    return places;
  }

  /** Puts a row down: its number, its account, its keys within its group. */
  put(keys: Int32Array, at: number, row: number, held: Int32Array, to: number): void {
    const { slot, length } = this.chain;
    const group = this.rules.within(row, keys, at)!;
    held[to + ROW] = row;
    held[to + ACCOUNT] = keys[at + KEY_SLOTS.account]!;
    for (let depth = 0; depth < length; depth++) held[to + KEYS + depth] = compose(keys[at + slot + depth]!, group);
  }
}

type VisitHeld = (held: Int32Array, at: number) => void;

/** Exact counts of the keys of one part after another. */
class ChainCounts {
  private readonly length: number;
  private readonly rules: ChainRules;
  private readonly found: FoundRow;
  private readonly table = new KeyTable();
  /** Per key, the uses that go on to a branch. */
  private readonly onward = new KeyTable();
  private readonly deeper = new KeySketch(2 * ROWS_A_PART);

  constructor(chain: Chain, rules: ChainRules, found: FoundRow) {
    this.length = chain.length;
    this.rules = rules;
    this.found = found;
  }

  /** Goes over the rows of a part five times: the shallowest keys, a sketch of the deeper ones, their exact counts, how many uses of each go on to a branch, and where each row ends. */
  async count(rows: number, each: (visit: VisitHeld) => void | Promise<void>): Promise<void> {
    if (rows === 0) return;
    this.table.clear();
    this.onward.clear();
    const deeper = rows > 4 * ROWS_A_PART ? new KeySketch(rows * 2) : this.deeper;
    deeper.clear();
    await each((held, at) => this.table.add(held[at + KEYS]!, held[at + ACCOUNT]!));
    await each((held, at) => {
      if (this.uses(held[at + KEYS]!) < this.rules.minUses) return;
      for (let depth = 1; depth < this.length && held[at + KEYS + depth] !== 0; depth++)
        deeper.add(held[at + KEYS + depth]!);
    });
    await each((held, at) => {
      if (this.uses(held[at + KEYS]!) < this.rules.minUses) return;
      for (let depth = 1; depth < this.length && held[at + KEYS + depth] !== 0; depth++) {
        const key = held[at + KEYS + depth]!;
        if (!deeper.mayReach(key, this.rules.minUses)) return;
        this.table.add(key, held[at + ACCOUNT]!);
      }
    });
    await each((held, at) => this.countOnward(held, at + KEYS));
    await each((held, at) => this.follow(held, at));
  }

  /** Uses of a key, or 0 when it needs two accounts and has not. */
  private uses(key: number): number {
    return this.rules.shared ? this.table.sharedCount(key) : this.table.count(key);
  }

  private follow(held: Int32Array, at: number): void {
    let key = held[at + KEYS]!;
    const shallowest = this.uses(key);
    if (shallowest < this.rules.minUses) return;
    let uses = shallowest;
    for (let depth = 1; depth < this.length && this.onward.count(key) >= SPREAD_SHARE * uses; depth++) {
      const next = held[at + KEYS + depth]!;
      const nextUses = this.uses(next);
      if (!this.isBranch(nextUses, uses)) break;
      key = next;
      uses = nextUses;
    }
    this.found(held[at + ROW]!, key, shallowest);
  }

  private countOnward(held: Int32Array, first: number): void {
    let parent = held[first]!;
    let uses = this.uses(parent);
    if (uses < this.rules.minUses) return;
    for (let at = first + 1; at < first + this.length && held[at] !== 0; at++) {
      const key = held[at]!;
      const next = this.uses(key);
      if (next < this.rules.minUses) return;
      if (this.isBranch(next, uses)) this.onward.add(parent, -1);
      parent = key;
      uses = next;
    }
  }

  private isBranch(next: number, uses: number): boolean {
    return next >= Math.max(this.rules.minUses, BRANCH_SHARE * uses);
  }
}

/** A key within a group; the key itself within group 0. */
export const compose = (key: number, within: number): number =>
  key === 0 || within === 0 ? key : finish(key ^ Math.imul(within, 0x9e3779b1));
