import type { LakeTables } from '@iolaus/contracts';
import { isAscending, type Incidence } from './incidence.js';
import { recountPairs, type Chosen, type PairCounts } from './pair-counts.js';
import type { DetectParameters } from './parameters.js';
import { memoOf } from './remembered.js';
import { benjaminiHochberg, logPoissonTail } from './statistics.js';

/** A weighted graph without loops, as compressed rows (each edge twice). */
export interface Graph {
  readonly vertices: number;
  readonly start: Uint32Array;
  readonly neighbour: Uint32Array;
  readonly weight: Float64Array;
}

/** Significant pairs of indicators, on compacted vertex numbers. */
export interface Projection {
  readonly graph: Graph;
  /** Indicator of each vertex. */
  readonly indicator: Uint32Array;
  readonly tested: number;
  readonly kept: number;
  readonly logP: number;
}

/** Kinds of which one is computed from the other, or both from one address: their meeting is no news. */
const DERIVED = new Set(
  [
    ['ip', 'subnet'],
    ['ip', 'asn-user-agent'],
    ['subnet', 'asn-user-agent'],
    ['user-agent', 'asn-user-agent'],
  ].flatMap(([one, other]) => [`${one}|${other}`, `${other}|${one}`]),
);

/**
 * Joins two indicators when they meet on more accounts than chance: n against a Poisson mean κ·d_e·d_f/N, with κ = N·Σk²/(Σk)² for heavy users,
 * Benjamini–Hochberg over all M(M−1)/2 pairs. Cost is the sum of k² over accounts (k ≤ mostPerAccount), whatever the indicators' reach.
 */
export function projectIndicators(incidence: Incidence, tables: LakeTables, parameters: DetectParameters): Projection {
  const of = JSON.stringify(parameters);
  const known = projected.get(incidence);
  if (known?.of === of) return known.projection;
  const projection = project(incidence, tables, parameters);
  projected.set(incidence, { of, projection });
  return projection;
}

/** What was made of an incidence last: where it is met again, as after an undo, nothing of it has changed. */
const projected = new WeakMap<Incidence, { readonly of: string; readonly projection: Projection }>();

function project(incidence: Incidence, tables: LakeTables, parameters: DetectParameters): Projection {
  const chosen = chooseIndicators(incidence, parameters);
  const counts = recountPairs(memoOf(incidence), chosen, {
    span: incidence.indicators,
    least: parameters.leastTogether,
    isDerived: kindPairs(tables),
  });
  const linkable = incidence.links.reduce((sum, each) => sum + each, 0);
  const { first, second, together } = meetingOften(counts, incidence.indicators, parameters.leastTogether);
  const { reach } = incidence;
  const mean = (at: number): number => (chosen.kappa * reach[first[at]] * reach[second[at]]) / incidence.accounts;
  const logP = new Float64Array(first.length);
  for (let at = 0; at < first.length; at++) logP[at] = logPoissonTail(together[at], mean(at));
  const threshold = benjaminiHochberg(logP, (linkable * (linkable - 1)) / 2, parameters.fdr);
  const significant = first.map((_, at) => at).filter((at) => logP[at] <= threshold && together[at] > mean(at));
  const isLoose = looseIndicators(incidence, tables, {
    first: significant.map((at) => first[at]),
    second: significant.map((at) => second[at]),
  });
  const { kinds, indicatorKind } = tables.sightings;
  // By its kind: what a class of infrastructure takes away is bits, and not the right to join.
  const isWeak = (e: number): boolean => kinds[indicatorKind[e]].reliability01 < LEAST_RELIABILITY;
  const kept = significant.filter(
    (at) =>
      isLoose[first[at]] === 0 &&
      isLoose[second[at]] === 0 &&
      (together[at] >= LEAST_TOGETHER_WEAK || !(isWeak(first[at]) || isWeak(second[at]))),
  );
  const weight = Float64Array.from(
    kept,
    (at) => (together[at] - mean(at)) / Math.sqrt(reach[first[at]] * reach[second[at]]),
  );
  const ends = { first: kept.map((at) => first[at]), second: kept.map((at) => second[at]) };
  return {
    ...compact(ends, weight, incidence.indicators),
    tested: (linkable * (linkable - 1)) / 2,
    kept: kept.length,
    logP: threshold,
  };
}

/** The pairs that meet on at least so many accounts. */
function meetingOften(
  { keys, counts }: PairCounts,
  span: number,
  least: number,
): { readonly first: Uint32Array; readonly second: Uint32Array; readonly together: Int32Array } {
  let often = 0;
  for (let at = 0; at < counts.length; at++) if (counts[at] >= least) often++;
  const pairs = { first: new Uint32Array(often), second: new Uint32Array(often), together: new Int32Array(often) };
  for (let at = 0, to = 0; at < counts.length; at++) {
    if (counts[at] < least) continue;
    const first = Math.floor(keys[at] / span);
    pairs.first[to] = first;
    pairs.second[to] = keys[at] - first * span;
    pairs.together[to++] = counts[at];
  }
  return pairs;
}

/** Indicators of less reliability join others only by so many accounts: the households of a street share its subnet, and are none of one another. */
const LEAST_RELIABILITY = 0.5;
const LEAST_TOGETHER_WEAK = 5;

/** An indicator that more accounts than this, and more than this share of those with its kind, hold is common; it joins others only when most of its accounts belong together. */
const COMMON_REACH = 50;
const COMMON_SHARE = 0.02;
const LEAST_CLOSURE = 0.5;

/**
 * Common indicators whose accounts have little else in common: a public prompt, a carrier's addresses. Closure is the share of an indicator's accounts that also hold one of its significant
 * partners which is not common itself ("does it fall apart when removed?", research part 2, section 1.2); a campaign's own prompts close, however many accounts use them.
 */
function looseIndicators(
  incidence: Incidence,
  { sightings }: LakeTables,
  pairs: { readonly first: Uint32Array; readonly second: Uint32Array },
): Uint8Array {
  const isLoose = new Uint8Array(incidence.indicators);
  const isCommon = (e: number): boolean =>
    incidence.reach[e] > Math.max(COMMON_REACH, COMMON_SHARE * incidence.holders[sightings.indicatorKind[e]]);
  /** Of each common indicator that meets another, those that it meets and that are not common. */
  const close = new Map<number, number[]>();
  const note = (e: number, f: number): void => {
    if (!isCommon(e)) return;
    let known = close.get(e);
    if (!known) close.set(e, (known = []));
    if (!isCommon(f)) known.push(f);
  };
  pairs.first.forEach((one, at) => {
    note(one, pairs.second[at]);
    note(pairs.second[at], one);
  });
  const isClose = new Uint8Array(incidence.indicators);
  for (const [e, partners] of close) {
    for (const f of partners) isClose[f] = 1;
    let closed = 0;
    for (let at = incidence.indicatorStart[e]; at < incidence.indicatorStart[e + 1]; at++)
      if (holdsAny(incidence, incidence.ofIndicator[at], isClose)) closed++;
    for (const f of partners) isClose[f] = 0;
    if (closed === 0 || closed < LEAST_CLOSURE * incidence.reach[e]) isLoose[e] = 1;
  }
  return isLoose;
}

function holdsAny({ accountStart, ofAccount }: Incidence, a: number, wanted: Uint8Array): boolean {
  for (let at = accountStart[a]; at < accountStart[a + 1]; at++) if (wanted[ofAccount[at]] === 1) return true;
  return false;
}

/** The rarest linkable indicators of each account. */
function chooseIndicators(incidence: Incidence, parameters: DetectParameters): Chosen {
  const start = new Uint32Array(incidence.accounts + 1);
  const { ofAccount, links } = incidence;
  const items = new Uint32Array(ofAccount.length);
  let at = 0;
  let sum = 0;
  let squares = 0;
  for (let a = 0; a < incidence.accounts; a++) {
    const from = at;
    for (let row = incidence.accountStart[a]; row < incidence.accountStart[a + 1]; row++)
      if (links[ofAccount[row]] === 1) items[at++] = ofAccount[row];
    const own = items.subarray(from, at);
    if (own.length > parameters.mostPerAccount) {
      own.sort((e, f) => incidence.reach[e] - incidence.reach[f] || e - f);
      at = from + parameters.mostPerAccount;
      items.subarray(from, at).sort();
    } else if (!isAscending(own)) own.sort();
    start[a + 1] = at;
    const kept = at - from;
    sum += kept;
    squares += kept * kept;
  }
  return { start, items: items.subarray(0, at), kappa: sum === 0 ? 1 : (incidence.accounts * squares) / (sum * sum) };
}

function kindPairs({ sightings }: LakeTables): (e: number, f: number) => boolean {
  const { kinds, indicatorKind } = sightings;
  const isDerived = kinds.map((a) => kinds.map((b) => DERIVED.has(`${a.kind}|${b.kind}`)));
  return (e, f) => isDerived[indicatorKind[e]][indicatorKind[f]];
}

/** Leaves vertices without edges out: Leiden is many times slower with them. */
function compact(
  ends: { first: Uint32Array; second: Uint32Array },
  weight: Float64Array,
  indicators: number,
): { graph: Graph; indicator: Uint32Array } {
  const vertexOf = new Int32Array(indicators).fill(-1);
  for (let at = 0; at < ends.first.length; at++) vertexOf[ends.first[at]] = vertexOf[ends.second[at]] = 0;
  const indicator = new Uint32Array(indicators);
  let vertices = 0;
  for (let e = 0; e < indicators; e++) {
    if (vertexOf[e] < 0) continue;
    vertexOf[e] = vertices;
    indicator[vertices++] = e;
  }
  return {
    graph: graphOf(
      ends.first.map((e) => vertexOf[e]),
      ends.second.map((e) => vertexOf[e]),
      { weight, vertices },
    ),
    indicator: indicator.slice(0, vertices),
  };
}

/** A graph from edge ends and weights; each edge is given once. */
export function graphOf(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  of: { readonly weight: ArrayLike<number>; readonly vertices: number },
): Graph {
  const start = new Uint32Array(of.vertices + 1);
  for (let at = 0; at < first.length; at++) {
    start[first[at] + 1]++;
    start[second[at] + 1]++;
  }
  for (let v = 0; v < of.vertices; v++) start[v + 1] += start[v];
  const next = start.slice(0, of.vertices);
  const neighbour = new Uint32Array(first.length * 2);
  const weight = new Float64Array(first.length * 2);
  for (let at = 0; at < first.length; at++) {
    const [v, w] = [first[at], second[at]];
    weight[next[v]] = weight[next[w]] = of.weight[at];
    neighbour[next[v]++] = w;
    neighbour[next[w]++] = v;
  }
  return { vertices: of.vertices, start, neighbour, weight };
}
