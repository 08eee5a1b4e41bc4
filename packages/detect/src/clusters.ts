import type { Incidence } from './incidence.js';
import { barBits, FAMILY_COUNTS, familiesOf, indicatorBits, rowsOf } from './membership.js';
import type { LinkColumns } from './one-kind-links.js';
import type { DetectParameters } from './parameters.js';
import { NO_MEMO } from './memo.js';
import { memoOf, recallFrom } from './remembered.js';
import { claimsOf, scoreMembers, type Scores } from './scores.js';
import { NumberList, scratchOf } from './scratch.js';

/** A network in the making: its infrastructure, what each indicator is worth in it, and who belongs to it. */
export interface Cluster {
  readonly indicators: Uint32Array;
  /** Bits of each indicator for a member that holds it. */
  readonly bits: Float32Array;
  /** Members that hold each indicator. */
  readonly held: Uint32Array;
  /** Members, ascending, with bits by family (row-major) and in all. */
  readonly members: Uint32Array;
  readonly byFamily: Float32Array;
  readonly total: Float32Array;
  readonly barBits: number;
  /** Runner-up cluster within 3 bits of each member, or −1. */
  readonly contested: Int32Array;
  /** Where accounts were linked one by one, the links inside; `a` and `b` are rows of `members`. */
  readonly links?: LinkColumns;
}

/** Least bits by which a family counts where two clusters are to be one: a vendor's addresses and a common system prompt do not make one operator of two. */
export const FAMILY_JOINS = 1.75;
/** Two clusters are one when at least this share of the smaller one's members, and so many, reach the bar of the other. */
export const JOINED_SHARE = 0.2;
export const JOINED_LEAST = 5;

/** Bits within which two clusters contest an account. */
const CONTEST_BITS = 3;

/** The clusters of at least so many members; runner-ups follow to their new places, and one that fell away contests nobody. */
export function dropSmall<Of extends Pick<Cluster, 'members' | 'contested'>>(
  clusters: readonly Of[],
  least: number,
): Of[] {
  let next = 0;
  const place = clusters.map(({ members }) => (members.length >= least ? next++ : -1));
  const isMoved = place.some((at, c) => at !== c);
  const kept = clusters.filter((_, c) => place[c] >= 0);
  return isMoved ? kept.map((cluster) => renumbered(cluster, place)) : kept;
}

function renumbered<Of extends Pick<Cluster, 'contested'>>(cluster: Of, place: readonly number[]): Of {
  if (!cluster.contested.some((c) => c >= 0 && place[c] !== c)) return cluster;
  return { ...cluster, contested: cluster.contested.map((c) => (c < 0 ? -1 : place[c])) };
}

/** States bits by the final members, so that they follow from counts that anyone can make again; who belongs was decided in the rounds before. */
export function restate(incidence: Incidence, cluster: Cluster): Cluster {
  const weighed = weigh(incidence, cluster);
  const { byFamily, total } = scoreMembers(incidence, cluster.members, weighed);
  return { ...cluster, ...weighed, byFamily, total, barBits: barBits(cluster.members.length, incidence.accounts) };
}

const touched = new NumberList();

/** First members: accounts that hold indicators of the core in two families, or three of them in one. */
function start(incidence: Incidence, indicators: Uint32Array): Cluster {
  return recallFrom(incidence, 'first members', { columns: [indicators], indicators }, () =>
    firstMembers(incidence, indicators),
  );
}

function firstMembers(incidence: Incidence, indicators: Uint32Array): Cluster {
  const { count, mask } = scratchOf(incidence);
  for (const e of indicators) {
    const bit = 1 << incidence.family[e];
    for (let at = incidence.indicatorStart[e]; at < incidence.indicatorStart[e + 1]; at++) {
      const a = incidence.ofIndicator[at];
      if (count[a]++ === 0) touched.push(a);
      mask[a] |= bit;
    }
  }
  const members = touched.takeSortedWhere((a) => {
    const isIn = count[a] >= 3 || (mask[a] & (mask[a] - 1)) !== 0;
    count[a] = mask[a] = 0;
    return isIn;
  });
  return bare(indicators, members);
}

function bare(indicators: Uint32Array, members: Uint32Array): Cluster {
  const none = new Float32Array(0);
  return {
    indicators,
    members,
    bits: none,
    held: new Uint32Array(0),
    byFamily: none,
    total: none,
    barBits: 0,
    contested: new Int32Array(0),
  };
}

/** The clusters of cores, with the accounts of a first round. */
export function attachCores(
  incidence: Incidence,
  cores: readonly Uint32Array[],
  parameters: DetectParameters,
): Cluster[] {
  return attach(
    incidence,
    cores.map((core) => start(incidence, core)),
    parameters,
  );
}

/** One round: weighs each cluster's indicators by its present members, scores everyone who touches them, gives each account to its best cluster. */
export function attach(incidence: Incidence, clusters: readonly Cluster[], parameters: DetectParameters): Cluster[] {
  const { best, second, owner, runnerUp } = scratchOf(incidence);
  const weighed = clusters.map((cluster) => weigh(incidence, cluster));
  const bars = clusters.map((cluster) => barBits(cluster.members.length, incidence.accounts));
  const claims = weighed.map(({ indicators, bits }, c) =>
    claimsOf(incidence, { indicators, bits, leastBits: bars[c], leastFamilies: 2 }),
  );
  claims.forEach(({ account, total }, c) => {
    const bar = bars[c];
    for (let row = 0; row < account.length; row++) {
      const margin = total[row] - bar;
      const a = account[row];
      if (margin > best[a]) {
        second[a] = best[a];
        runnerUp[a] = owner[a];
        best[a] = margin;
        owner[a] = c;
      } else if (margin > second[a]) {
        second[a] = margin;
        runnerUp[a] = c;
      }
    }
  });
  const attached = claims.map((claimed, c) => {
    const rows = rowsOwned(claimed.account, owner, c);
    const contested = new Int32Array(rows.length);
    for (let at = 0; at < rows.length; at++) {
      const a = claimed.account[rows[at]];
      contested[at] = best[a] - second[a] < CONTEST_BITS ? runnerUp[a] : -1;
    }
    return attachedAs(incidence, claimed, { ...weighed[c], rows, contested, barBits: bars[c] });
  });
  for (const { account } of claims) {
    for (let row = 0; row < account.length; row++) {
      const a = account[row];
      best[a] = second[a] = Number.NEGATIVE_INFINITY;
      owner[a] = runnerUp[a] = -1;
    }
  }
  return dropSmall(attached, Math.min(3, parameters.leastMembers));
}

/** What was attached by these claims last: where it is the same again it is the same object, and what was computed of it is known at once. */
const attachedLast = new WeakMap<Scores, Cluster>();

function attachedAs(
  incidence: Incidence,
  claims: Scores,
  of: Weighed & Pick<Cluster, 'contested' | 'barBits'> & { readonly rows: Uint32Array },
): Cluster {
  const { rows, ...rest } = of;
  const members = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) members[at] = claims.account[rows[at]];
  const remembers = memoOf(incidence) !== NO_MEMO;
  const last = remembers ? attachedLast.get(claims) : undefined;
  const isSame =
    last?.indicators === of.indicators &&
    last.bits === of.bits &&
    isEqual(last.members, members) &&
    isEqual(last.contested, of.contested);
  if (isSame) return last;
  const byFamily = rowsOf(claims.byFamily, rows);
  const total = new Float32Array(rows.length);
  for (let at = 0; at < rows.length; at++) total[at] = claims.total[rows[at]];
  const attached = { ...rest, members, byFamily, total };
  if (remembers) attachedLast.set(claims, attached);
  return attached;
}

function isEqual(one: Uint32Array | Int32Array, other: Uint32Array | Int32Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}

/** Rows of the accounts that a cluster has. */
function rowsOwned(account: Uint32Array, owner: Int32Array, c: number): Uint32Array {
  const rows = new Uint32Array(account.length);
  let count = 0;
  for (let row = 0; row < account.length; row++) if (owner[account[row]] === c) rows[count++] = row;
  return rows.slice(0, count);
}

/** Counts holders among the members, and widens the indicators to everything that members hold far more than others. */
export function weigh(incidence: Incidence, cluster: Cluster): Weighed {
  const { indicators, members } = cluster;
  return recallFrom(incidence, 'weighed', { columns: [indicators, members], accounts: members }, () =>
    weighAnew(incidence, cluster),
  );
}

type Weighed = Pick<Cluster, 'indicators' | 'bits' | 'held'>;

function weighAnew(incidence: Incidence, cluster: Cluster): Weighed {
  const { held, isCore } = scratchOf(incidence);
  for (const e of cluster.indicators) isCore[e] = 1;
  for (const a of cluster.members) {
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++) {
      const e = incidence.ofAccount[at];
      const counts = (incidence.reach[e] > 1 || isCore[e] === 1) && incidence.reliability[e] > 0;
      if (counts && held[e]++ === 0) touched.push(e);
    }
  }
  const seen = touched.takeSorted();
  const bitsOf = (e: number): number =>
    indicatorBits({
      held: held[e],
      members: cluster.members.length,
      reach: incidence.reach[e],
      accounts: incidence.accounts,
      reliability01: incidence.reliability[e],
    });
  const bits = new Float32Array(seen.length);
  let kept = 0;
  for (let at = 0; at < seen.length; at++) {
    const e = seen[at];
    const isOwn = held[e] >= Math.max(2, 0.25 * incidence.reach[e]);
    if (isCore[e] === 0 && !(isOwn && held[e] >= 3)) continue;
    const own = bitsOf(e);
    if (isCore[e] === 1 ? own > 0 : own >= FAMILY_COUNTS) {
      bits[kept] = own;
      seen[kept++] = e;
    }
  }
  const indicators = seen.slice(0, kept);
  const holders = indicators.map((e) => held[e]);
  forget(incidence, cluster);
  return { indicators, bits: bits.slice(0, kept), held: holders };
}

/** Leaves the counts of holders as they were found. */
function forget(incidence: Incidence, { members, indicators }: Cluster): void {
  const { held, isCore } = scratchOf(incidence);
  for (const a of members)
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++)
      held[incidence.ofAccount[at]] = 0;
  for (const e of indicators) isCore[e] = 0;
}

/**
 * Joins clusters whose members hold one another's indicators: when accounts that reach the bar of one, in two families, are at least a fifth of the smaller one's members,
 * the two are one network in two communities. Each cluster joins the larger one that it has most in common with and no other, so that a small one between two large ones
 * cannot make them one.
 */
export function mergeCores(clusters: readonly Cluster[], incidence: Incidence): Uint32Array[] {
  const { owner: clusterOf } = scratchOf(incidence);
  clusters.forEach(({ members }, c) => {
    for (const a of members) clusterOf[a] = c;
  });
  const size = clusters.map((cluster) => cluster.members.length);
  const isSmaller = (c: number, other: number): boolean =>
    size[c] < size[other] || (size[c] === size[other] && c > other);
  const host = clusters.map(() => ({ cluster: -1, common: 0 }));
  clusters.forEach((cluster, c) => {
    // By those who are members now: indicators were weighed with accounts that have gone to a better cluster since.
    const weighed = weigh(incidence, cluster);
    const bar = barBits(cluster.members.length, incidence.accounts);
    const { account, byFamily } = claimsOf(incidence, { ...weighed, leastBits: bar, leastFamilies: 2 });
    const common = new Map<number, number>();
    for (let row = 0; row < account.length; row++) {
      const other = clusterOf[account[row]];
      if (other >= 0 && other !== c && familiesOf(byFamily, row, FAMILY_JOINS) >= 2)
        common.set(other, (common.get(other) ?? 0) + 1);
    }
    for (const [other, n] of common) {
      const [small, large] = isSmaller(c, other) ? [c, other] : [other, c];
      if (n >= JOINED_SHARE * size[small] && n >= JOINED_LEAST && n > host[small].common)
        host[small] = { cluster: large, common: n };
    }
  });
  for (const { members } of clusters) for (const a of members) clusterOf[a] = -1;
  const find = (c: number): number => (host[c].cluster < 0 ? c : find(host[c].cluster));
  const groups = new Map<number, Set<number>>();
  clusters.forEach((cluster, c) => {
    const set = groups.get(find(c)) ?? new Set<number>();
    cluster.indicators.forEach((e) => set.add(e));
    groups.set(find(c), set);
  });
  return [...groups.values()].map((set) => Uint32Array.from(set).sort());
}
