import type { LakeTables } from '@iolaus/contracts';
import { weigh, type Cluster } from './clusters.js';
import { directLinks, namedAccounts } from './direct-links.js';
import { moranSpacing } from './features.js';
import type { Incidence } from './incidence.js';
import { barBits, scoreAccounts, WIDTH } from './membership.js';
import type { DetectParameters } from './parameters.js';
import { placesOf, rankTimes, type Ranks } from './ranks.js';
import { LEAST_LOG_P } from './significance.js';
import { benjaminiHochberg, logFactorial, logNormalTail, logPoissonTail } from './statistics.js';

/** Expected strangers in a window of an indicator: the window shrinks as the indicator grows. */
const WINDOW = 0.01;
/** Windows in which two accounts must meet, where nothing but what they share at what time tells of them. */
const LEAST_MEETINGS = 2;
/** Accounts after each one in time that are looked at. */
const NEXT = 6;
/** Least holders of a hub: two that share a rare value are no more suspicious than others where there is one kind only. */
const LEAST_HOLDERS = 3;

/** Nats by which the gaps between the accounts of a coherent hub are smaller than chance, at least; without it large exchanges pass on significance alone. */
const LEAST_COHERENCE = 1;
/** Variance of −ln of an exponential gap, π²/6. */
const GAP_VARIANCE = Math.PI ** 2 / 6;

/** True when only one family links: then independent families cannot confirm each other, and time or direct dealings have to. */
export function isOneKind({ leastFamilies }: Incidence): boolean {
  return leastFamilies === 1;
}

/**
 * Networks from one kind of indicator, as connected components (research part 2, section 1). Where its values may be accounts: accounts that deal with each other; neighbours in time on a hub, closer than
 * chance would bring one stranger in a hundred (d·|Δu| ≤ 0.01, u = rank in time); all accounts of a hub whose accounts came together in time. Where nothing is named, the sharing of things at the same time is all there is: two accounts must meet so on two
 * indicators.
 */
export function findByOneKind(incidence: Incidence, tables: LakeTables, parameters: DetectParameters): Cluster[] {
  const named = namedAccounts(tables);
  const components = new Components(incidence.accounts);
  for (const [a, b] of linksOf(incidence, tables, { named, fdr: parameters.fdr })) components.join(a, b);
  return components.groups(parameters.leastMembers).map((members) => clusterOf(incidence, members, named));
}

type Pair = readonly [a: number, b: number];

function linksOf(
  incidence: Incidence,
  tables: LakeTables,
  of: { readonly named: Int32Array; readonly fdr: number },
): Pair[] {
  const { named } = of;
  const clock = clockOf(tables, named);
  const meetings = meetingsOf(incidence, tables, { clock, named });
  if (!named.some((a) => a >= 0)) return repeated(meetings, incidence.accounts);
  return [
    ...directLinks(incidence, named).map(({ from, to }) => [from, to] as const),
    ...meetings.filter(({ hub }) => incidence.reach[hub] >= LEAST_HOLDERS).map(({ a, b }) => [a, b] as const),
    ...coherentHubs(incidence, tables, { ...of, clock }),
  ];
}

/** Pairs that met often enough. */
function repeated(meetings: readonly Meeting[], accounts: number): Pair[] {
  const counts = new Map<number, number>();
  for (const { a, b } of meetings) counts.set(a * accounts + b, (counts.get(a * accounts + b) ?? 0) + 1);
  return Array.from(counts)
    .filter(([, count]) => count >= LEAST_MEETINGS)
    .map(([key]) => [Math.floor(key / accounts), key % accounts] as const);
}

/** The times that windows are counted in, ranked: of sightings, or of accounts where values name accounts. */
interface Clock {
  readonly ranks: Ranks;
  /** Place of a sighting's row in the ranks. */
  readonly of: (row: number) => number;
}

/** Where accounts deal with each other, it is when each of them began: then those with many dealings do not stretch the scale, nor make chance neighbours. */
function clockOf({ sightings, accounts }: LakeTables, named: Int32Array): Clock {
  if (!named.some((a) => a >= 0)) return { ranks: rankTimes(sightings.firstMs), of: (row) => row };
  const began = accounts.createdMs.slice();
  const first = new Float64Array(began.length).fill(Number.POSITIVE_INFINITY);
  sightings.account.forEach((a, row) => {
    if (sightings.firstMs[row] < first[a]) first[a] = sightings.firstMs[row];
  });
  for (let a = 0; a < began.length; a++) if (Number.isFinite(first[a])) began[a] = first[a];
  return { ranks: rankTimes(began), of: (row) => sightings.account[row] };
}

/** Two accounts, in the order of their numbers, that were on one indicator at about the same time. */
interface Meeting {
  readonly a: number;
  readonly b: number;
  readonly hub: number;
}

interface Hub {
  readonly e: number;
  /** Its accounts in the order of time, and their places 0–1. */
  readonly accounts: Uint32Array;
  readonly places: Float64Array;
}

/** Each indicator that names no account, with those of its accounts whose time is known. */
function* hubsOf(
  incidence: Incidence,
  { sightings }: LakeTables,
  of: { readonly clock: Clock; readonly named: Int32Array },
): Generator<Hub> {
  const { ranks, of: place } = of.clock;
  const order = new Uint32Array(ranks.from.length);
  ranks.order.forEach((item, at) => (order[item] = at));
  const rows = Uint32Array.from(sightings.indicator.keys()).filter((row) => !Number.isNaN(ranks.from[place(row)]));
  const start = new Uint32Array(incidence.indicators + 1);
  for (const row of rows) start[sightings.indicator[row] + 1]++;
  for (let e = 0; e < incidence.indicators; e++) start[e + 1] += start[e];
  const next = start.slice();
  const sorted = new Uint32Array(rows.length);
  for (const row of rows) sorted[next[sightings.indicator[row]]++] = row;
  for (let e = 0; e < incidence.indicators; e++) {
    if (start[e + 1] - start[e] < 2 || of.named[e] >= 0) continue;
    const own = sorted.subarray(start[e], start[e + 1]).sort((x, y) => order[place(x)] - order[place(y)]);
    const items = own.map((row) => place(row));
    yield { e, accounts: own.map((row) => sightings.account[row]), places: placesOf(items, ranks) };
  }
}

function meetingsOf(
  incidence: Incidence,
  tables: LakeTables,
  of: { readonly clock: Clock; readonly named: Int32Array },
): Meeting[] {
  const meetings: Meeting[] = [];
  for (const { e, accounts, places } of hubsOf(incidence, tables, of)) {
    const d = accounts.length;
    for (let i = 0; i < d; i++) {
      for (let j = i + 1; j < d && j <= i + NEXT && d * (places[j] - places[i]) <= WINDOW; j++) {
        const [a, b] = accounts[i] < accounts[j] ? [accounts[i], accounts[j]] : [accounts[j], accounts[i]];
        if (a !== b) meetings.push({ a, b, hub: e });
      }
    }
  }
  return meetings;
}

/**
 * Links of the accounts of coherent hubs: c = mean(−(ln(g·(d + 1)) + γ)) over the gaps g of their places, z = c·√((d − 1)/(π²/6)), Benjamini–Hochberg over all hubs, and c ≥ 1
 * (Moran's spacing statistic; research part 2, section 1.1).
 */
function coherentHubs(
  incidence: Incidence,
  tables: LakeTables,
  of: { readonly clock: Clock; readonly named: Int32Array; readonly fdr: number },
): Pair[] {
  const tested: { readonly hub: Hub; readonly coherence: number; readonly logP: number }[] = [];
  const population = of.clock.ranks.order.length;
  for (const hub of hubsOf(incidence, tables, of)) {
    const d = hub.accounts.length;
    if (d < LEAST_HOLDERS) continue;
    const coherence = moranSpacing(hub.places, population);
    tested.push({ hub, coherence, logP: logNormalTail(coherence * Math.sqrt((d - 1) / GAP_VARIANCE)) });
  }
  const threshold = benjaminiHochberg(
    Float64Array.from(tested, ({ logP }) => logP),
    tested.length,
    of.fdr,
  );
  return tested
    .filter(({ coherence, logP }) => coherence >= LEAST_COHERENCE && logP <= threshold)
    .flatMap(({ hub: { accounts } }) => Array.from(accounts.subarray(1), (a, at) => [accounts[at], a] as const));
}

/** Sets of accounts that links join. */
class Components {
  readonly #parent: Uint32Array;

  constructor(accounts: number) {
    this.#parent = Uint32Array.from({ length: accounts }, (_, a) => a);
  }

  join(a: number, b: number): void {
    this.#parent[this.#find(a)] = this.#find(b);
  }

  /** Those of at least so many accounts, each ascending, in the order of their first account. */
  groups(least: number): Uint32Array[] {
    const size = new Uint32Array(this.#parent.length);
    for (let a = 0; a < size.length; a++) size[this.#find(a)]++;
    const groups = new Map<number, number[]>();
    for (let a = 0; a < size.length; a++) {
      const top = this.#find(a);
      if (size[top] < least) continue;
      const own = groups.get(top);
      if (own) own.push(a);
      else groups.set(top, [a]);
    }
    return Array.from(groups.values(), (own) => Uint32Array.from(own));
  }

  #find(a: number): number {
    const parent = this.#parent;
    let top = a;
    while (parent[top] !== top) top = parent[top] = parent[parent[top]];
    return top;
  }
}

/**
 * log10 p of a network that one kind found, the better of two tests, doubled for the choice. Meetings: less the two that each of the n − 1 links which hold it together needed, against a Poisson mean; a
 * sighting that could fall anywhere in the dump meets another of the same indicator with probability 2·0.01/d, so the mean is the sum of n_e(n_e − 1)/2 · 0.02/d_e, n_e = members that hold it. Direct
 * links: were as many dealt out at random, c a account, components would have the sizes of a branching process, P(size ≥ n) = Σ e^(−ck)(ck)^(k−1)/k! (Borel 1942), N/n of them at most; says nothing for c ≥ 1.
 */
export function oneKindLogP(incidence: Incidence, tables: LakeTables): (cluster: Cluster) => number {
  const named = namedAccounts(tables);
  const isNaming = named.some((a) => a >= 0);
  const meetings = meetingsOf(incidence, tables, { clock: clockOf(tables, named), named });
  const direct = isNaming ? directLinks(incidence, named) : [];
  const perAccount = (2 * direct.length) / Math.max(1, incidence.accounts);
  return (cluster) => {
    const byMeetings = meetingLogP(incidence, cluster, { meetings, spent: isNaming ? 1 : LEAST_MEETINGS });
    if (!isNaming) return byMeetings;
    const bySize =
      borelLogTail(cluster.members.length, perAccount) + Math.log10(incidence.accounts / cluster.members.length);
    return Math.min(0, Math.max(LEAST_LOG_P, Math.log10(2) + Math.min(byMeetings, bySize)));
  };
}

function meetingLogP(
  incidence: Incidence,
  { members }: Cluster,
  of: { readonly meetings: readonly Meeting[]; readonly spent: number },
): number {
  const isMember = new Uint8Array(incidence.accounts);
  for (const a of members) isMember[a] = 1;
  const inside = of.meetings.filter(({ a, b }) => isMember[a] === 1 && isMember[b] === 1).length;
  const held = new Map<number, number>();
  for (const a of members) {
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++) {
      const e = incidence.ofAccount[at];
      held.set(e, (held.get(e) ?? 0) + 1);
    }
  }
  let mean = 0;
  for (const [e, n] of held) if (n > 1) mean += (n * (n - 1) * WINDOW) / incidence.reach[e];
  const unspent = inside - of.spent * (members.length - 1);
  return unspent <= 0 ? 0 : Math.max(LEAST_LOG_P, logPoissonTail(unspent, mean));
}

/** log10 of P(size ≥ n) of a branching process with Poisson offspring of mean c; 0 for c ≥ 1, where it need not end. */
function borelLogTail(n: number, c: number): number {
  if (c >= 1) return 0;
  if (c <= 0) return LEAST_LOG_P;
  const logOf = (k: number): number => (-c * k + (k - 1) * Math.log(c * k) - logFactorial(k)) / Math.LN10;
  const first = logOf(n);
  let sum = 0;
  for (let k = n; ; k++) {
    const term = 10 ** (logOf(k) - first);
    sum += term;
    if (term < 1e-9 * sum) return Math.min(0, first + Math.log10(sum));
  }
}

/** A cluster of these members: its infrastructure is what at least two of them hold, and the members that others name. */
function clusterOf(incidence: Incidence, members: Uint32Array, named: Int32Array): Cluster {
  const isMember = new Set(members);
  const shared = new Set<number>();
  const seen = new Set<number>();
  for (const a of members) {
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++) {
      const e = incidence.ofAccount[at];
      if (seen.has(e) || (named[e] >= 0 && named[e] !== a && isMember.has(named[e]))) shared.add(e);
      seen.add(e);
    }
  }
  const empty = new Float32Array(0);
  const weighed = weigh(incidence, {
    indicators: Uint32Array.from(shared).sort(),
    members,
    bits: empty,
    held: new Uint32Array(0),
    byFamily: empty,
    total: empty,
    barBits: 0,
    contested: new Int32Array(0),
  });
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
