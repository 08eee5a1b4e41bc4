import type { Cluster } from './clusters.js';
import { Digest, digestRows, type RowDigests } from './digest.js';
import type { Incidence } from './incidence.js';
import { NO_MEMO, type DetectionMemo } from './memo.js';

/** What is remembered of an incidence's parts, with digests of what each account holds and of who holds each indicator. */
interface Remembered {
  readonly memo: DetectionMemo;
  /** Of each account: its indicators with their reach. Undefined where nothing is remembered. */
  readonly held: RowDigests | undefined;
  /** Of each indicator: its accounts. */
  readonly holders: RowDigests | undefined;
  /** What holds for the whole run. */
  readonly run: string;
}

const NOTHING: Remembered = { memo: NO_MEMO, held: undefined, holders: undefined, run: '' };
const remembered = new WeakMap<Incidence, Remembered>();

/** Has what is computed of this incidence remembered; `run` says what else all of it depends on. */
export function rememberWith(incidence: Incidence, memo: DetectionMemo, run: string): void {
  if (memo === NO_MEMO) return;
  const key = new Digest().text(run).number(incidence.accounts).number(incidence.leastFamilies).key;
  const known = remembered.get(incidence);
  if (known?.memo === memo && known.run === key) return;
  const { accountStart, ofAccount, indicatorStart, ofIndicator, reach } = incidence;
  remembered.set(incidence, {
    memo,
    held: digestRows(accountStart, ofAccount, reach),
    holders: digestRows(indicatorStart, ofIndicator),
    run: key,
  });
}

/** The memo of an incidence. */
export const memoOf = (incidence: Incidence): DetectionMemo => (remembered.get(incidence) ?? NOTHING).memo;

/**
 * A value that follows from some columns, from all that these accounts hold with its reach, and from all that hold these indicators; recalled where none of that has changed.
 */
export function recallFrom<T>(
  incidence: Incidence,
  part: string,
  of: {
    readonly columns: readonly Parameters<Digest['column']>[0][];
    readonly accounts?: Uint32Array;
    readonly indicators?: Uint32Array;
    readonly also?: string;
  },
  make: () => T,
): T {
  const { memo, held, holders, run } = remembered.get(incidence) ?? NOTHING;
  if (!held || !holders) return make();
  const digest = new Digest().text(run);
  for (const column of of.columns) digest.column(column);
  if (of.accounts) digest.rows(held, of.accounts);
  if (of.indicators) digest.rows(holders, of.indicators);
  if (of.also !== undefined) digest.text(of.also);
  return memo.recall(part, digest.key, make);
}

/** The columns of a cluster that indicators of several families found: all that it says of itself. */
export function columnsOf(cluster: Cluster): Parameters<Digest['column']>[0][] {
  const { indicators, bits, held, members, byFamily, total, contested } = cluster;
  return [indicators, bits, held, members, byFamily, total, Float64Array.of(cluster.barBits), contested];
}
