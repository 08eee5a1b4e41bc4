export { KEY_SLOTS, KEY_WIDTH, PREFIX_DEPTHS, PromptKeys, SUFFIX_DEPTHS } from './prompt-keys.js';
export { LINE_SLOT, maskLine } from './mask-line.js';
