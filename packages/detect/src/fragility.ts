import { FAMILIES, type Fragility, type LakeTables } from '@iolaus/contracts';
import { indicatorsOfMembers, type Cluster } from './clusters.js';
import type { Incidence } from './incidence.js';
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
  const daily = dailyOf(incidence, tables, cluster);
  if (cluster.links) return linkFragility(tables, { members: cluster.members.length, links: cluster.links, daily });
  const { kinds, indicatorKind, indicatorValue } = tables.sightings;
  const tried = Array.from(cluster.indicators, (e, k) => ({ e, k, weight: cluster.held[k] * cluster.bits[k] }))
    .sort((x, y) => y.weight - x.weight)
    .slice(0, INDICATORS_TRIED);
  const own = indicatorsOfMembers(incidence, cluster);
  const indicators = tried.map(({ e, k }) => {
    const remains = shareThatStays(incidence, cluster, { own, isOut: (_, other) => other === k });
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
      isOut: (_, k) => incidence.family[cluster.indicators[k]] === family,
    });
    return {
      without: `all ${FAMILIES[family]} evidence`,
      kind: 'family',
      value: FAMILIES[family],
      remains,
      holds: remains >= HOLDS_SHARE,
    };
  });
  const days = daily.days.map((day) =>
    dayFragility(
      day,
      shareThatStays(incidence, cluster, { own, isOut: (row, k) => daily.dayOf(row, cluster.indicators[k]) === day }),
    ),
  );
  return [...indicators, ...families, ...days].sort((x, y) => x.remains - y.remains);
}

/** When members were seen with what the network holds. */
interface Daily {
  /** The days since the epoch that carry most of what was seen on one day alone, the most first. */
  readonly days: readonly number[];
  /** The only day on which a member, by its place in the cluster, was seen with an indicator; undefined where there were several, or none is known. */
  readonly dayOf: (row: number, e: number) => number | undefined;
}

/** Where all sightings of the data are of one day, none is tried: without it nothing is left, which is no news. */
function dailyOf(incidence: Incidence, { sightings }: LakeTables, cluster: Cluster): Daily {
  const { firstMs, lastMs } = sightings;
  const counts = new Set([...cluster.indicators, ...(cluster.links?.via ?? [])]);
  const known = new Map<number, number>();
  const carried = new Map<number, number>();
  cluster.members.forEach((a, row) => {
    // Sightings are sorted by account, so that places of the incidence are rows of the table.
    for (let at = incidence.accountStart[a]; at < incidence.accountStart[a + 1]; at++) {
      const day = Math.floor(firstMs[at] / DAY_MS);
      if (day !== Math.floor(lastMs[at] / DAY_MS) || !counts.has(incidence.ofAccount[at])) continue;
      known.set(row * incidence.indicators + incidence.ofAccount[at], day);
      carried.set(day, (carried.get(day) ?? 0) + 1);
    }
  });
  const days = [...carried].sort((x, y) => y[1] - x[1] || x[0] - y[0]).map(([day]) => day);
  return {
    days: isOfOneDay(sightings) ? [] : days.slice(0, DAYS_TRIED),
    dayOf: (row, e) => known.get(row * incidence.indicators + e),
  };
}

const ofOneDay = new WeakMap<LakeTables['sightings'], boolean>();

function isOfOneDay(sightings: LakeTables['sightings']): boolean {
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
  { sightings }: LakeTables,
  { members, links, daily }: { readonly members: number; readonly links: LinkColumns; readonly daily: Daily },
): Fragility[] {
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
  const days = daily.days.map((day) =>
    dayFragility(
      day,
      largest((at) => [links.a[at], links.b[at]].some((row) => daily.dayOf(row, links.via[at]) === day)),
    ),
  );
  return [...indicators, ...days].sort((x, y) => x.remains - y.remains);
}

function shareThatStays(
  incidence: Incidence,
  cluster: Cluster,
  without: { own: readonly number[][]; isOut: (row: number, k: number) => boolean },
): number {
  let stays = 0;
  const best = new Float32Array(WIDTH);
  const sum = new Float32Array(WIDTH);
  const familyOf = Uint8Array.from(cluster.indicators, (e) => incidence.family[e]);
  without.own.forEach((list, row) => {
    best.fill(0);
    sum.fill(0);
    for (const k of list) {
      if (cluster.bits[k] <= 0 || without.isOut(row, k)) continue;
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
  });
  return without.own.length === 0 ? 0 : stays / without.own.length;
}
