import { NO_GROUP, type TemplateStage } from './groups.js';
import { ALL_PREFIXES, ALL_SUFFIXES, type Chain, compose, followChain, PREFIXES, SUFFIXES } from './mine-chain.js';
import { keepLarge, keepTemplates, type Mining } from './mining.js';
import { SLOT } from './template-text.js';

/** Words that the samples of a group must share for it to be a template. */
const FEWEST_WORDS = 8;
/** The same of a form, whose labels people do not write by chance: "Question: … Answer:" is a template, "How do I … Thanks!" is not. */
const FEWEST_WORDS_OF_A_FORM = 4;
/** A group is split when this share of it goes to branches. */
const SPLIT_SHARE = 0.8;
/** A branch of a group holds this share of it. */
const SMALLEST_BRANCH = 0.05;

/** Groups the rows without a group by their opening. */
export const mineOpenings = (mining: Mining): Promise<void> => mineEnd(mining, 'P', PREFIXES, 'Comparing openings');

/** Groups the rows without a group by their ending. */
export const mineEndings = (mining: Mining): Promise<void> => mineEnd(mining, 'S', SUFFIXES, 'Comparing endings');

async function mineEnd(mining: Mining, stage: TemplateStage, chain: Chain, phase: string): Promise<void> {
  const { grouping, passes, minUses, shared, heldBytes } = mining;
  const isFree = (row: number): number | undefined => (grouping.labels[row] === NO_GROUP ? 0 : undefined);
  await followChain({ chain, rules: { minUses, shared, within: isFree }, passes, phase, heldBytes }, (row, key) =>
    grouping.put(row, stage, key),
  );
  await keepTemplates(mining, stage, minUses, FEWEST_WORDS);
}

/** Groups the rows without a group that open with the same two words or more and end with the same two. */
export async function mineBothEnds(mining: Mining): Promise<void> {
  const { grouping, passes, minUses, shared, heldBytes } = mining;
  const phase = 'Comparing openings with endings';
  const byEnding = (row: number, keys: Int32Array, at: number): number | undefined =>
    grouping.labels[row] === NO_GROUP ? keys[at + ALL_SUFFIXES.slot] || undefined : undefined;
  await followChain(
    { chain: ALL_PREFIXES, rules: { minUses, shared, within: byEnding }, passes, phase, heldBytes },
    (row, key) => grouping.put(row, 'B', key),
  );
  await keepTemplates(
    mining,
    'B',
    minUses,
    FEWEST_WORDS_OF_A_FORM,
    ({ words, text }) => words >= FEWEST_WORDS || isForm(text),
  );
}

/** Whether what a text opens with and what it ends with are labels. */
function isForm(text: string): boolean {
  const fixed = text
    .split(SLOT)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return fixed.length > 1 && [fixed.at(0), fixed.at(-1)].every((part) => /[:：]$/u.test(part!));
}

/** Splits groups with the same opening whose endings fall into branches, and the other way round: several templates of one library. */
export async function splitSiblings(mining: Mining): Promise<void> {
  const sizes = mining.grouping.sizes();
  // A row is in one group, so both can note its branch in the same place.
  const branchOf = new Int32Array(mining.grouping.labels.length);
  const byEnding = await lookForBranches(mining, { stage: 'P', chain: ALL_SUFFIXES, sizes, branchOf });
  const byOpening = await lookForBranches(mining, { stage: 'S', chain: ALL_PREFIXES, sizes, branchOf });
  applySplit(mining, { stage: 'P', isSplit: byEnding, branchOf });
  applySplit(mining, { stage: 'S', isSplit: byOpening, branchOf });
}

/** The large groups of one stage that fall apart by the other end; `branchOf` gets the branch of each of their rows. */
async function lookForBranches(
  { grouping, passes, minUses, shared, heldBytes }: Mining,
  of: {
    readonly stage: TemplateStage;
    readonly chain: Chain;
    readonly sizes: Int32Array;
    readonly branchOf: Int32Array;
  },
): Promise<ReadonlySet<number>> {
  const { stage, chain, sizes, branchOf } = of;
  const { groups, labels } = grouping;
  const keyOf = Int32Array.from(groups, (group, at) =>
    group.stage === stage && sizes[at]! >= 2 * minUses ? group.key : 0,
  );
  const within = (row: number): number | undefined => (labels[row]! < 0 ? 0 : keyOf[labels[row]!]!) || undefined;
  const branches = new Map<number, Map<number, number>>();
  await followChain(
    { chain, rules: { minUses, shared, within }, passes, phase: 'Splitting siblings', heldBytes },
    (row, key, shallowestUses) => {
      const group = labels[row]!;
      if (shallowestUses < SMALLEST_BRANCH * sizes[group]!) return;
      branchOf[row] = key;
      let own = branches.get(group);
      if (!own) branches.set(group, (own = new Map()));
      own.set(key, (own.get(key) ?? 0) + 1);
    },
  );
  return new Set(
    Array.from(branches)
      .filter(([group, own]) => fallsApart(own, sizes[group]!))
      .map(([group]) => group),
  );
}

/** Makes groups of the branches of each group that falls apart. */
function applySplit(
  mining: Mining,
  of: { readonly stage: TemplateStage; readonly isSplit: ReadonlySet<number>; readonly branchOf: Int32Array },
): void {
  const { grouping, minUses } = mining;
  const { groups, labels } = grouping;
  const { stage, isSplit, branchOf } = of;
  for (let row = 0; row < labels.length; row++) {
    const group = labels[row]!;
    if (isSplit.has(group) && branchOf[row] !== 0)
      grouping.put(row, stage, compose(groups[group]!.key, branchOf[row]!));
  }
  const left = grouping.sizes();
  grouping.release((group) => !isSplit.has(group) || left[group]! >= minUses);
  keepLarge(mining, stage, minUses);
}

function fallsApart(branches: ReadonlyMap<number, number>, size: number): boolean {
  let inBranches = 0;
  for (const uses of branches.values()) inBranches += uses;
  return branches.size > 1 && inBranches >= SPLIT_SHARE * size;
}
