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
  /** Bytes of keys that are held at once, about. */
  readonly heldBytes: number;
}

/** Gives up the new groups of a stage that are too small. What the others say is looked at together with the groups of a later stage. */
export function keepLarge({ grouping, inspections }: Mining, stage: TemplateStage, minUses: number): void {
  const sizes = grouping.sizes();
  const isOld = (group: number): boolean => grouping.groups[group]!.stage !== stage || inspections.has(group);
  grouping.release((group) => isOld(group) || sizes[group]! >= minUses);
}

/**
 * Gives up the new groups of a stage that are too small, reads samples of all groups that nobody has looked at yet, and gives up those of the stage that
 * share too few words or are no template by a rule of their own: their rows go to the next stage.
 */
export async function keepTemplates(
  mining: Mining,
  stage: TemplateStage,
  minUses: number,
  fewestWords: number,
  isTemplate: (inspection: Inspection) => boolean = () => true,
): Promise<void> {
  const { grouping, inspections } = mining;
  keepLarge(mining, stage, minUses);
  const sizes = grouping.sizes();
  const fresh = Array.from(grouping.groups.entries())
    .filter(([group]) => sizes[group]! > 0 && !inspections.has(group))
    .map(([group, { stage: own }]) => ({ group, fewestWords: own === stage ? fewestWords : 0 }));
  const found = await inspectGroups(mining, fresh);
  for (const [group, inspection] of found) inspections.set(group, inspection);
  const isRefused = (group: number): boolean => {
    const inspection = found.get(group);
    return !inspection || (grouping.groups[group]!.stage === stage && !isTemplate(inspection));
  };
  const refused = new Set(fresh.map(({ group }) => group).filter(isRefused));
  grouping.release((group) => !refused.has(group));
}
