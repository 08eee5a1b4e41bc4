import type { ReleaseTable } from '@iolaus/contracts';

/** How much faster than others a network's members took up a new model. */
export interface Pivot {
  readonly model: string;
  readonly releaseMs: number;
  /** Share of the counted members, and of all other counted accounts, that moved to it within a day. */
  readonly share01: number;
  readonly populationShare01: number;
  /** Standard score of the difference (two proportions, pooled variance). */
  readonly z: number;
  /** Members that were active enough in the day to be counted, and other accounts. */
  readonly members: number;
  readonly others: number;
}

/** Fewer exchanges in the day say nothing. */
const LEAST_EXCHANGES = 3;
/** Fewer accounts on either side make no share. */
const LEAST_ACCOUNTS = 5;

/**
 * The release to which members of a network moved most clearly more than other accounts; undefined where no release has enough active accounts of both. An account has
 * moved when at least half of its exchanges in the 24 hours are with the new model. Accounts are counted, not exchanges: those of one account are one decision.
 */
export function pivotOf(table: ReleaseTable): Pivot | undefined {
  const counts = table.releases.map(() => ({ inside: { moved: 0, all: 0 }, outside: { moved: 0, all: 0 } }));
  for (let row = 0; row < table.accounts.length; row++) {
    if (table.exchanges[row] < LEAST_EXCHANGES) continue;
    const { inside, outside } = counts[table.release[row]];
    const side = table.isMember[row] === 1 ? inside : outside;
    side.all += table.accounts[row];
    if (2 * table.onNew[row] >= table.exchanges[row]) side.moved += table.accounts[row];
  }
  const pivots = counts.flatMap(({ inside, outside }, at): Pivot[] => {
    if (inside.all < LEAST_ACCOUNTS || outside.all < LEAST_ACCOUNTS) return [];
    return [
      {
        ...table.releases[at],
        share01: inside.moved / inside.all,
        populationShare01: outside.moved / outside.all,
        z: twoProportions(inside, outside),
        members: inside.all,
        others: outside.all,
      },
    ];
  });
  return pivots.length === 0 ? undefined : pivots.reduce((best, each) => (each.z > best.z ? each : best));
}

interface Proportion {
  readonly moved: number;
  readonly all: number;
}

function twoProportions(a: Proportion, b: Proportion): number {
  const pooled = (a.moved + b.moved) / (a.all + b.all);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / a.all + 1 / b.all));
  return spread === 0 ? 0 : (a.moved / a.all - b.moved / b.all) / spread;
}
