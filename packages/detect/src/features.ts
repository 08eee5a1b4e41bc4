import type { IndicatorKind, LakeTables, Lineage } from '@iolaus/contracts';
import type { Cluster } from './clusters.js';
import type { Communities } from './communities.js';
import type { Incidence } from './incidence.js';
import { placesOf, rankTimes, type Ranks } from './ranks.js';
import { scratchOf } from './scratch.js';
import { clip } from './statistics.js';
import type { Timing } from './timing.js';
import type { Turns } from './turns.js';

/** What the risk points of a network are read from. Country, name and nationality are not among them. */
export interface Features {
  readonly size: number;
  /** Accounts in all: lifts can reach about log2 of it, so bounds on them scale with it. */
  readonly accounts: number;
  readonly cardBits: number;
  readonly templateBits: number;
  readonly agentBits: number;
  /** Bits of kinds that mappings declare, devices among them. */
  readonly declaredBits: number;
  readonly ipBits: number;
  readonly subnetBits: number;
  /** log2(1 + specific cards) · share of members that hold one: one sponsor's card is one card, an operator's are many. */
  readonly cardSpread: number;
  readonly rotation: number;
  readonly topIpShare01: number;
  readonly poolIps: number;
  readonly synchrony: number;
  /** Days over which the members' common activity spreads: the effective number, 0 where there is none. */
  readonly daysInStep: number;
  readonly signUpCoherence: number;
  readonly organisationShare01: number;
  readonly organisation: string | undefined;
  /** Mean members on a card of the network, for those that hold one. */
  readonly cardFanOut: number;
  /** Whether it follows a banned network. */
  readonly follows: Lineage['certainty'];
  /** Accounts that take turns, where their order was read and tells so. */
  readonly turns?: Turns;
  /** What the data says nothing about; its absence speaks neither for nor against anybody. */
  readonly unmeasured: ReadonlySet<Measured>;
}

/** What risk points are read from; a dump may lack any of it. */
export type Measured =
  | 'payment-method'
  | 'prompt-template'
  | 'user-agent'
  | 'declared'
  | 'ip'
  | 'activity'
  | 'sign-ups';

/** All kinds that mappings declare, devices among them, count as one: which there are depends on who keeps the logs. */
const DECLARED = 'declared';

const featureKind = (kind: IndicatorKind): string => (kind.isDeclared ? DECLARED : kind.kind);

/** What the tables say nothing about. */
export function unmeasuredIn({ sightings, activity, accounts }: LakeTables): ReadonlySet<Measured> {
  const seen = new Set<string>(Array.from(sightings.indicatorKind, (kind) => featureKind(sightings.kinds[kind])));
  if (activity.count.length > 0) seen.add('activity');
  if (accounts.createdMs.some((ms) => !Number.isNaN(ms))) seen.add('sign-ups');
  const all: readonly Measured[] = [
    'payment-method',
    'prompt-template',
    'user-agent',
    DECLARED,
    'ip',
    'activity',
    'sign-ups',
  ];
  return new Set(all.filter((each) => !seen.has(each)));
}

/** Computes the features of research part 2, section 2.2; communities stand for cores where timing is concerned. */
export function networkFeatures(
  incidence: Incidence,
  tables: LakeTables,
  network: {
    readonly cluster: Cluster;
    readonly communities: Communities;
    readonly timing: Timing;
    readonly follows: Lineage['certainty'];
    readonly unmeasured: ReadonlySet<Measured>;
  },
): Features {
  const { cluster, communities } = network;
  const lift = Float32Array.from(cluster.indicators, (e, k) =>
    liftBits(cluster.held[k], cluster.members.length, { reach: incidence.reach[e], accounts: incidence.accounts }),
  );
  const kindOf = (e: number): string => featureKind(tables.sightings.kinds[tables.sightings.indicatorKind[e]]);
  const best = bestByKind(incidence, network, kindOf);
  const mean = (kind: string): number => (best.get(kind)?.reduce((a, b) => a + b, 0) ?? 0) / cluster.members.length;
  const ips = Array.from(cluster.indicators, (e, k) => ({
    held: cluster.held[k],
    isSpecific: kindOf(e) === 'ip' && lift[k] >= SPECIFIC_BITS,
  })).filter((each) => each.isSpecific);
  const withIp = shareOver(best.get('ip'), cluster.members.length);
  const topIpShare01 = ips.length === 0 ? 0 : Math.max(...ips.map((each) => each.held)) / cluster.members.length;
  const cards = Array.from(cluster.indicators, (e, k) => ({
    held: cluster.held[k],
    isCard: kindOf(e) === 'payment-method',
    isSpecific: lift[k] >= SPECIFIC_BITS,
  })).filter((each) => each.isCard);
  const withCard = shareOver(best.get('payment-method'), cluster.members.length);
  return {
    size: cluster.members.length,
    accounts: incidence.accounts,
    cardBits: mean('payment-method'),
    templateBits: mean('prompt-template'),
    agentBits: mean('user-agent'),
    declaredBits: mean(DECLARED),
    ipBits: mean('ip'),
    subnetBits: mean('subnet'),
    cardSpread: Math.log2(1 + cards.filter((each) => each.isSpecific).length) * withCard,
    rotation: Math.log2(1 + ips.length) * (1 - topIpShare01) * withIp,
    topIpShare01,
    poolIps: ips.length,
    synchrony: network.timing.synchrony,
    daysInStep: network.timing.days,
    signUpCoherence: signUpCoherence(tables, cluster, communities),
    ...organisationOf(tables, cluster),
    follows: network.follows,
    unmeasured: network.unmeasured,
    cardFanOut: cards.length === 0 ? 0 : cards.reduce((sum, each) => sum + each.held, 0) / cards.length,
  };
}

/** Least lift for an indicator to be the network's own. */
const SPECIFIC_BITS = 3;

const shareOver = (best: Float32Array | undefined, members: number): number =>
  (best ?? new Float32Array()).reduce((count, bits) => count + (bits >= SPECIFIC_BITS ? 1 : 0), 0) / members;

/** log2 of how much more often members hold an indicator than others, clipped to 0–12; 0 when fewer than two hold it. */
export function liftBits(
  held: number,
  members: number,
  of: { readonly reach: number; readonly accounts: number },
): number {
  return held < 2 ? 0 : clip(Math.log2(held / members / ((of.reach - held + 0.5) / of.accounts)), 0, 12);
}

/** Per kind, each member's best lift, in its community or in the network: what a cell of a large one shares is rare in the whole, and a pool that all share is thin in each cell. */
function bestByKind(
  incidence: Incidence,
  of: { readonly cluster: Cluster; readonly communities: Communities },
  kindOf: (e: number) => string,
): Map<string, Float32Array> {
  const { cluster, communities } = of;
  const { slot } = scratchOf(incidence);
  const { indicatorStart, ofIndicator, reach, accounts } = incidence;
  cluster.members.forEach((a, at) => (slot[a] = at));
  const size = new Uint32Array(communities.count);
  communities.ofMember.forEach((c) => size[c]++);
  const here = new Uint32Array(communities.count);
  const local = new Float64Array(communities.count);
  const best = new Map<string, Float32Array>();
  cluster.indicators.forEach((e, k) => {
    const kind = kindOf(e);
    let column = best.get(kind);
    if (!column) best.set(kind, (column = new Float32Array(cluster.members.length)));
    const whole = liftBits(cluster.held[k], cluster.members.length, { reach: reach[e], accounts });
    const seen: number[] = [];
    for (let at = indicatorStart[e]; at < indicatorStart[e + 1]; at++) {
      const row = slot[ofIndicator[at]];
      if (row >= 0 && here[communities.ofMember[row]]++ === 0) seen.push(communities.ofMember[row]);
    }
    for (const c of seen)
      local[c] = liftBits(here[c], size[c], { reach: reach[e] - cluster.held[k] + here[c], accounts });
    for (let at = indicatorStart[e]; at < indicatorStart[e + 1]; at++) {
      const row = slot[ofIndicator[at]];
      if (row < 0) continue;
      const lift = Math.max(whole, local[communities.ofMember[row]]);
      if (lift > column[row]) column[row] = lift;
    }
    for (const c of seen) here[c] = 0;
  });
  for (const a of cluster.members) slot[a] = -1;
  return best;
}

/** Mean over communities of the Moran spacing statistic of sign-up ranks: nats by which gaps are smaller than chance, 0–4. */
function signUpCoherence(tables: LakeTables, cluster: Cluster, communities: Communities): number {
  const ranks = ranksOf(tables.accounts.createdMs);
  const lists = Array.from({ length: communities.count }, (): number[] => []);
  cluster.members.forEach((a, row) => {
    if (!Number.isNaN(ranks.from[a])) lists[communities.ofMember[row]].push(a);
  });
  let sum = 0;
  let members = 0;
  for (const list of lists) {
    if (list.length < 3) continue;
    list.sort((x, y) => ranks.from[x] - ranks.from[y]);
    sum += list.length * moranSpacing(placesOf(list, ranks), ranks.order.length);
    members += list.length;
  }
  return members === 0 ? 0 : clip(sum / members, 0, 4);
}

/** Moran's spacing statistic c = mean(−(ln(g·(d + 1)) + γ)) over the gaps of ranks in 0–1, gaps floored at 1/population. */
export function moranSpacing(ranks: ArrayLike<number>, population: number): number {
  const sorted = Float64Array.from(ranks).sort();
  let sum = 0;
  for (let at = 1; at < sorted.length; at++)
    sum -= Math.log(Math.max(1 / population, sorted[at] - sorted[at - 1]) * (sorted.length + 1)) + 0.5772;
  return sum / Math.max(1, sorted.length - 1);
}

const rankCache = new WeakMap<Float64Array, Ranks>();

function ranksOf(createdMs: Float64Array): Ranks {
  const known = rankCache.get(createdMs) ?? rankTimes(createdMs);
  rankCache.set(createdMs, known);
  return known;
}

function organisationOf(
  { accounts }: LakeTables,
  cluster: Cluster,
): { organisationShare01: number; organisation: string | undefined } {
  const counts = new Map<number, number>();
  for (const a of cluster.members)
    if (accounts.isVerified[a] === 1 && accounts.organisation[a] >= 0)
      counts.set(accounts.organisation[a], (counts.get(accounts.organisation[a]) ?? 0) + 1);
  const [top] = [...counts].sort((x, y) => y[1] - x[1]);
  return top
    ? { organisationShare01: top[1] / cluster.members.length, organisation: accounts.organisations[top[0]] }
    : { organisationShare01: 0, organisation: undefined };
}
