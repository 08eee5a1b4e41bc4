import type { LakeTables } from '@iolaus/contracts';
import type { Incidence } from './incidence.js';
import { recountPairs, type Chosen } from './pair-counts.js';
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
  const chosen = chooseIndicators(incidence, parameters);
  const counts = recountPairs(memoOf(incidence), chosen, { span: incidence.indicators, isDerived: kindPairs(tables) });
  const linkable = incidence.links.reduce((sum, each) => sum + each, 0);
  const first: number[] = [];
  const second: number[] = [];
  const together: number[] = [];
  for (let at = 0; at < counts.keys.length; at++) {
    if (counts.counts[at] < parameters.leastTogether) continue;
    first.push(Math.floor(counts.keys[at] / incidence.indicators));
    second.push(counts.keys[at] % incidence.indicators);
    together.push(counts.counts[at]);
  }
  const mean = (at: number): number =>
    (chosen.kappa * incidence.reach[first[at]] * incidence.reach[second[at]]) / incidence.accounts;
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
  const weight = kept.map(
    (at) => (together[at] - mean(at)) / Math.sqrt(incidence.reach[first[at]] * incidence.reach[second[at]]),
  );
  const ends = { first: kept.map((at) => first[at]), second: kept.map((at) => second[at]) };
  return {
    ...compact(ends, weight, incidence.indicators),
    tested: (linkable * (linkable - 1)) / 2,
    kept: kept.length,
    logP: threshold,
  };
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
  pairs: { readonly first: readonly number[]; readonly second: readonly number[] },
): Uint8Array {
  const isLoose = new Uint8Array(incidence.indicators);
  const isCommon = (e: number): boolean =>
    incidence.reach[e] > Math.max(COMMON_REACH, COMMON_SHARE * incidence.holders[sightings.indicatorKind[e]]);
  const partners = new Map<number, Set<number>>();
  pairs.first.forEach((one, at) => {
    const other = pairs.second[at];
    for (const [e, f] of [
      [one, other],
      [other, one],
    ]) {
      if (!isCommon(e) || isCommon(f)) continue;
      const known = partners.get(e);
      if (known) known.add(f);
      else partners.set(e, new Set([f]));
    }
  });
  for (const e of new Set([...pairs.first, ...pairs.second])) {
    if (!isCommon(e)) continue;
    const close = partners.get(e);
    let closed = 0;
    if (close === undefined) {
      isLoose[e] = 1;
      continue;
    }
    for (let at = incidence.indicatorStart[e]; at < incidence.indicatorStart[e + 1]; at++) {
      const a = incidence.ofIndicator[at];
      const own = incidence.ofAccount.subarray(incidence.accountStart[a], incidence.accountStart[a + 1]);
      if (own.some((f) => close.has(f))) closed++;
    }
    if (closed < LEAST_CLOSURE * incidence.reach[e]) isLoose[e] = 1;
  }
  return isLoose;
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

function isAscending(items: Uint32Array): boolean {
  for (let at = 1; at < items.length; at++) if (items[at - 1] > items[at]) return false;
  return true;
}

function kindPairs({ sightings }: LakeTables): (e: number, f: number) => boolean {
  const { kinds, indicatorKind } = sightings;
  const isDerived = kinds.map((a) => kinds.map((b) => DERIVED.has(`${a.kind}|${b.kind}`)));
  return (e, f) => isDerived[indicatorKind[e]][indicatorKind[f]];
}

/** Leaves vertices without edges out: Leiden is many times slower with them. */
function compact(
  ends: { first: number[]; second: number[] },
  weight: number[],
  indicators: number,
): { graph: Graph; indicator: Uint32Array } {
  const vertexOf = new Int32Array(indicators).fill(-1);
  for (const e of ends.first) vertexOf[e] = 0;
  for (const e of ends.second) vertexOf[e] = 0;
  const indicator: number[] = [];
  vertexOf.forEach((mark, e) => {
    if (mark === 0) vertexOf[e] = indicator.push(e) - 1;
  });
  return {
    graph: graphOf(
      ends.first.map((e) => vertexOf[e]),
      ends.second.map((e) => vertexOf[e]),
      { weight, vertices: indicator.length },
    ),
    indicator: Uint32Array.from(indicator),
  };
}

/** A graph from edge ends and weights; each edge is given once. */
export function graphOf(
  first: readonly number[],
  second: readonly number[],
  of: { readonly weight: readonly number[]; readonly vertices: number },
): Graph {
  const start = new Uint32Array(of.vertices + 1);
  for (const v of first) start[v + 1]++;
  for (const v of second) start[v + 1]++;
  for (let v = 0; v < of.vertices; v++) start[v + 1] += start[v];
  const next = start.slice(0, of.vertices);
  const neighbour = new Uint32Array(first.length * 2);
  const weight = new Float64Array(first.length * 2);
  first.forEach((v, at) => {
    const w = second[at];
    weight[next[v]] = of.weight[at];
    neighbour[next[v]++] = w;
    weight[next[w]] = of.weight[at];
    neighbour[next[w]++] = v;
  });
  return { vertices: of.vertices, start, neighbour, weight };
}
