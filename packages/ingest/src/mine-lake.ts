import { publicPromptTexts } from './enrich/index.js';
import type { CallContext } from './lake-engine.js';
import { enrichmentOf, type LakeState } from './lake-state.js';
import { numbered, type NumberedDump } from './lake-views.js';
import { promptSource, readLines } from './prompt-files.js';
import { mineLines, mineTemplates, outputContract, publicTemplates, type TemplateAliases } from './templates/index.js';

/** A template of the lake. */
export interface MinedTemplate {
  readonly id: string;
  readonly text: string;
  /** Id of the most used template that says much the same in other words; its own where there is none. */
  readonly family: string;
  readonly isPublic: boolean;
  /** What it demands of the answer: an id and a readable form. */
  readonly contract: { readonly id: string; readonly text: string } | undefined;
}

/** Templates of all dumps whose prompts are signed, and of which each accepted record is. */
export interface MinedLake {
  readonly templates: readonly MinedTemplate[];
  readonly dumps: readonly NumberedDump[];
  /** By dump, by accepted record in order: index into `templates`, −1 for none. */
  readonly labels: readonly Int32Array[];
  readonly aliases: TemplateAliases;
  readonly looked: { readonly middleSampled: number; readonly middleTotal: number };
}

/** What counts as a template; by default as many uses as the amount of prompts asks for, by two accounts. */
export interface MiningLimits {
  readonly minUses?: number | undefined;
  readonly minAccounts?: number | undefined;
}

/** Mines prompts by openings, endings and middles, machine-made lines by their masks. */
export async function mineLake(
  state: LakeState,
  of: MiningLimits & { readonly aliases: TemplateAliases; readonly context: CallContext },
): Promise<MinedLake> {
  const prompts = numbered(state.dumps).filter(({ dump }) => dump.signed === 'prompts');
  const lines = numbered(state.dumps).filter(({ dump }) => dump.signed === 'lines');
  const { context } = of;
  const mined = await mineTemplates(
    promptSource(
      state.connection,
      state.folder,
      prompts.map(({ dump }) => dump),
    ),
    {
      signing: state.signing,
      previous: of.aliases,
      minUses: of.minUses,
      minAccounts: of.minAccounts,
      onProgress: ({ phase, rows, of: total }) => context.onProgress({ phase, done: rows, total, unit: 'prompts' }),
      isCancelled: context.isCancelled,
    },
  );
  const isPublic = await publicIds(state, new Set(mined.templates.map(({ id }) => id)));
  const templates: MinedTemplate[] = mined.templates.map(({ id, text, family }) => ({
    id,
    text,
    family,
    isPublic: isPublic.has(id),
    contract: outputContract(text, state.salt),
  }));
  const ofLines = mineDumpsOfLines(state, lines, { from: templates.length, minUses: of.minUses ?? 1 });
  return {
    templates: [...templates, ...ofLines.templates],
    dumps: [...prompts, ...lines],
    labels: [...mined.labels, ...ofLines.labels],
    aliases: mined.aliases,
    looked: mined.looked,
  };
}

/** Templates that a prompt of the given public lists has. */
async function publicIds(state: LakeState, ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const texts: string[] = [];
  for await (const text of publicPromptTexts(await enrichmentOf(state))) texts.push(text);
  return texts.length === 0 ? new Set() : publicTemplates(texts, ids, state.signing);
}

/** Lines of all dumps are mined together: the same line has the same template wherever it stands. */
function mineDumpsOfLines(
  state: LakeState,
  dumps: readonly NumberedDump[],
  of: { readonly from: number; readonly minUses: number },
): { readonly templates: MinedTemplate[]; readonly labels: Int32Array[] } {
  const read = dumps.map(({ dump }) => readLines(state.folder, dump));
  const numbers = new Map<string, number>();
  const uses: number[] = [];
  const global = read.map(({ signatures }) =>
    Int32Array.from(signatures, (signature) => {
      const known = numbers.get(signature);
      if (known !== undefined) return known;
      numbers.set(signature, numbers.size);
      return numbers.size - 1;
    }),
  );
  for (const [at, { rows }] of read.entries())
    for (const row of rows) if (row > 0) uses[global[at]![row - 1]!] = (uses[global[at]![row - 1]!] ?? 0) + 1;
  const { templateOf, templates } = mineLines(
    [...numbers.keys()].map((signature, at) => ({ signature, uses: uses[at] ?? 0 })),
    state.salt,
  );
  const total = new Float64Array(templates.length);
  templateOf.forEach((template, at) => (total[template]! += uses[at] ?? 0));
  const labels = read.map(({ rows }, at) =>
    rows.map((row) => {
      const template = row > 0 ? templateOf[global[at]![row - 1]!]! : -1;
      return template >= 0 && total[template]! >= of.minUses ? of.from + template : -1;
    }),
  );
  return {
    templates: templates.map(({ id, text }) => ({ id, text, family: id, isPublic: false, contract: undefined })),
    labels,
  };
}
