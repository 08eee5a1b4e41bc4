import type { EnrichmentStore } from './enrichment-store.js';
import { promptListRows } from './prompt-list.js';

/** The texts of all lists of public prompts, as they stand in the files: a template that one of them fits is common knowledge, not a trace. */
export async function* publicPromptTexts(store: EnrichmentStore): AsyncGenerator<string> {
  for (const source of store.sources('public-prompts')) yield* promptListRows(source);
}
