import { MIDDLE_TOKENS, middlePrompt } from './mine-middle.js';
import { KEY_WIDTH, PromptKeys } from './prompt-keys.js';
import type { PromptSigning } from './prompt-signing.js';
import { PromptTokenizer } from './prompt-tokens.js';
import { possibleIds, templateId } from './template-ids.js';

/**
 * Which of the templates (by id) public prompts have: a prompt from a library that anyone can copy links nobody. A public prompt may hold a template's text
 * with any fill, or with a placeholder in its place.
 */
export function publicTemplates(
  texts: Iterable<string>,
  templateIds: ReadonlySet<string>,
  { seed, seal }: PromptSigning,
): Set<string> {
  const writer = new PromptKeys(seed);
  const tokenizer = new PromptTokenizer(seed);
  const keys = new Int32Array(KEY_WIDTH);
  const found = new Set<string>();
  for (const text of texts) {
    writer.writeText(text, keys, 0);
    for (const id of possibleIds(keys, 0, seal)) if (templateIds.has(id)) found.add(id);
    for (const key of middlePrompt(0, -1, tokenizer.tokens(text, MIDDLE_TOKENS), Number.MAX_SAFE_INTEGER).shingles) {
      const id = templateId({ stage: 'M', key }, seal);
      if (templateIds.has(id)) found.add(id);
    }
  }
  return found;
}
