export { KEY_SLOTS, KEY_WIDTH, PromptKeys } from './prompt-keys.js';
export { maskLine } from './mask-line.js';
export type { KeyBlock, PromptPlace, PromptSource } from './prompt-source.js';
export { promptSigning, type PromptSigning } from './prompt-signing.js';
export { mineTemplates } from './mine-templates.js';
export type { TemplateAliases } from './template-ids.js';
export { mineLines } from './mine-lines.js';
export { outputContract, requestShape } from './fingerprints.js';
export { publicTemplates } from './public-templates.js';
