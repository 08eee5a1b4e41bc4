import { FAMILIES, type Fragility, type LakeTables } from '@iolaus/contracts';
import { indicatorsOfMembers, type Cluster } from './clusters.js';
import type { Incidence } from './incidence.js';
import { FAMILY_COUNTS, familySum, WIDTH } from './membership.js';
import { componentsOf, type LinkColumns } from './one-kind-links.js';
import { inSentence } from './wording.js';

/** A network rests on something when without it fewer than this share of members stay. */
const HOLDS_SHARE = 0.6;
const INDICATORS_TRIED = 5;

/**
 * Takes away one indicator, then one family, and says which share of the members would still reach the bar with as many families as the data asks for; where accounts were linked
 * one by one, which share the largest part that holds together would have. Weakest first.
 */
export function networkFragility(incidence: Incidence, tables: LakeTables, cluster: Cluster): Fragility[] {
  if (cluster.links) return linkFragility(tables, cluster.members.length, cluster.links);
  const { kinds, indicatorKind, indicatorValue } = tables.sightings;
  const tried = Array.from(cluster.indicators, (e, k) => ({ e, k, weight: cluster.held[k] * cluster.bits[k] }))
    .sort((x, y) => y.weight - x.weight)
    .slice(0, INDICATORS_TRIED);
  const own = indicatorsOfMembers(incidence, cluster);
  const indicators = tried.map(({ e, k }) => {
    const remains = shareThatStays(incidence, cluster, { own, isOut: (other) => other === k });
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
      isOut: (k) => incidence.family[cluster.indicators[k]] === family,
    });
    return {
      without: `all ${FAMILIES[family]} evidence`,
      kind: 'family',
      value: FAMILIES[family],
      remains,
      holds: remains >= HOLDS_SHARE,
    };
  });
  return [...indicators, ...families].sort((x, y) => x.remains - y.remains);
}

/** Takes away what carries most links. Without the only family nothing is left, which is no news. */
function linkFragility({ sightings }: LakeTables, members: number, links: LinkColumns): Fragility[] {
  const carried = new Map<number, number>();
  for (const e of links.via) carried.set(e, (carried.get(e) ?? 0) + 1);
  return [...carried]
    .sort((x, y) => y[1] - x[1] || x[0] - y[0])
    .slice(0, INDICATORS_TRIED)
    .map(([e]) => {
      const size = new Uint32Array(members);
      for (const part of componentsOf(members, links, e)) size[part]++;
      const remains = size.reduce((most, each) => Math.max(most, each), 0) / members;
      const kind = sightings.kinds[sightings.indicatorKind[e]];
      return {
        without: `this ${inSentence(kind.label)}`,
        kind: kind.kind,
        value: sightings.indicatorValue[e],
        remains,
        holds: remains >= HOLDS_SHARE,
      };
    })
    .sort((x, y) => x.remains - y.remains);
}

function shareThatStays(
  incidence: Incidence,
  cluster: Cluster,
  without: { own: readonly number[][]; isOut: (k: number) => boolean },
): number {
  let stays = 0;
  const best = new Float32Array(WIDTH);
  const sum = new Float32Array(WIDTH);
  const counts = cluster.bits.map((bits, k) => (bits <= 0 || without.isOut(k) ? 0 : 1));
  const familyOf = Uint8Array.from(cluster.indicators, (e) => incidence.family[e]);
  without.own.forEach((list, row) => {
    best.fill(0);
    sum.fill(0);
    for (const k of list) {
      if (counts[k] === 0) continue;
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
