export { KEY_SLOTS, KEY_WIDTH, PREFIX_DEPTHS, PromptKeys, SUFFIX_DEPTHS } from './prompt-keys.js';
export { LINE_SLOT, maskLine } from './mask-line.js';
export type { KeyBlock, PromptPlace, PromptSource } from './prompt-source.js';
export type { MiningHooks, MiningProgress } from './key-passes.js';
export { type MinedTemplates, type MiningOptions, mineTemplates, type PromptTemplate } from './mine-templates.js';
export type { TemplateStage } from './groups.js';
export type { TemplateAliases } from './template-ids.js';
export { SLOT } from './template-text.js';
export { type LineSignature, type LineTemplate, type MinedLines, mineLines } from './mine-lines.js';
export {
  type Fingerprint,
  fixedFingerprint,
  outputContract,
  requestShape,
  type RequestFields,
} from './fingerprints.js';
export { publicTemplates } from './public-templates.js';
