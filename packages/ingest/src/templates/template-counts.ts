import type { Grouping } from './groups.js';
import type { KeyPasses } from './key-passes.js';

/** Uses of each group, and by how many accounts. */
export interface GroupCounts {
  readonly uses: Int32Array;
  readonly accounts: Int32Array;
  /** Uses whose account nobody knows; any number of accounts may be behind them. */
  readonly unknown: Int32Array;
}

/** Counts uses and different accounts per group, exactly. */
export function countGroups(passes: KeyPasses, grouping: Grouping): GroupCounts {
  passes.report('Counting accounts', 0);
  const uses = grouping.sizes();
  const accounts = new Int32Array(uses.length);
  const unknown = new Int32Array(uses.length);
  // The accounts of a group side by side, group after group: one set at a time is looked into, and not a table of all pairs.
  const ends = new Float64Array(uses.length);
  for (let group = 1; group < ends.length; group++) ends[group] = ends[group - 1]! + uses[group - 1]!;
  const known = new Int32Array(uses.reduce((sum, each) => sum + each, 0));
  for (let row = 0; row < grouping.labels.length; row++) {
    const group = grouping.labels[row]!;
    if (group < 0) continue;
    const account = passes.accounts[row]!;
    if (account < 0) unknown[group]!++;
    else known[ends[group]!++] = account;
  }
  for (let group = 0; group < ends.length; group++) {
    const count = uses[group]! - unknown[group]!;
    const own = known.subarray(ends[group]! - count, ends[group]).sort();
    for (let at = 0; at < count; at++) if (at === 0 || own[at] !== own[at - 1]) accounts[group]!++;
  }
  return { uses, accounts, unknown };
}
