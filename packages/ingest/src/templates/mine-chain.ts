import type { KeyPasses, VisitRow } from './key-passes.js';
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

/** How rows are counted. */
export interface ChainRules {
  /** Uses that make a group. */
  readonly minUses: number;
  /** Whether a group needs two accounts. */
  readonly shared: boolean;
  /** The rows that count, each with a number within which it is counted (0 for all together); undefined leaves a row out. */
  readonly within: (row: number, keys: Int32Array, at: number) => number | undefined;
}

/** Counts of the keys of one end, exact and whatever the order of the rows: says for a row at which key its fixed text ends. */
export class ChainCounts {
  private readonly table = new KeyTable();
  /** Per key, the uses that go on to a branch. */
  private readonly onward = new KeyTable();
  private readonly chain: Chain;
  private readonly rules: ChainRules;

  constructor(chain: Chain, rules: ChainRules) {
    this.chain = chain;
    this.rules = rules;
  }

  /** What each of the four passes does with a row. */
  visits(rows: number): readonly VisitRow[] {
    const { slot, length } = this.chain;
    const { minUses, within } = this.rules;
    const rare = Math.min(minUses, 255);
    const openers = new KeySketch(rows);
    const deeper = new KeySketch(rows * 2);
    const visits: ((keys: Int32Array, at: number, group: number) => void)[] = [
      (keys, at, group) => openers.add(compose(keys[at + slot]!, group)),
      (keys, at, group) => {
        const opener = compose(keys[at + slot]!, group);
        if (!openers.mayReach(opener, rare)) return;
        this.table.add(opener, keys[at + KEY_SLOTS.account]!);
        for (let depth = 1; depth < length && keys[at + slot + depth] !== 0; depth++)
          deeper.add(compose(keys[at + slot + depth]!, group));
      },
      (keys, at, group) => {
        if (this.uses(compose(keys[at + slot]!, group)) < minUses) return;
        for (let depth = 1; depth < length && keys[at + slot + depth] !== 0; depth++) {
          const key = compose(keys[at + slot + depth]!, group);
          if (!deeper.mayReach(key, rare)) return;
          this.table.add(key, keys[at + KEY_SLOTS.account]!);
        }
      },
      (keys, at, group) => this.countOnward(keys, at, group),
    ];
    return visits.map((visit): VisitRow => (keys, at, row) => {
      if (keys[at + slot] === 0) return;
      const group = within(row, keys, at);
      if (group !== undefined) visit(keys, at, group);
    });
  }

  /** Uses of a key, or 0 when it needs two accounts and has not. */
  uses(key: number): number {
    return this.rules.shared ? this.table.sharedCount(key) : this.table.count(key);
  }

  /** The key at which the row's fixed text ends: followed word by word as long as most uses of the key so far stay together; 0 when there is none. */
  walk(keys: Int32Array, at: number, row: number): number {
    const group = this.rules.within(row, keys, at);
    if (group === undefined) return 0;
    const { slot, length } = this.chain;
    let found = compose(keys[at + slot]!, group);
    let uses = this.uses(found);
    if (uses < this.rules.minUses) return 0;
    for (let depth = 1; depth < length && this.onward.count(found) >= SPREAD_SHARE * uses; depth++) {
      const key = compose(keys[at + slot + depth]!, group);
      const next = this.uses(key);
      if (!this.isBranch(next, uses)) break;
      found = key;
      uses = next;
    }
    return found;
  }

  private countOnward(keys: Int32Array, at: number, group: number): void {
    const { slot, length } = this.chain;
    let parent = compose(keys[at + slot]!, group);
    let uses = this.uses(parent);
    if (uses < this.rules.minUses) return;
    for (let depth = 1; depth < length && keys[at + slot + depth] !== 0; depth++) {
      const key = compose(keys[at + slot + depth]!, group);
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

/**
 * Counts in four passes: a sketch of the shallowest keys, their exact counts where the sketch allows enough, the deeper keys of the rows whose shallowest
 * key is shared, and how many uses of each key go on to a branch. Several counts share the passes.
 */
export async function countChains(counts: readonly ChainCounts[], passes: KeyPasses, phase: string): Promise<void> {
  const [first, ...others] = counts.map((each) => each.visits(passes.source.rows));
  for (const [pass, visit] of (first ?? []).entries())
    await passes.each(phase, (keys, at, row) => {
      visit(keys, at, row);
      for (const other of others) other[pass]!(keys, at, row);
    });
}

/** A key within a group; the key itself within group 0. */
export const compose = (key: number, within: number): number =>
  key === 0 || within === 0 ? key : finish(key ^ Math.imul(within, 0x9e3779b1));
