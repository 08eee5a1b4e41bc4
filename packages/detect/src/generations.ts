import { FAMILIES, type LakeTables, type Lineage } from '@iolaus/contracts';
import { bannedAt, firstWave } from './bans.js';
import { restate, type Cluster } from './clusters.js';
import { liftBits } from './features.js';
import type { Incidence } from './incidence.js';
import type { DetectParameters } from './parameters.js';
import { clip } from './statistics.js';
import type { Activity } from './timing.js';

/** The banned cluster that another one follows, and what survived. */
export interface Descent {
  /** Index of the banned cluster. */
  readonly parent: number;
  readonly certainty: NonNullable<Lineage['certainty']>;
  readonly bits: number;
  readonly signals: Lineage['signals'];
}

/** Clusters, those that outlived a takedown cut in two, and whom each follows. */
export interface Generations {
  readonly clusters: readonly Cluster[];
  readonly descent: readonly (Descent | undefined)[];
}

/** Surviving bits from which a network likely or possibly follows another (research part 2, section 4). */
const LIKELY_BITS = 18;
const POSSIBLE_BITS = 12;
/** Least bits by which a family counts as one of the two that a match needs: a resold proxy pool alone is the vendor's, not the operator's. */
const FAMILY_SURVIVES = 3;
const FAMILY_CAP = 24;
/** Least lift for an indicator to be of a generation's core, and least members that hold it. */
const CORE_LIFT = 3;
const CORE_HELD = 2;
/** Share of the members of a dead network that must be banned, and of a successor that must have signed up after. */
const DEAD_SHARE = 0.5;
const NEW_SHARE = 0.8;
const SIGNALS_LISTED = 20;

interface Times {
  readonly banned: Float64Array;
  /** When an account appeared: its sign-up, or its first record. */
  readonly born: Float64Array;
}

/**
 * Finds what grew back: where most of a cluster's earlier members were banned in a wave and others signed up after it, these are a generation of their own; and a cluster that appeared after a
 * takedown is matched to the dead ones by what survived.
 */
export function findGenerations(
  incidence: Incidence,
  tables: LakeTables,
  of: { readonly clusters: readonly Cluster[]; readonly activity: Activity; readonly parameters: DetectParameters },
): Generations {
  const banned = bannedAt(tables);
  const { clusters, activity } = of;
  if (banned.every(Number.isNaN)) return { clusters, descent: clusters.map(() => undefined) };
  const { createdMs, firstMs } = tables.accounts;
  const times: Times = { banned, born: createdMs.map((ms, a) => (Number.isNaN(ms) ? firstMs[a] : ms)) };
  const matcher: Matcher = { incidence, tables, activity, times, least: of.parameters.leastMembers };
  const parts = clusters.map((cluster) => cutByWaves(matcher, cluster));
  const place: number[] = [];
  let next = 0;
  for (const part of parts) place.push((next += part.length) - 1);
  const all = parts.flat();
  const descent = all.map(({ from }, at): Descent | undefined => (from ? { parent: at - 1, ...from } : undefined));
  matchApart(
    matcher,
    all.map(({ cluster }) => cluster),
    descent,
  );
  return {
    clusters: all.map(({ cluster }) => ({
      ...cluster,
      contested: cluster.contested.map((c) => (c < 0 ? -1 : place[c])),
    })),
    descent,
  };
}

interface Matcher {
  readonly incidence: Incidence;
  readonly tables: LakeTables;
  readonly activity: Activity;
  readonly times: Times;
  readonly least: number;
}

interface Part {
  readonly cluster: Cluster;
  readonly from?: Omit<Descent, 'parent'> | undefined;
}

/** The generations of a cluster, oldest first. */
function cutByWaves(matcher: Matcher, cluster: Cluster): Part[] {
  const { times, least, incidence } = matcher;
  const wave = waveOf(matcher, cluster);
  if (wave === undefined) return [{ cluster }];
  const isNew = (a: number): boolean => times.born[a] >= wave;
  const later = cluster.members.filter((a) => isNew(a));
  const earlier = cluster.members.filter((a) => !isNew(a));
  if (later.length < least || earlier.length < least) return [{ cluster }];
  const [old, young] = [earlier, later].map((members) => keepRows(cluster, members));
  const [first, ...rest] = cutByWaves(matcher, restate(incidence, young));
  // What shares no more than a vendor's addresses with the banned accounts is another operator's, and no successor.
  return [{ cluster: restate(incidence, old) }, { ...first, from: matchOf(matcher, old, young) }, ...rest];
}

/** When most of the members who were there began to be banned. */
function waveOf({ times, least }: Matcher, { members }: Cluster): number | undefined {
  const bans = Array.from(members, (a) => times.banned[a]).filter((ms) => !Number.isNaN(ms));
  const wave = firstWave(bans, least);
  if (wave === undefined) return undefined;
  const earlier = members.filter((a) => !(times.born[a] >= wave));
  const dead = earlier.filter((a) => !Number.isNaN(times.banned[a]));
  return earlier.length >= least && dead.length >= DEAD_SHARE * earlier.length ? wave : undefined;
}

function keepRows(cluster: Cluster, members: Uint32Array): Cluster {
  const row = new Map(Array.from(cluster.members, (a, at) => [a, at] as const));
  // Links are by the place of a member, and members have changed.
  const { links: _, ...unlinked } = cluster;
  return { ...unlinked, members, contested: Int32Array.from(members, (a) => cluster.contested[row.get(a)!]) };
}

/** Clusters that appeared after a takedown and share no cluster with it; each follows the dead one that it has most in common with. */
function matchApart(matcher: Matcher, clusters: readonly Cluster[], descent: (Descent | undefined)[]): void {
  const { times } = matcher;
  const waves = clusters.map((cluster) => waveOf(matcher, cluster));
  const deadWith = new Map<number, number[]>();
  waves.forEach((wave, c) => {
    if (wave === undefined) return;
    for (const e of clusters[c].indicators) deadWith.set(e, [...(deadWith.get(e) ?? []), c]);
  });
  clusters.forEach((young, at) => {
    if (descent[at]) return;
    const candidates = new Set(Array.from(young.indicators, (e) => deadWith.get(e) ?? []).flat());
    for (const parent of [...candidates].sort((x, y) => x - y)) {
      // A network cannot follow one that was banned after it.
      if (parent === at || waves[parent]! >= (waves[at] ?? Number.POSITIVE_INFINITY)) continue;
      const after = young.members.filter((a) => times.born[a] >= waves[parent]!).length;
      if (after < NEW_SHARE * young.members.length) continue;
      const match = matchOf(matcher, clusters[parent], young);
      if (match && match.bits > (descent[at]?.bits ?? 0)) descent[at] = { parent, ...match };
    }
  });
}

/** What two generations have in common, if it is enough: score(old, new) of research part 2, section 4. */
function matchOf(matcher: Matcher, old: Cluster, young: Cluster): Omit<Descent, 'parent'> | undefined {
  const { incidence, tables } = matcher;
  const heldBefore = holdersOf(incidence, old.members);
  const heldNow = holdersOf(incidence, young.members);
  const signals: { e: number; bits: number }[] = [];
  for (const [e, before] of heldBefore) {
    const now = heldNow.get(e);
    if (now === undefined || incidence.reliability[e] === 0) continue;
    const reach = { old: incidence.reach[e] - now, young: incidence.reach[e] - before };
    const isCore = (held: number, members: number, own: number): boolean =>
      held >= CORE_HELD && liftBits(held, members, { reach: own, accounts: incidence.accounts }) >= CORE_LIFT;
    if (!isCore(before, old.members.length, reach.old) || !isCore(now, young.members.length, reach.young)) continue;
    const bits = incidence.reliability[e] * Math.log2((0.9 * incidence.accounts) / Math.max(reach.old, reach.young));
    if (bits > 0) signals.push({ e, bits });
  }
  signals.sort((x, y) => y.bits - x.bits || x.e - y.e);
  const families = FAMILIES.map((_, family) => {
    const own = signals.filter(({ e }) => incidence.family[e] === family).map(({ bits }) => bits);
    const [best = 0, ...rest] = own;
    return Math.min(FAMILY_CAP, best + 0.5 * rest.reduce((sum, each) => sum + each, 0));
  });
  const cadence = cadenceBits(matcher.activity, old.members, young.members);
  const bits = families.reduce((sum, each) => sum + each, 0) + cadence;
  const surviving = families.filter((each) => each >= FAMILY_SURVIVES).length + (cadence > 2 ? 1 : 0);
  if (bits < POSSIBLE_BITS || surviving < 2) return undefined;
  const { sightings } = tables;
  return {
    certainty: bits >= LIKELY_BITS ? 'likely' : 'possible',
    bits: Math.round(bits * 10) / 10,
    signals: signals.slice(0, SIGNALS_LISTED).map(({ e, bits: own }) => ({
      kind: sightings.kinds[sightings.indicatorKind[e]].kind,
      value: sightings.indicatorValue[e],
      ...(sightings.indicatorText[e] === undefined ? {} : { text: sightings.indicatorText[e] }),
      family: FAMILIES[incidence.family[e]],
      bits: Math.round(own * 10) / 10,
    })),
  };
}

function holdersOf(incidence: Incidence, members: Uint32Array): Map<number, number> {
  const held = new Map<number, number>();
  for (const a of members) {
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++) {
      const e = incidence.ofAccount[at];
      held.set(e, (held.get(e) ?? 0) + 1);
    }
  }
  return held;
}

const WEEK = 168;
const LEAST_FOR_CADENCE = 20;

/** Bits of a common rhythm over the hours of the week: clip(30·(cos − 0.15), 0, 8) of both profiles less the usual one; 0 unless both show a whole week and 20 members. */
function cadenceBits(activity: Activity, old: Uint32Array, young: Uint32Array): number {
  if (Math.min(old.length, young.length) < LEAST_FOR_CADENCE) return 0;
  const [before, now] = [old, young].map((members) => weekOf(activity, members));
  if (!before || !now) return 0;
  let dot = 0;
  let squares = 0;
  let others = 0;
  for (let hour = 0; hour < WEEK; hour++) {
    dot += before[hour] * now[hour];
    squares += before[hour] ** 2;
    others += now[hour] ** 2;
  }
  return squares === 0 || others === 0 ? 0 : clip(30 * (dot / Math.sqrt(squares * others) - 0.15), 0, 8);
}

/** Share of the members' active hours in each hour of the week less that of everybody over the same span; undefined where they span less than a week. */
function weekOf(activity: Activity, members: Uint32Array): Float64Array | undefined {
  const own = new Float64Array(WEEK);
  let from = activity.hours;
  let to = -1;
  let total = 0;
  for (const a of members) {
    for (let at = activity.start[a]; at < activity.start[a + 1]; at++) {
      const hour = activity.hour[at];
      own[hour % WEEK]++;
      total++;
      if (hour < from) from = hour;
      if (hour > to) to = hour;
    }
  }
  if (to - from + 1 < WEEK) return undefined;
  const usual = new Float64Array(WEEK);
  let all = 0;
  for (let hour = from; hour <= to; hour++) {
    usual[hour % WEEK] += activity.usual[hour];
    all += activity.usual[hour];
  }
  return own.map((count, hour) => count / total - usual[hour] / all);
}
