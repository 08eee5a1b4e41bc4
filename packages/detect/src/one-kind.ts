import type { LakeTables } from '@iolaus/contracts';
import { weigh, type Cluster } from './clusters.js';
import { group, type Incidence } from './incidence.js';
import { memberHoldings } from './member-holdings.js';
import { barBits, familySum, totalsOf, WIDTH } from './membership.js';
import {
  COHERENT,
  componentsOf,
  DIRECT,
  hubsOf,
  LEAST_MEETINGS,
  linkAccounts,
  MEETING,
  WINDOW,
  WINDOWED,
  type AccountLinks,
  type LinkColumns,
} from './one-kind-links.js';
import type { DetectParameters } from './parameters.js';
import { harmonicMean, LEAST_LOG_P } from './significance.js';
import { logPoissonTail } from './statistics.js';

/** True when only one family links: then independent families cannot confirm each other, and time and direct links have to. */
export function isOneKind({ leastFamilies }: Incidence): boolean {
  return leastFamilies === 1;
}

/**
 * Networks from one kind of indicator: connected components of linked accounts (`linkAccounts`); communities would cut the chains that such networks are
 * (research part 2, section 1.3).
 */
export function findByLinks(incidence: Incidence, tables: LakeTables, parameters: DetectParameters): Cluster[] {
  const links = linksOf(incidence, tables);
  const component = componentsOf(incidence.accounts, links);
  const { start, items } = group(
    component,
    Uint32Array.from({ length: incidence.accounts }, (_, a) => a),
    incidence.accounts,
  );
  const inside = group(
    Uint32Array.from(links.a, (a) => component[a]),
    Uint32Array.from(links.a.keys()),
    incidence.accounts,
  );
  const rowOf = new Uint32Array(incidence.accounts);
  const clusters: Cluster[] = [];
  for (let c = 0; c < incidence.accounts; c++) {
    if (start[c + 1] - start[c] < parameters.leastMembers) continue;
    const members = items.slice(start[c], start[c + 1]);
    members.forEach((a, row) => (rowOf[a] = row));
    const own = inside.items
      .subarray(inside.start[c], inside.start[c + 1])
      // One meeting does not join: its other end may be elsewhere.
      .filter((at) => component[links.b[at]] === c);
    clusters.push(
      clusterOf(incidence, members, {
        a: Uint32Array.from(own, (at) => rowOf[links.a[at]]),
        b: Uint32Array.from(own, (at) => rowOf[links.b[at]]),
        via: Uint32Array.from(own, (at) => links.via[at]),
        sort: Uint8Array.from(own, (at) => links.sort[at]),
      }),
    );
  }
  return clusters;
}

const linksCache = new WeakMap<Incidence, AccountLinks>();

function linksOf(incidence: Incidence, tables: LakeTables): AccountLinks {
  const known = linksCache.get(incidence) ?? linkAccounts(incidence, tables);
  linksCache.set(incidence, known);
  return known;
}

/**
 * log10 p of a network whose accounts were linked one by one. Links inside are counted against a Poisson mean: a row that names an account could name any, as often as each is named,
 * so members' R rows meet the D rows that name a member in R·D/S of S; a row in time meets another on the same hub with probability 2·0.01/d, so hubs give the sum of n_e(n_e − 1)/2 · 0.02/d_e,
 * n_e = members that hold it. The search is paid for: of meetings, the two that each of the n − 1 links needed do not count; where single links join, p is multiplied by the accounts that the
 * search could start from. A coherent hub adds its own q, and the two are joined by the harmonic mean p.
 */
export function linkLogP(incidence: Incidence, tables: LakeTables): (cluster: Cluster) => number {
  const { coherent } = linksOf(incidence, tables);
  const isHub = new Uint8Array(incidence.indicators);
  for (const e of hubsOf(incidence)) isHub[e] = 1;
  const naming = namingOf(incidence, tables);
  const held = new Uint32Array(incidence.indicators);
  return ({ members, links }) => {
    if (!links) return 0;
    const count = [0, 0, 0, 0];
    for (const sort of links.sort) count[sort]++;
    const joined = count[DIRECT] + count[WINDOWED];
    const spent = LEAST_MEETINGS * Math.max(0, members.length - 1 - joined - count[COHERENT]);
    const unspent = joined + Math.max(0, count[MEETING] - spent);
    const mean = naming(members) + meetingsByChance(incidence, members, { isHub, held });
    const starts = joined > 0 ? Math.log10(incidence.accounts) : 0;
    const logP = [
      unspent === 0 ? 0 : logPoissonTail(unspent, mean) + starts,
      ...[...new Set(links.via.filter((_, at) => links.sort[at] !== DIRECT))].flatMap((e) => coherent.get(e) ?? []),
    ].filter((each) => each < 0);
    return logP.length === 0 ? 0 : Math.max(LEAST_LOG_P, Math.min(0, harmonicMean(logP)));
  };
}

/** Mean number of rows by which some accounts name one another, were names given at random. */
function namingOf(incidence: Incidence, { sightings }: LakeTables): (members: Uint32Array) => number {
  const rows = new Uint32Array(incidence.accounts);
  const named = new Uint32Array(incidence.accounts);
  let all = 0;
  for (let row = 0; row < sightings.account.length; row++) {
    const e = sightings.indicator[row];
    if (!sightings.kinds[sightings.indicatorKind[e]].refersToAccount) continue;
    all++;
    rows[sightings.account[row]]++;
    if (incidence.refersTo[e] >= 0) named[incidence.refersTo[e]]++;
  }
  return (members) => {
    let by = 0;
    let of = 0;
    for (const a of members) {
      by += rows[a];
      of += named[a];
    }
    return all === 0 ? 0 : (by * of) / all;
  };
}

/** Mean number of meetings of some accounts, were times given at random; `held` is zeros before and after. */
function meetingsByChance(
  incidence: Incidence,
  members: Uint32Array,
  of: { readonly isHub: Uint8Array; readonly held: Uint32Array },
): number {
  const touched: number[] = [];
  for (const a of members) {
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++) {
      const e = incidence.ofAccount[at];
      if (of.isHub[e] === 1 && of.held[e]++ === 1) touched.push(e);
    }
  }
  // In the order of the indicators, so that the last bit of the sum does not hang on names.
  const mean = touched
    .sort((x, y) => x - y)
    .reduce((sum, e) => sum + (of.held[e] * (of.held[e] - 1) * WINDOW) / incidence.reach[e], 0);
  for (const a of members)
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++)
      of.held[incidence.ofAccount[at]] = 0;
  return mean;
}

/** The cluster of some accounts: its infrastructure is what two of them hold, and each name of a member that another one holds. */
function clusterOf(incidence: Incidence, members: Uint32Array, links: LinkColumns): Cluster {
  const shared = new Set(links.via);
  const seen = new Set<number>();
  for (const a of members) {
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++) {
      const e = incidence.ofAccount[at];
      if (seen.has(e)) shared.add(e);
      seen.add(e);
    }
  }
  const none = new Float32Array(0);
  const bare: Cluster = {
    indicators: Uint32Array.from(shared).sort(),
    members,
    bits: none,
    held: new Uint32Array(0),
    byFamily: none,
    total: none,
    barBits: barBits(members.length, incidence.accounts),
    contested: new Int32Array(members.length).fill(-1),
    links,
  };
  const weighed = weigh(incidence, bare);
  const byFamily = scoreMembers(incidence, { ...bare, ...weighed });
  return { ...bare, ...weighed, byFamily, total: totalsOf(byFamily) };
}

/** Bits by family of the members alone: a hub of the largest size is in hundreds of networks, and all of its accounts need not be gone through for each. */
function scoreMembers(incidence: Incidence, cluster: Cluster): Float32Array {
  const best = new Float32Array(cluster.members.length * WIDTH);
  const sum = new Float32Array(cluster.members.length * WIDTH);
  const { start, items } = memberHoldings(incidence, cluster);
  for (let row = 0; row < cluster.members.length; row++) {
    for (let at = start[row]; at < start[row + 1]; at++) {
      const k = items[at];
      if (cluster.bits[k] <= 0) continue;
      const cell = row * WIDTH + incidence.family[cluster.indicators[k]];
      sum[cell] += cluster.bits[k];
      best[cell] = Math.max(best[cell], cluster.bits[k]);
    }
  }
  return sum.map((each, cell) => familySum(best[cell], each));
}
