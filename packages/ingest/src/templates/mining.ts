import type { Grouping, TemplateStage } from './groups.js';
import { inspectGroups, type Inspection } from './inspect-groups.js';
import type { KeyPasses } from './key-passes.js';
import type { PromptTokenizer } from './prompt-tokens.js';

/** What the stages of one mining run share. */
export interface Mining {
  readonly passes: KeyPasses;
  readonly grouping: Grouping;
  readonly tokenizer: PromptTokenizer;
  /** What the samples of a group showed, by group. */
  readonly inspections: Map<number, Inspection>;
  /** Uses that make a group. */
  readonly minUses: number;
  /** Whether a group needs two accounts. */
  readonly shared: boolean;
}

/** Reads samples of the new groups of a stage and gives up those that are too small or share too few words: their rows go to the next stage. */
export async function keepTemplates(
  mining: Mining,
  stage: TemplateStage,
  minUses: number,
  fewestWords: number,
): Promise<void> {
  const { grouping, inspections } = mining;
  const sizes = grouping.sizes();
  const isOld = (group: number): boolean => grouping.groups[group]!.stage !== stage || inspections.has(group);
  grouping.release((group) => isOld(group) || sizes[group]! >= minUses);
  const fresh = new Set(
    Array.from(grouping.groups.keys()).filter((group) => !isOld(group) && sizes[group]! >= minUses),
  );
  for (const [group, inspection] of await inspectGroups(mining, fresh)) inspections.set(group, inspection);
  grouping.release((group) => !fresh.has(group) || inspections.get(group)!.words >= fewestWords);
}
