import { NO_GROUP, type TemplateStage } from './groups.js';
import { ALL_PREFIXES, ALL_SUFFIXES, type Chain, ChainCounts, compose, PREFIXES, SUFFIXES } from './mine-chain.js';
import { keepTemplates, type Mining } from './mining.js';

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
  await counts.count(passes, phase);
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
  await counts.count(passes, phase);
  await passes.each(phase, (keys, at, row) => {
    const key = counts.walk(keys, at, row);
    if (key !== 0) grouping.put(row, 'B', key);
  });
  await keepTemplates(mining, 'B', minUses, FEWEST_WORDS_BOTH);
}

/** Splits groups with the same opening whose endings fall into branches, and the other way round: several templates of one library. */
export async function splitSiblings(mining: Mining): Promise<void> {
  await splitBy(mining, 'P', ALL_SUFFIXES);
  await splitBy(mining, 'S', ALL_PREFIXES);
}

async function splitBy(mining: Mining, stage: TemplateStage, chain: Chain): Promise<void> {
  const { grouping, passes, minUses, shared } = mining;
  const phase = 'Splitting siblings';
  const sizes = grouping.sizes();
  const { groups, labels } = grouping;
  const isLarge = (group: number): boolean => groups[group]!.stage === stage && sizes[group]! >= 2 * minUses;
  const within = (row: number): number | undefined => {
    const group = labels[row]!;
    return group >= 0 && isLarge(group) ? groups[group]!.key : undefined;
  };
  const counts = new ChainCounts(chain, { minUses, shared, within });
  await counts.count(passes, phase);
  const branchOf = new Int32Array(labels.length);
  const branches = new Map<number, Map<number, number>>();
  await passes.each(phase, (keys, at, row) => {
    const key = counts.walk(keys, at, row);
    const group = labels[row]!;
    if (key === 0 || counts.uses(compose(keys[at + chain.slot]!, groups[group]!.key)) < SMALLEST_BRANCH * sizes[group]!)
      return;
    branchOf[row] = key;
    let own = branches.get(group);
    if (!own) branches.set(group, (own = new Map()));
    own.set(key, (own.get(key) ?? 0) + 1);
  });
  const isSplit = new Set(
    Array.from(branches)
      .filter(([group, own]) => fallsApart(own, sizes[group]!))
      .map(([group]) => group),
  );
  for (let row = 0; row < labels.length; row++) {
    const group = labels[row]!;
    if (branchOf[row] !== 0 && isSplit.has(group))
      grouping.put(row, stage, compose(groups[group]!.key, branchOf[row]!));
  }
  const left = grouping.sizes();
  grouping.release((group) => !isSplit.has(group) || left[group]! >= minUses);
  await keepTemplates(mining, stage, minUses, 0);
}

function fallsApart(branches: ReadonlyMap<number, number>, size: number): boolean {
  let inBranches = 0;
  for (const uses of branches.values()) inBranches += uses;
  return branches.size > 1 && inBranches >= SPLIT_SHARE * size;
}
