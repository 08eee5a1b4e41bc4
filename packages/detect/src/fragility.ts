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
  const standing = new Standing(incidence, cluster, own);
  const indicators = tried.map(({ e, k }) => {
    const remains = standing.without((at) => own.items[at] === k);
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
    const remains = standing.withoutFamily(family);
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
      standing.without((at) => onlyDay(tables.sightings, own.sighting[at]) === day),
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

/** Bits of each member by family, of which parts are taken away: only members that hold something of it are weighed again. */
class Standing {
  readonly #incidence: Incidence;
  readonly #cluster: Cluster;
  readonly #own: MemberHoldings;
  readonly #familyOf: Uint8Array;
  /** Bits by family of each member, row-major; what does not come of indicators, timing, as the cluster has it. */
  readonly #bits: Float64Array;
  readonly #best = new Float32Array(WIDTH);
  readonly #sum = new Float32Array(WIDTH);

  constructor(incidence: Incidence, cluster: Cluster, own: MemberHoldings) {
    this.#incidence = incidence;
    this.#cluster = cluster;
    this.#own = own;
    this.#familyOf = Uint8Array.from(cluster.indicators, (e) => incidence.family[e]);
    this.#bits = new Float64Array(cluster.members.length * WIDTH);
    for (let row = 0; row < cluster.members.length; row++)
      this.#weigh(row, { into: this.#bits, cell: row * WIDTH, isOut: () => false });
  }

  /** Share 0–1 of the members that stay when some of the holdings are gone. */
  without(isOut: (at: number) => boolean): number {
    const { start } = this.#own;
    const bits = new Float64Array(WIDTH);
    return this.#share((row) => {
      let isTouched = false;
      for (let at = start[row]; at < start[row + 1] && !isTouched; at++) isTouched = isOut(at);
      if (!isTouched) return this.#stays(this.#bits, row * WIDTH);
      this.#weigh(row, { into: bits, cell: 0, isOut });
      return this.#stays(bits, 0);
    });
  }

  /** Share 0–1 of the members that stay when all indicators of a family are gone. */
  withoutFamily(family: number): number {
    const bits = new Float64Array(WIDTH);
    return this.#share((row) => {
      bits.set(this.#bits.subarray(row * WIDTH, (row + 1) * WIDTH));
      if (family < WIDTH - 1) bits[family] = 0;
      return this.#stays(bits, 0);
    });
  }

  #share(stays: (row: number) => boolean): number {
    const members = this.#cluster.members.length;
    let count = 0;
    for (let row = 0; row < members; row++) if (stays(row)) count++;
    return members === 0 ? 0 : count / members;
  }

  #weigh(
    row: number,
    of: { readonly into: Float64Array; readonly cell: number; readonly isOut: (at: number) => boolean },
  ): void {
    const { start, items } = this.#own;
    const { bits, byFamily } = this.#cluster;
    const [best, sum] = [this.#best.fill(0), this.#sum.fill(0)];
    for (let at = start[row]; at < start[row + 1]; at++) {
      const k = items[at];
      if (bits[k] <= 0 || of.isOut(at)) continue;
      const family = this.#familyOf[k];
      sum[family] += bits[k];
      if (bits[k] > best[family]) best[family] = bits[k];
    }
    for (let family = 0; family < WIDTH - 1; family++) of.into[of.cell + family] = familySum(best[family], sum[family]);
    of.into[of.cell + WIDTH - 1] = byFamily[row * WIDTH + WIDTH - 1];
  }

  #stays(bits: Float64Array, cell: number): boolean {
    let families = 0;
    let total = 0;
    for (let at = cell; at < cell + WIDTH; at++) {
      if (bits[at] >= FAMILY_COUNTS) families++;
      total += bits[at];
    }
    return families >= this.#incidence.leastFamilies && total >= this.#cluster.barBits;
  }
}
