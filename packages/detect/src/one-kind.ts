import type { LakeTables } from '@iolaus/contracts';
import type { Cluster } from './clusters.js';
import type { Incidence } from './incidence.js';
import { weigh } from './clusters.js';
import { barBits, scoreAccounts, WIDTH } from './membership.js';
import type { DetectParameters } from './parameters.js';
import { placesOf, rankTimes } from './ranks.js';
import { LEAST_LOG_P } from './significance.js';
import { logPoissonTail } from './statistics.js';

/** Expected strangers in a window of an indicator: the window shrinks as the indicator grows. */
const WINDOW = 0.01;
/** Windows in which two accounts must meet. */
const LEAST_MEETINGS = 2;
/** Accounts after each one in time that are looked at. */
const NEXT = 6;

/** True when only one family links: then independent families cannot confirm each other, and time has to. */
export function isOneKind({ leastFamilies }: Incidence): boolean {
  return leastFamilies === 1;
}

/**
 * Networks from one kind of indicator: two accounts meet when their first sightings of an indicator lie closer than chance would bring one stranger in a hundred
 * (d·|Δu| ≤ 0.01, u = the sighting's rank in time); those that meet on two indicators are linked; networks are connected components (research part 2, section 1).
 */
export function findByTimeAlone(incidence: Incidence, tables: LakeTables, parameters: DetectParameters): Cluster[] {
  const meetings = countMeetings(incidence, tables);
  const parent = Uint32Array.from({ length: incidence.accounts }, (_, a) => a);
  const find = (a: number): number => {
    let top = a;
    while (parent[top] !== top) top = parent[top] = parent[parent[top]];
    return top;
  };
  for (const [key, count] of meetings)
    if (count >= LEAST_MEETINGS) parent[find(Math.floor(key / incidence.accounts))] = find(key % incidence.accounts);
  const groups = new Map<number, number[]>();
  for (let a = 0; a < incidence.accounts; a++) groups.set(find(a), [...(groups.get(find(a)) ?? []), a]);
  return [...groups.values()]
    .filter((group) => group.length >= parameters.leastMembers)
    .map((group) => clusterOf(incidence, Uint32Array.from(group)));
}

/**
 * log10 p of a network that time alone found: its members' meetings, less the two that each of the n − 1 links which hold it together needed, against a Poisson mean. A sighting that
 * could fall anywhere in the dump meets another of the same indicator with probability 2·0.01/d, so the mean is the sum of n_e(n_e − 1)/2 · 0.02/d_e over indicators, n_e = members that hold it.
 */
export function meetingLogP(incidence: Incidence, tables: LakeTables): (cluster: Cluster) => number {
  const meetings = meetingsOf(incidence, tables);
  return ({ members }) => {
    const isMember = new Uint8Array(incidence.accounts);
    for (const a of members) isMember[a] = 1;
    const inside = meetings.filter(({ a, b }) => isMember[a] === 1 && isMember[b] === 1).length;
    const held = new Uint32Array(incidence.indicators);
    for (const a of members) {
      for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++)
        held[incidence.ofAccount[at]]++;
    }
    const mean = held.reduce((sum, n, e) => (n < 2 ? sum : sum + (n * (n - 1) * WINDOW) / incidence.reach[e]), 0);
    const unspent = inside - LEAST_MEETINGS * (members.length - 1);
    return unspent <= 0 ? 0 : Math.max(LEAST_LOG_P, logPoissonTail(unspent, mean));
  };
}

/** Two accounts, in the order of their numbers, that met on one indicator. */
interface Meeting {
  readonly a: number;
  readonly b: number;
}

function meetingsOf(incidence: Incidence, tables: LakeTables): Meeting[] {
  const { firstMs, indicator, account } = tables.sightings;
  const ranks = rankTimes(firstMs);
  const rowsOf = Array.from({ length: incidence.indicators }, (): number[] => []);
  for (const row of ranks.order) rowsOf[indicator[row]].push(row);
  const meetings: Meeting[] = [];
  for (const rows of rowsOf) {
    const u = placesOf(rows, ranks);
    for (let i = 0; i < rows.length; i++) {
      for (let j = i + 1; j < rows.length && j <= i + NEXT && rows.length * (u[j] - u[i]) <= WINDOW; j++) {
        const [a, b] = [account[rows[i]], account[rows[j]]].sort((x, y) => x - y);
        if (a !== b) meetings.push({ a, b });
      }
    }
  }
  return meetings;
}

function countMeetings(incidence: Incidence, tables: LakeTables): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { a, b } of meetingsOf(incidence, tables)) {
    const key = a * incidence.accounts + b;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function clusterOf(incidence: Incidence, members: Uint32Array): Cluster {
  const shared = new Set<number>();
  const seen = new Set<number>();
  for (const a of members) {
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++) {
      const e = incidence.ofAccount[at];
      if (seen.has(e)) shared.add(e);
      seen.add(e);
    }
  }
  const empty = {
    bits: new Float32Array(0),
    held: new Uint32Array(0),
    byFamily: new Float32Array(0),
    total: new Float32Array(0),
    barBits: 0,
    contested: new Int32Array(0),
  };
  const weighed = weigh(incidence, { ...empty, indicators: Uint32Array.from(shared).sort(), members });
  const scores = scoreAccounts(incidence, weighed.indicators, weighed.bits);
  const row = new Map<number, number>();
  scores.account.forEach((a, at) => row.set(a, at));
  const byFamily = new Float32Array(members.length * WIDTH);
  members.forEach((a, at) => {
    const found = row.get(a);
    if (found !== undefined) byFamily.set(scores.byFamily.subarray(found * WIDTH, (found + 1) * WIDTH), at * WIDTH);
  });
  const total = Float32Array.from(members, (a) => scores.total[row.get(a) ?? -1] ?? 0);
  return {
    ...weighed,
    members,
    byFamily,
    total,
    barBits: barBits(members.length, incidence.accounts),
    contested: new Int32Array(members.length).fill(-1),
  };
}
