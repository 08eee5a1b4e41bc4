import { NO_GROUP, type TemplateStage } from './groups.js';
import {
  ALL_PREFIXES,
  ALL_SUFFIXES,
  type Chain,
  ChainCounts,
  compose,
  countChains,
  PREFIXES,
  SUFFIXES,
} from './mine-chain.js';
import { keepLarge, keepTemplates, type Mining } from './mining.js';

/** Words that the samples of a group must share for it to be a template. */
const FEWEST_WORDS = 8;
/** The same where opening and ending agree, which chance seldom does. */
const FEWEST_WORDS_BOTH = 4;
/** A group is split when this share of it goes to branches. */
const SPLIT_SHARE = 0.8;
/** A branch of a group holds this share of it. */
const SMALLEST_BRANCH = 0.05;

/** Groups the rows without a group by their opening. */
export const mineOpenings = (mining: Mining): Promise<void> => mineEnd(mining, 'P', PREFIXES, 'Comparing openings');

/** Groups the rows without a group by their ending. */
export const mineEndings = (mining: Mining): Promise<void> => mineEnd(mining, 'S', SUFFIXES, 'Comparing endings');

async function mineEnd(mining: Mining, stage: TemplateStage, chain: Chain, phase: string): Promise<void> {
  const { grouping, passes, minUses, shared } = mining;
  const isFree = (row: number): number | undefined => (grouping.labels[row] === NO_GROUP ? 0 : undefined);
  const counts = new ChainCounts(chain, { minUses, shared, within: isFree });
  await countChains([counts], passes, phase);
  await passes.each(phase, (keys, at, row) => {
    const key = counts.walk(keys, at, row);
    if (key !== 0) grouping.put(row, stage, key);
  });
  await keepTemplates(mining, stage, minUses, FEWEST_WORDS);
}

/** Groups the rows without a group that open with the same two words or more and end with the same two. */
export async function mineBothEnds(mining: Mining): Promise<void> {
  const { grouping, passes, minUses, shared } = mining;
  const phase = 'Comparing openings with endings';
  const byEnding = (row: number, keys: Int32Array, at: number): number | undefined =>
    grouping.labels[row] === NO_GROUP ? keys[at + ALL_SUFFIXES.slot] || undefined : undefined;
  const counts = new ChainCounts(ALL_PREFIXES, { minUses, shared, within: byEnding });
  await countChains([counts], passes, phase);
  await passes.each(phase, (keys, at, row) => {
    const key = counts.walk(keys, at, row);
    if (key !== 0) grouping.put(row, 'B', key);
  });
  await keepTemplates(mining, 'B', minUses, FEWEST_WORDS_BOTH);
}

/** Splits groups with the same opening whose endings fall into branches, and the other way round: several templates of one library. */
export async function splitSiblings(mining: Mining): Promise<void> {
  const { grouping, passes } = mining;
  const phase = 'Splitting siblings';
  const sizes = grouping.sizes();
  // A row is in one group, so both can note its branch in the same place.
  const branchOf = new Int32Array(grouping.labels.length);
  const splits = [
    new Split(mining, { stage: 'P', chain: ALL_SUFFIXES, sizes, branchOf }),
    new Split(mining, { stage: 'S', chain: ALL_PREFIXES, sizes, branchOf }),
  ];
  await countChains(
    splits.map(({ counts }) => counts),
    passes,
    phase,
  );
  await passes.each(phase, (keys, at, row) => {
    for (const split of splits) split.look(keys, at, row);
  });
  for (const split of splits) split.apply();
}

/** How the groups of one stage fall into branches by the other end. */
class Split {
  readonly counts: ChainCounts;
  readonly #mining: Mining;
  readonly #sizes: Int32Array;
  readonly #stage: TemplateStage;
  readonly #chain: Chain;
  readonly #branchOf: Int32Array;
  readonly #branches = new Map<number, Map<number, number>>();

  constructor(
    mining: Mining,
    of: {
      readonly stage: TemplateStage;
      readonly chain: Chain;
      readonly sizes: Int32Array;
      readonly branchOf: Int32Array;
    },
  ) {
    const { minUses, shared } = mining;
    const { stage, chain, sizes } = of;
    const { groups, labels } = mining.grouping;
    this.#mining = mining;
    this.#sizes = sizes;
    this.#stage = stage;
    this.#chain = chain;
    this.#branchOf = of.branchOf;
    const keyOf = Int32Array.from(groups, (group, at) =>
      group.stage === stage && sizes[at]! >= 2 * minUses ? group.key : 0,
    );
    const within = (row: number): number | undefined => (labels[row]! < 0 ? 0 : keyOf[labels[row]!]!) || undefined;
    this.counts = new ChainCounts(chain, { minUses, shared, within });
  }

  /** Notes the branch of a row of a large group. */
  look(keys: Int32Array, at: number, row: number): void {
    const key = this.counts.walk(keys, at, row);
    if (key === 0) return;
    const { groups, labels } = this.#mining.grouping;
    const group = labels[row]!;
    const first = compose(keys[at + this.#chain.slot]!, groups[group]!.key);
    if (this.counts.uses(first) < SMALLEST_BRANCH * this.#sizes[group]!) return;
    this.#branchOf[row] = key;
    let own = this.#branches.get(group);
    if (!own) this.#branches.set(group, (own = new Map()));
    own.set(key, (own.get(key) ?? 0) + 1);
  }

  /** Makes groups of the branches of each group that falls apart. */
  apply(): void {
    const { grouping, minUses } = this.#mining;
    const { groups, labels } = grouping;
    const isSplit = new Set(
      Array.from(this.#branches)
        .filter(([group, own]) => fallsApart(own, this.#sizes[group]!))
        .map(([group]) => group),
    );
    for (let row = 0; row < labels.length; row++) {
      const group = labels[row]!;
      if (isSplit.has(group) && this.#branchOf[row] !== 0)
        grouping.put(row, this.#stage, compose(groups[group]!.key, this.#branchOf[row]!));
    }
    const left = grouping.sizes();
    grouping.release((group) => !isSplit.has(group) || left[group]! >= minUses);
    keepLarge(this.#mining, this.#stage, minUses);
  }
}

function fallsApart(branches: ReadonlyMap<number, number>, size: number): boolean {
  let inBranches = 0;
  for (const uses of branches.values()) inBranches += uses;
  return branches.size > 1 && inBranches >= SPLIT_SHARE * size;
}
