import type { Bridge, LakeTables } from '@iolaus/contracts';
import { JOINED_LEAST, JOINED_SHARE, FAMILY_JOINS, type Cluster } from './clusters.js';
import { communityLabel, type Communities } from './communities.js';
import { group, type Incidence } from './incidence.js';
import { memberHoldings, type MemberHoldings } from './member-holdings.js';
import { barBits, familySum, indicatorBits, WIDTH } from './membership.js';
import type { LinkColumns } from './one-kind-links.js';

/** Bridges that a record lists. */
const MOST_LISTED = 10;
/** Of the heaviest candidates, and of those that weigh most for the few communities that hold them, so many are tried. */
const MOST_TRIED = 40;
/** One member that knows the other side makes no bridge. */
const LEAST_ON_A_SIDE = 2;

/**
 * The few indicators that hold two communities of a network together: those first without which the two would be apart, then those without which they have least in common, then those that few
 * communities beside the two hold. Two are one when enough members of either reach the bar of the other in two families, by the rule that joins clusters (see `mergeCores`); where accounts were
 * linked one by one, when a link joins them. An indicator is tried between the two communities that hold it most; pairs that it does not join anyway are left out. Cost: members of at most 80 pairs
 * of communities are scored, each by what they hold.
 */
export function findBridges(
  incidence: Incidence,
  { sightings }: LakeTables,
  { cluster, communities }: { readonly cluster: Cluster; readonly communities: Communities },
): Bridge[] {
  if (communities.count < 2) return [];
  const own = memberHoldings(incidence, cluster);
  const candidates = candidatesOf(cluster, communities, own);
  const tried = new Set([
    ...candidates.slice(0, MOST_TRIED),
    ...candidates.toSorted((x, y) => specific(y) - specific(x) || x.k - y.k).slice(0, MOST_TRIED),
  ]);
  const compare = cluster.links
    ? byLinks(cluster.links, cluster, communities)
    : byBars(incidence, cluster, { communities, own });
  return [...tried]
    .map((candidate) => ({ ...candidate, ...compare(candidate) }))
    .filter(({ common, needed }) => common >= needed)
    .map((each) => ({ ...each, parts: each.commonWithout < each.needed }))
    .sort((x, y) => Number(y.parts) - Number(x.parts) || lost(y) - lost(x) || specific(y) - specific(x) || x.k - y.k)
    .slice(0, MOST_LISTED)
    .map(({ k, weight: _, pair, members, ...rest }) => {
      const e = cluster.indicators[k];
      const text = sightings.indicatorText[e];
      return {
        kind: sightings.kinds[sightings.indicatorKind[e]].kind,
        value: sightings.indicatorValue[e],
        ...(text === undefined ? {} : { text }),
        communities: [communityLabel(pair[0]), communityLabel(pair[1])],
        members,
        bits: Math.round(cluster.bits[k] * 10) / 10,
        ...rest,
      };
    });
}

/** Weight that an indicator has for each community beside the one that holds it most. */
const specific = (candidate: Candidate): number => candidate.weight / (candidate.in - 1);

/** Share of what joins two communities that goes with the indicator. */
const lost = ({ common, commonWithout }: ReturnType<Compare>): number => (common - commonWithout) / common;

interface Candidate {
  /** Place of the indicator in the cluster. */
  readonly k: number;
  /** The two communities that hold it most, the one that holds it more first, and how many members in each. */
  readonly pair: readonly [number, number];
  readonly members: [number, number];
  /** Communities with members that hold it. */
  readonly in: number;
  readonly weight: number;
}

/** Indicators that members of several communities hold, by bits and by how many hold it on the weaker side. */
function candidatesOf(cluster: Cluster, communities: Communities, own: MemberHoldings): Candidate[] {
  const homes = new Uint32Array(own.items.length);
  communities.ofMember.forEach((c, row) => homes.fill(c, own.start[row], own.start[row + 1]));
  const { start, items } = group(own.items, homes, cluster.indicators.length);
  const candidates: Candidate[] = [];
  for (let k = 0; k < cluster.indicators.length; k++) {
    if (cluster.bits[k] <= 0) continue;
    const counts = new Map<number, number>();
    for (const c of items.subarray(start[k], start[k + 1])) counts.set(c, (counts.get(c) ?? 0) + 1);
    const [first, second] = [...counts].sort((x, y) => y[1] - x[1] || x[0] - y[0]);
    if (!second || second[1] < LEAST_ON_A_SIDE) continue;
    candidates.push({
      k,
      pair: [first[0], second[0]],
      members: [first[1], second[1]],
      in: counts.size,
      weight: cluster.bits[k] * second[1],
    });
  }
  return candidates.sort((x, y) => y.weight - x.weight || x.k - y.k);
}

/** What joins two communities with an indicator and without it, and how much it takes to join them. */
type Compare = (candidate: Candidate) => Pick<Bridge, 'common' | 'commonWithout' | 'needed'>;

/** Members of either community that reach the bar of the other; the direction in which more do decides. */
function byBars(
  incidence: Incidence,
  cluster: Cluster,
  { communities, own }: { readonly communities: Communities; readonly own: MemberHoldings },
): Compare {
  const rows = Array.from({ length: communities.count }, (): number[] => []);
  communities.ofMember.forEach((c, row) => rows[c].push(row));
  const weighed = new Map<number, Float64Array>();
  const bitsIn = (c: number): Float64Array => {
    const known = weighed.get(c) ?? weighIn(incidence, cluster, { rows: rows[c], own });
    weighed.set(c, known);
    return known;
  };
  const reaching = (of: number, bar: number, without: number): number => {
    const bits = bitsIn(bar);
    const least = barBits(rows[bar].length, incidence.accounts);
    return rows[of].filter((row) => reachesBar(incidence, cluster, { own, row, bits, without, least })).length;
  };
  return ({ k, pair: [a, b] }) => {
    const most = (without: number): number => Math.max(reaching(a, b, without), reaching(b, a, without));
    const needed = Math.max(JOINED_LEAST, Math.ceil(JOINED_SHARE * Math.min(rows[a].length, rows[b].length)));
    return { common: most(-1), commonWithout: most(k), needed };
  };
}

/** Bits of the cluster's indicators by a community's own members; 0 where they tell nothing. */
function weighIn(
  incidence: Incidence,
  cluster: Cluster,
  { rows, own }: { readonly rows: readonly number[]; readonly own: MemberHoldings },
): Float64Array {
  const held = new Uint32Array(cluster.indicators.length);
  for (const row of rows) for (let at = own.start[row]; at < own.start[row + 1]; at++) held[own.items[at]]++;
  return Float64Array.from(held, (n, k) => {
    if (n === 0) return 0;
    const e = cluster.indicators[k];
    const counts = { held: n, members: rows.length, reach: incidence.reach[e], accounts: incidence.accounts };
    return Math.max(0, indicatorBits({ ...counts, reliability01: incidence.reliability[e] }));
  });
}

const best = new Float64Array(WIDTH);
const sum = new Float64Array(WIDTH);

function reachesBar(
  incidence: Incidence,
  cluster: Cluster,
  of: {
    readonly own: MemberHoldings;
    readonly row: number;
    readonly bits: Float64Array;
    readonly without: number;
    readonly least: number;
  },
): boolean {
  const { own, row, bits } = of;
  best.fill(0);
  sum.fill(0);
  for (let at = own.start[row]; at < own.start[row + 1]; at++) {
    const k = own.items[at];
    if (k === of.without || bits[k] === 0) continue;
    const family = incidence.family[cluster.indicators[k]];
    sum[family] += bits[k];
    if (bits[k] > best[family]) best[family] = bits[k];
  }
  let total = 0;
  let families = 0;
  for (let family = 0; family < WIDTH; family++) {
    const each = familySum(best[family], sum[family]);
    total += each;
    if (each >= FAMILY_JOINS) families++;
  }
  return total >= of.least && families >= 2;
}

/** Links between the two communities; one joins them. */
function byLinks(links: LinkColumns, cluster: Cluster, communities: Communities): Compare {
  const { ofMember } = communities;
  return ({ k, pair: [a, b] }) => {
    const between = Array.from(links.via).filter((_, at) => {
      const ends = [ofMember[links.a[at]], ofMember[links.b[at]]];
      return ends.includes(a) && ends.includes(b);
    });
    const commonWithout = between.filter((via) => via !== cluster.indicators[k]).length;
    return { common: between.length, commonWithout, needed: 1 };
  };
}
