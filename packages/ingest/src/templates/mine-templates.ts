import { templateFamilies } from './families.js';
import { groupMiddles, type MiddleCoverage } from './group-middles.js';
import { type Group, Grouping, NO_GROUP, type TemplateStage } from './groups.js';
import type { Inspection } from './inspect-groups.js';
import { KeyPasses, type MiningHooks } from './key-passes.js';
import { mineBothEnds, mineEndings, mineOpenings, splitSiblings } from './mine-ends.js';
import type { Mining } from './mining.js';
import type { PromptSigning } from './prompt-signing.js';
import type { PromptSource } from './prompt-source.js';
import { PromptTokenizer } from './prompt-tokens.js';
import { countGroups, type GroupCounts } from './template-counts.js';
import { renewAliases, type TemplateAliases, templateId } from './template-ids.js';

/** A prompt template: fixed text around slots, as many prompts of several accounts have it. */
export interface PromptTemplate {
  /** Stable across imports; another installation gives other ids. */
  readonly id: string;
  /** Readable, slots marked as ‹…›; words of single prompts never show. */
  readonly text: string;
  /** What it was found by: P opening, S ending, B both together, M a passage between. */
  readonly stage: TemplateStage;
  readonly uses: number;
  /** Different known accounts. */
  readonly accounts: number;
  /** The id of the most used template that says much the same in other words; its own id when there is none. */
  readonly family: string;
}

/** What a mining run found. */
export interface MinedTemplates {
  /** Most used first. */
  readonly templates: readonly PromptTemplate[];
  /** Per dump and row an index into `templates`, or −1. */
  readonly labels: readonly Int32Array[];
  readonly aliases: TemplateAliases;
  readonly looked: MiddleCoverage;
}

export interface MiningOptions extends MiningHooks {
  /** How ids are made, and the same seed that `PromptKeys` was made with. */
  readonly signing: PromptSigning;
  /** Uses that make a template; 4 below 50,000 prompts, else 8 to 20 with their number. */
  readonly minUses?: number | undefined;
  /** Accounts that make a template; 2. Prompts whose account is unknown pass for as many as needed. */
  readonly minAccounts?: number | undefined;
  /** Prompts that are read for the middle stage, at most; 50,000 of a small source, 20,000 to 50,000 of a large one. What it left out is told in `looked`. */
  readonly mostMiddle?: number | undefined;
  /** Bytes of keys that are held at once, about; what does not fit is read again. 256 MiB. */
  readonly heldBytes?: number | undefined;
  /** The aliases of the run before. */
  readonly previous?: TemplateAliases | undefined;
}

const SMALL = 50_000;
const HELD_BYTES = 256 * 1024 * 1024;

/**
 * Finds the templates of a source. Prompts are grouped by their opening; what is left by their ending; then by both ends together; then by a passage that
 * stands at a stable place or is long. A stage hands on what it could not group or what shares too few words. The result depends on the prompts alone,
 * not on their order. Refuses with CANCELLED when `isCancelled` says so.
 */
export async function mineTemplates(source: PromptSource, options: MiningOptions): Promise<MinedTemplates> {
  const { minAccounts = 2 } = options;
  const mining: Mining = {
    passes: new KeyPasses(source, options),
    grouping: new Grouping(source.rows),
    tokenizer: new PromptTokenizer(options.signing.seed),
    inspections: new Map<number, Inspection>(),
    minUses: options.minUses ?? usualMinimum(source.newRows),
    shared: minAccounts > 1,
    heldBytes: options.heldBytes ?? HELD_BYTES,
  };
  await mineOpenings(mining);
  await mineEndings(mining);
  await splitSiblings(mining);
  await mineBothEnds(mining);
  const looked = await groupMiddles(mining, options.mostMiddle ?? usualMiddle(source.newRows));
  const counts = countGroups(mining.passes, mining.grouping);
  const { seal } = options.signing;
  const { templates, indexOf } = describe(mining, counts, { minAccounts, seal });
  const labels = mining.grouping.labels.map((group) => (group === NO_GROUP ? NO_GROUP : indexOf[group]!));
  const present = new Set(templates.map(({ id }) => id));
  const aliases = await renewAliases(options.previous ?? {}, present, mining.passes, {
    idOf: (row) => templates[labels[row]!]?.id,
    seal,
  });
  return { templates, labels: mining.passes.perDump(labels), aliases, looked };
}

/** All of a small source; of a large one a fiftieth, but no fewer than 20,000 and no more than 50,000. */
const usualMiddle = (prompts: number): number =>
  prompts <= 100_000 ? SMALL : Math.min(SMALL, Math.max(20_000, Math.round(prompts / 50)));

const usualMinimum = (prompts: number): number =>
  prompts < SMALL ? 4 : Math.min(20, Math.max(8, Math.ceil(prompts / SMALL)));

/** The groups with enough uses and accounts as templates, most used first, and for each group its place among them. */
function describe(
  { grouping, inspections }: Mining,
  { uses, accounts, unknown }: GroupCounts,
  { minAccounts, seal }: { readonly minAccounts: number; readonly seal: PromptSigning['seal'] },
): { templates: PromptTemplate[]; indexOf: Int32Array } {
  const isTemplate = (group: number): boolean =>
    uses[group]! > 0 && (unknown[group]! > 0 || accounts[group]! >= minAccounts);
  const { groups } = grouping;
  const ids = groups.map((group) => templateId(group, seal));
  const kept = Array.from(grouping.groups.keys())
    .filter(isTemplate)
    .toSorted((a, b) => uses[b]! - uses[a]! || inOrder(groups[a]!, groups[b]!));
  const families = templateFamilies(kept.map((group) => inspections.get(group)!.runs));
  const indexOf = new Int32Array(ids.length).fill(NO_GROUP);
  kept.forEach((group, index) => (indexOf[group] = index));
  const templates = kept.map((group, index) => ({
    id: ids[group]!,
    text: inspections.get(group)!.text,
    stage: groups[group]!.stage,
    uses: uses[group]!,
    accounts: accounts[group]!,
    family: ids[kept[families[index]!]!]!,
  }));
  return { templates, indexOf };
}

/** Groups with equally many uses, in an order that is the same in every lake. */
const inOrder = (a: Group, b: Group): number => (a.stage === b.stage ? a.key - b.key : a.stage < b.stage ? -1 : 1);
