import { FAMILIES, type Fragility, type LakeTables } from '@iolaus/contracts';
import type { Cluster } from './clusters.js';
import type { Incidence } from './incidence.js';
import { memberHoldings, type MemberHoldings } from './member-holdings.js';
import { FAMILY_COUNTS, familySum, WIDTH } from './membership.js';
import { componentsOf, type LinkColumns } from './one-kind-links.js';
import { inSentence } from './wording.js';

/** A network rests on something when without it fewer than this share of members stay. */
const HOLDS_SHARE = 0.6;
const INDICATORS_TRIED = 5;
const DAYS_TRIED = 3;
const DAY_MS = 86_400_000;

/**
 * Takes away one indicator, then one family, then what was seen on one day alone (of the three UTC days that carry most of it), and says which share of the members would still reach the bar
 * with as many families as the data asks for; where accounts were linked one by one, which share the largest part that holds together would have. Timing stays as it is. Weakest first.
 */
export function networkFragility(incidence: Incidence, tables: LakeTables, cluster: Cluster): Fragility[] {
  if (cluster.links) return linkFragility(incidence, tables, { cluster, links: cluster.links });
  const { kinds, indicatorKind, indicatorValue } = tables.sightings;
  const tried = Array.from(cluster.indicators, (e, k) => ({ e, k, weight: cluster.held[k] * cluster.bits[k] }))
    .sort((x, y) => y.weight - x.weight)
    .slice(0, INDICATORS_TRIED);
  const own = memberHoldings(incidence, cluster);
  const indicators = tried.map(({ e, k }) => {
    const remains = shareThatStays(incidence, cluster, { own, isOut: (at) => own.items[at] === k });
    return {
      without: `this ${inSentence(kinds[indicatorKind[e]].label)}`,
      kind: kinds[indicatorKind[e]].kind,
      value: indicatorValue[e],
      remains,
      holds: remains >= HOLDS_SHARE,
    };
  });
  const present = [...new Set(Array.from(cluster.indicators, (e) => incidence.family[e]))].sort((x, y) => x - y);
  const families = present.map((family) => {
    const remains = shareThatStays(incidence, cluster, {
      own,
      isOut: (at) => incidence.family[cluster.indicators[own.items[at]]] === family,
    });
    return {
      without: `all ${FAMILIES[family]} evidence`,
      kind: 'family',
      value: FAMILIES[family],
      remains,
      holds: remains >= HOLDS_SHARE,
    };
  });
  const days = heaviestDays(tables.sightings, own.sighting).map((day) =>
    dayFragility(
      day,
      shareThatStays(incidence, cluster, { own, isOut: (at) => onlyDay(tables.sightings, own.sighting[at]) === day }),
    ),
  );
  return [...indicators, ...families, ...days].sort((x, y) => x.remains - y.remains);
}

type Sightings = LakeTables['sightings'];

/** The day since the epoch on which alone a sighting was made; NaN where there were several, or none is known. */
function onlyDay({ firstMs, lastMs }: Sightings, at: number): number {
  const day = Math.floor(firstMs[at] / DAY_MS);
  return day === Math.floor(lastMs[at] / DAY_MS) ? day : Number.NaN;
}

/** The days that carry most of what was seen on one day alone, the most first. Where all sightings of the data are of one day, none is tried: without it nothing is left, which is no news. */
function heaviestDays(sightings: Sightings, rows: Uint32Array): number[] {
  if (isOfOneDay(sightings)) return [];
  const carried = new Map<number, number>();
  for (const at of rows) {
    const day = onlyDay(sightings, at);
    if (!Number.isNaN(day)) carried.set(day, (carried.get(day) ?? 0) + 1);
  }
  return [...carried]
    .sort((x, y) => y[1] - x[1] || x[0] - y[0])
    .slice(0, DAYS_TRIED)
    .map(([day]) => day);
}

const ofOneDay = new WeakMap<Sightings, boolean>();

function isOfOneDay(sightings: Sightings): boolean {
  const known = ofOneDay.get(sightings);
  if (known !== undefined) return known;
  const { firstMs, lastMs } = sightings;
  const first = Math.floor((firstMs.find((ms) => !Number.isNaN(ms)) ?? Number.NaN) / DAY_MS);
  const isOther = (ms: number): boolean => !Number.isNaN(ms) && Math.floor(ms / DAY_MS) !== first;
  const isOne = !firstMs.some(isOther) && !lastMs.some(isOther);
  ofOneDay.set(sightings, isOne);
  return isOne;
}

function dayFragility(day: number, remains: number): Fragility {
  const value = new Date(day * DAY_MS).toISOString().slice(0, 10);
  return { without: `sightings of ${value} alone`, kind: 'day', value, remains, holds: remains >= HOLDS_SHARE };
}

/** Takes away what carries most links, and the links of which an end was seen on one day alone. Without the only family nothing is left, which is no news. */
function linkFragility(
  incidence: Incidence,
  { sightings }: LakeTables,
  { cluster, links }: { readonly cluster: Cluster; readonly links: LinkColumns },
): Fragility[] {
  const members = cluster.members.length;
  const holdings = memberHoldings(incidence, {
    members: cluster.members,
    indicators: Uint32Array.from(new Set([...cluster.indicators, ...links.via])),
  });
  const largest = (isOut: (at: number) => boolean): number => {
    const size = new Uint32Array(members);
    for (const part of componentsOf(members, links, isOut)) size[part]++;
    return size.reduce((most, each) => Math.max(most, each), 0) / members;
  };
  const carried = new Map<number, number>();
  for (const e of links.via) carried.set(e, (carried.get(e) ?? 0) + 1);
  const indicators = [...carried]
    .sort((x, y) => y[1] - x[1] || x[0] - y[0])
    .slice(0, INDICATORS_TRIED)
    .map(([e]) => {
      const remains = largest((at) => links.via[at] === e);
      const kind = sightings.kinds[sightings.indicatorKind[e]];
      return {
        without: `this ${inSentence(kind.label)}`,
        kind: kind.kind,
        value: sightings.indicatorValue[e],
        remains,
        holds: remains >= HOLDS_SHARE,
      };
    });
  const seen = sightingsByHolder(incidence, holdings);
  const days = heaviestDays(sightings, holdings.sighting).map((day) =>
    dayFragility(
      day,
      largest((at) =>
        [links.a[at], links.b[at]].some((row) => {
          const sighting = seen(row, links.via[at]);
          return sighting !== undefined && onlyDay(sightings, sighting) === day;
        }),
      ),
    ),
  );
  return [...indicators, ...days].sort((x, y) => x.remains - y.remains);
}

/** The sighting of a member, by its place in the cluster, with an indicator. */
function sightingsByHolder(
  { ofAccount, indicators }: Incidence,
  { start, sighting }: MemberHoldings,
): (row: number, e: number) => number | undefined {
  const known = new Map<number, number>();
  for (let row = 0; row + 1 < start.length; row++)
    for (const at of sighting.subarray(start[row], start[row + 1])) known.set(row * indicators + ofAccount[at], at);
  return (row, e) => known.get(row * indicators + e);
}

function shareThatStays(
  incidence: Incidence,
  cluster: Cluster,
  { own, isOut }: { readonly own: MemberHoldings; readonly isOut: (at: number) => boolean },
): number {
  const members = cluster.members.length;
  let stays = 0;
  const best = new Float32Array(WIDTH);
  const sum = new Float32Array(WIDTH);
  const familyOf = Uint8Array.from(cluster.indicators, (e) => incidence.family[e]);
  for (let row = 0; row < members; row++) {
    best.fill(0);
    sum.fill(0);
    for (let at = own.start[row]; at < own.start[row + 1]; at++) {
      const k = own.items[at];
      if (cluster.bits[k] <= 0 || isOut(at)) continue;
      const family = familyOf[k];
      sum[family] += cluster.bits[k];
      if (cluster.bits[k] > best[family]) best[family] = cluster.bits[k];
    }
    let families = 0;
    let total = 0;
    for (let family = 0; family < WIDTH; family++) {
      const bits = family === WIDTH - 1 ? cluster.byFamily[row * WIDTH + family] : familySum(best[family], sum[family]);
      if (bits >= FAMILY_COUNTS) families++;
      total += bits;
    }
    if (families >= incidence.leastFamilies && total >= cluster.barBits) stays++;
  }
  return members === 0 ? 0 : stays / members;
}
