import type { Extent, NetworkLayout } from './network-layout.js';
import type { LayoutInput } from './layout-input.js';
import { packDiscs, type Pull } from './pack-discs.js';
import { discRadius, indicatorsOf, layOutCommunity } from './sunflower.js';

/** Room for the rings of two neighbours at the scale of a whole network on a screen. */
const GAP = 18;
const EDGES_PER_DISC = 3;

/** Options of {@link layOutNetwork}. `previous` gives disc centres of the last layout by community label. */
export interface LayoutOptions {
  readonly previous?: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
}

/** Positions of a whole network: communities packed as discs, a nested sunflower inside each, the three strongest edges of each disc. Deterministic. */
export function layOutNetwork(input: LayoutInput, options: LayoutOptions = {}): NetworkLayout {
  const members = input.communities.map((): number[] => []);
  input.community.forEach((c, member) => members[c].push(member));
  const shared = sharedBetween(input);
  const strongest = Math.max(1, ...shared.map((each) => each.shared));
  const pulls: Pull[] = shared.map(({ from, to, shared: n }) => ({ from, to, weight: n / strongest }));
  const previous = options.previous && input.communities.map((community) => options.previous?.get(community.label));
  const discs = packDiscs(
    input.communities.map((community) => discRadius(community.accounts)),
    pulls,
    { gap: GAP, shape: 'wide', ...(previous ? { previous } : {}) },
  );
  const accountX = new Float32Array(input.members);
  const accountY = new Float32Array(input.members);
  const indicators: NetworkLayout['indicators'][number][] = [];
  input.communities.forEach((_, c) => {
    const flower = layOutCommunity(input, members[c], indicatorsOf(input.indicators, c));
    members[c].forEach((member, at) => {
      accountX[member] = discs[c].x + flower.account[at * 2];
      accountY[member] = discs[c].y + flower.account[at * 2 + 1];
    });
    for (const each of flower.indicators)
      indicators.push({
        index: each.index,
        x: discs[c].x + each.x,
        y: discs[c].y + each.y,
        isHeart: each.isHeart,
        community: c,
      });
  });
  return {
    discs,
    accountX,
    accountY,
    indicators,
    edges: topEdges(shared, input.communities.length),
    extent: extentOf(discs),
  };
}

interface Shared {
  readonly from: number;
  readonly to: number;
  readonly shared: number;
}

/** How many core indicators two communities share, for each pair that shares one. */
function sharedBetween(input: LayoutInput): Shared[] {
  const count = new Map<number, number>();
  const span = input.communities.length;
  for (const indicator of input.indicators) {
    const touched = new Map<number, number>();
    for (const holder of indicator.holders)
      touched.set(input.community[holder], (touched.get(input.community[holder]) ?? 0) + 1);
    const list = [...touched]
      .filter(([, n]) => n >= 2)
      .map(([c]) => c)
      .sort((x, y) => x - y);
    if (list.length > 40) continue;
    for (let i = 0; i < list.length; i++)
      for (let j = i + 1; j < list.length; j++)
        count.set(list[i] * span + list[j], (count.get(list[i] * span + list[j]) ?? 0) + 1);
  }
  return [...count]
    .map(([key, shared]) => ({ from: Math.floor(key / span), to: key % span, shared }))
    .sort((x, y) => y.shared - x.shared || x.from - y.from || x.to - y.to);
}

function topEdges(shared: readonly Shared[], communities: number): Shared[] {
  const used = new Uint16Array(communities);
  return shared.filter(({ from, to }) => {
    if (used[from] >= EDGES_PER_DISC && used[to] >= EDGES_PER_DISC) return false;
    used[from]++;
    used[to]++;
    return true;
  });
}

function extentOf(discs: readonly { x: number; y: number; r: number }[]): Extent {
  const pad = 24;
  return {
    minX: Math.min(...discs.map((disc) => disc.x - disc.r)) - pad,
    minY: Math.min(...discs.map((disc) => disc.y - disc.r)) - pad,
    maxX: Math.max(...discs.map((disc) => disc.x + disc.r)) + pad,
    maxY: Math.max(...discs.map((disc) => disc.y + disc.r)) + pad,
  };
}
