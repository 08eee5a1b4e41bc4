import { group, type Incidence } from './incidence.js';
import type { Cluster } from './clusters.js';
import { leiden } from './leiden.js';
import { memberHoldings, type MemberHoldings } from './member-holdings.js';
import { countMeetings } from './pair-counts.js';
import type { DetectParameters } from './parameters.js';
import { graphOf } from './projection.js';

/** Communities of a cluster: which one each member and each indicator is in; numbered by size, largest first. */
export interface Communities {
  readonly count: number;
  readonly ofMember: Uint16Array;
  /** Per cluster indicator; 65535 for those that are common to many communities. */
  readonly ofIndicator: Uint16Array;
}

/** The label of a community by its place: `A-01` to `A-99`, then `B-01`. */
export function communityLabel(place: number): string {
  return `${String.fromCharCode(65 + (Math.floor(place / 99) % 26))}-${String((place % 99) + 1).padStart(2, '0')}`;
}

/** An indicator that more than this share of the members hold ties the network, not a community of it. */
const COMMON_SHARE = 0.2;
/** Communities smaller than this join the one that they share most with. */
const LEAST_MEMBERS = 12;
const MOST_COMMUNITIES = 300;
/** Members on whom two indicators must meet. */
const LEAST_MEETINGS = 2;
const NOWHERE = 65535;

/** Cuts a cluster into communities: Leiden on its indicators, joined by the members that hold both; then each member goes where its bits are. */
export function findCommunities(incidence: Incidence, cluster: Cluster, parameters: DetectParameters): Communities {
  const n = cluster.members.length;
  const isLocal = Uint8Array.from(cluster.held, (held) =>
    held <= Math.max(10, COMMON_SHARE * n) && held >= 2 ? 1 : 0,
  );
  if (n < 3 * LEAST_MEMBERS) return single(cluster);
  const own = memberHoldings(incidence, cluster);
  const partition = leiden(meetings(own, cluster, isLocal), {
    resolution: parameters.communityResolution,
    seed: parameters.seed,
    iterations: 5,
  });
  const home = placeMembers(own, cluster, { isLocal, partition });
  return number(mergeSmall(own, cluster, { isLocal, partition, home }), partition, isLocal);
}

function single(cluster: Cluster): Communities {
  return {
    count: 1,
    ofMember: new Uint16Array(cluster.members.length),
    ofIndicator: new Uint16Array(cluster.indicators.length),
  };
}

function meetings(own: MemberHoldings, cluster: Cluster, isLocal: Uint8Array): ReturnType<typeof graphOf> {
  const span = cluster.indicators.length;
  const start = new Uint32Array(cluster.members.length + 1);
  const items = new Uint32Array(own.items.length);
  let next = 0;
  for (let row = 0; row < cluster.members.length; row++) {
    for (let at = own.start[row]; at < own.start[row + 1]; at++)
      if (isLocal[own.items[at]] === 1) items[next++] = own.items[at];
    items.subarray(start[row], next).sort();
    start[row + 1] = next;
  }
  const first: number[] = [];
  const second: number[] = [];
  const weight: number[] = [];
  // In the order of the indicators: Leiden breaks ties by the order of edges, and members are in the order of their names.
  const { keys, counts } = countMeetings(
    { start, items: items.subarray(0, next) },
    { span, least: LEAST_MEETINGS, isDerived: () => false },
  );
  for (let at = 0; at < keys.length; at++) {
    const [k, other] = [Math.floor(keys[at] / span), keys[at] % span];
    first.push(k);
    second.push(other);
    weight.push(counts[at] / Math.sqrt(cluster.held[k] * cluster.held[other]));
  }
  return graphOf(first, second, { weight, vertices: span });
}

interface Placing {
  readonly isLocal: Uint8Array;
  readonly partition: Uint32Array;
}

/** Each member goes to the part in which its indicators have most bits; one without local indicators goes nowhere yet (−1). */
function placeMembers(own: MemberHoldings, cluster: Cluster, { isLocal, partition }: Placing): Int32Array {
  return Int32Array.from(cluster.members, (_, row) => {
    const bits = new Map<number, number>();
    for (let at = own.start[row]; at < own.start[row + 1]; at++) {
      const k = own.items[at];
      if (isLocal[k] === 1) bits.set(partition[k], (bits.get(partition[k]) ?? 0) + cluster.bits[k]);
    }
    return [...bits].sort((x, y) => y[1] - x[1] || x[0] - y[0])[0]?.[0] ?? -1;
  });
}

/** Members of too small parts, and those without a part, join the large part whose members hold most of what they hold. */
function mergeSmall(own: MemberHoldings, cluster: Cluster, { home }: Placing & { home: Int32Array }): Int32Array {
  const size = new Map<number, number>();
  for (const part of home) size.set(part, (size.get(part) ?? 0) + 1);
  const large = [...size]
    .filter(([part, n]) => part >= 0 && n >= LEAST_MEMBERS)
    .sort((x, y) => y[1] - x[1] || x[0] - y[0])
    .slice(0, MOST_COMMUNITIES)
    .map(([part]) => part);
  if (large.length === 0) return new Int32Array(home.length);
  const placeOf = new Map(large.map((part, at) => [part, at]));
  const shares = sharesOf(own, home, { placeOf, indicators: cluster.indicators.length });
  const score = new Float64Array(large.length);
  return home.map((part, row) => {
    if (placeOf.has(part)) return part;
    score.fill(0);
    for (let at = own.start[row]; at < own.start[row + 1]; at++) {
      const k = own.items[at];
      for (let each = shares.start[k]; each < shares.start[k + 1]; each++)
        score[shares.place[each]] += shares.share[each] * cluster.bits[k];
    }
    return large[score.indexOf(Math.max(...score))];
  });
}

/** Of each indicator the parts whose members hold it, by their places, and the share of the members. */
interface Shares {
  readonly start: Uint32Array;
  readonly place: Uint32Array;
  readonly share: Float64Array;
}

function sharesOf(
  own: MemberHoldings,
  home: Int32Array,
  of: { readonly placeOf: ReadonlyMap<number, number>; readonly indicators: number },
): Shares {
  const rowsOf = Array.from(of.placeOf, (): number[] => []);
  home.forEach((part, row) => {
    const place = of.placeOf.get(part);
    if (place !== undefined) rowsOf[place].push(row);
  });
  const count = new Uint32Array(of.indicators);
  const held: number[] = [];
  const place: number[] = [];
  const share: number[] = [];
  rowsOf.forEach((rows, at) => {
    const from = held.length;
    for (const row of rows)
      for (let item = own.start[row]; item < own.start[row + 1]; item++)
        if (count[own.items[item]]++ === 0) held.push(own.items[item]);
    for (const k of held.slice(from)) {
      place.push(at);
      share.push(count[k] / rows.length);
      count[k] = 0;
    }
  });
  const { start, items } = group(Uint32Array.from(held), Uint32Array.from(held.keys()), of.indicators);
  return { start, place: items.map((at) => place[at]), share: Float64Array.from(items, (at) => share[at]) };
}

function number(home: Int32Array, partition: Uint32Array, isLocal: Uint8Array): Communities {
  const size = new Map<number, number>();
  for (const part of home) size.set(part, (size.get(part) ?? 0) + 1);
  const order = [...size].sort((x, y) => y[1] - x[1] || x[0] - y[0]).map(([part]) => part);
  const rank = new Map(order.map((part, at) => [part, at]));
  return {
    count: order.length,
    ofMember: Uint16Array.from(home, (part) => rank.get(part)!),
    ofIndicator: Uint16Array.from(partition, (part, k) => (isLocal[k] === 1 ? (rank.get(part) ?? NOWHERE) : NOWHERE)),
  };
}
