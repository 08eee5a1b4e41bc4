import { KEY_SLOTS, KEY_WIDTH, PromptKeys } from '../prompt-keys.js';
import type { PromptSource } from '../prompt-source.js';

/** Prompts of one dump, held in memory, as a source for the miner. */
export function promptsInMemory(
  prompts: readonly string[],
  seed: Uint8Array,
  accounts?: ArrayLike<number>,
  blockRows = 4096,
): PromptSource {
  const keys = new Int32Array(prompts.length * KEY_WIDTH);
  const writer = new PromptKeys(seed);
  prompts.forEach((prompt, row) => {
    writer.writeText(prompt, keys, row * KEY_WIDTH);
    keys[row * KEY_WIDTH + KEY_SLOTS.account] = accounts?.[row] ?? -1;
  });
  return {
    dumps: 1,
    rows: prompts.length,
    newRows: prompts.length,
    bytesAText: 1000,
    async *blocks() {
      for (let firstRow = 0; firstRow < prompts.length; firstRow += blockRows) {
        yield { dump: 0, firstRow, keys: keys.subarray(firstRow * KEY_WIDTH, (firstRow + blockRows) * KEY_WIDTH) };
      }
    },
    async *texts(wanted) {
      for (const place of wanted) yield { ...place, text: prompts[place.row]! };
    },
  };
}
