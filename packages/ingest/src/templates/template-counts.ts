import type { Grouping } from './groups.js';
import type { KeyPasses } from './key-passes.js';
import { KEY_SLOTS } from './prompt-keys.js';

/** Uses of each group, and by how many accounts. */
export interface GroupCounts {
  readonly uses: Int32Array;
  readonly accounts: Int32Array;
  /** Uses whose account nobody knows; any number of accounts may be behind them. */
  readonly unknown: Int32Array;
}

const ACCOUNTS = 2 ** 32;

/** Counts uses and different accounts per group, exactly. */
export async function countGroups(passes: KeyPasses, grouping: Grouping): Promise<GroupCounts> {
  const uses = grouping.sizes();
  const accounts = new Int32Array(uses.length);
  const unknown = new Int32Array(uses.length);
  // Group and account in one number each, sorted: 8 bytes a use, where a set of pairs would take ten times that.
  const pairs = new Float64Array(uses.reduce((sum, each) => sum + each, 0));
  let known = 0;
  await passes.each('Counting accounts', (keys, at, row) => {
    const group = grouping.labels[row]!;
    if (group < 0) return;
    const account = keys[at + KEY_SLOTS.account]!;
    if (account < 0) unknown[group]!++;
    else pairs[known++] = group * ACCOUNTS + account;
  });
  const sorted = pairs.subarray(0, known).sort();
  for (let at = 0; at < known; at++) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) accounts[Math.floor(sorted[at]! / ACCOUNTS)]!++;
  }
  return { uses, accounts, unknown };
}
