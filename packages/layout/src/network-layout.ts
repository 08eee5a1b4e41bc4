import { FAMILIES, type FamilyBits, type Frame, type Picture } from '@iolaus/contracts';
import type { LayoutInput } from './layout-input.js';

/** World bounds. */
export type Extent = Frame['extent'];

/** Positions of everything that a network's pictures draw; indices are those of the input. */
export interface NetworkLayout {
  readonly discs: readonly { readonly x: number; readonly y: number; readonly r: number }[];
  readonly accountX: Float32Array;
  readonly accountY: Float32Array;
  readonly indicators: readonly {
    readonly index: number;
    readonly x: number;
    readonly y: number;
    readonly isHeart: boolean;
    readonly community: number;
  }[];
  readonly edges: readonly { readonly from: number; readonly to: number; readonly shared: number }[];
  readonly extent: Extent;
}

/** The far view: discs with what they say, and the edges between them. */
export function pictureOf(input: LayoutInput, layout: NetworkLayout): Picture {
  const cards = new Uint32Array(input.communities.length);
  for (const indicator of input.indicators)
    if (indicator.kind === 'payment-method' && indicator.community < cards.length) cards[indicator.community]++;
  return {
    network: input.network,
    extent: layout.extent,
    discs: input.communities.map((community, index) => ({
      ...community,
      index,
      ...layout.discs[index],
      ring: ringOf(community.heldBy),
      cards: cards[index],
    })),
    edges: [...layout.edges],
  };
}

/** Shares of the ring: how much each family holds, of all that they hold; parts under 2 % are left out. */
function ringOf(heldBy: FamilyBits): FamilyBits {
  const total = FAMILIES.reduce((sum, family) => sum + (heldBy[family] ?? 0), 0);
  return Object.fromEntries(
    FAMILIES.map((family) => [family, (heldBy[family] ?? 0) / Math.max(1e-9, total)] as const).filter(
      ([, share]) => share >= 0.02,
    ),
  );
}

/** The frame: every account and drawn indicator as columns, and who holds what. */
export function frameOf(input: LayoutInput, layout: NetworkLayout): Frame {
  const kinds = [...new Set(input.indicators.map((indicator) => indicator.kind))];
  const drawn = layout.indicators;
  const holders = drawn.map((each) => input.indicators[each.index].holders);
  const linkStart = new Uint32Array(drawn.length + 1);
  holders.forEach((list, at) => (linkStart[at + 1] = linkStart[at] + list.length));
  const linkAccount = new Uint32Array(linkStart[drawn.length]);
  holders.forEach((list, at) => linkAccount.set(list, linkStart[at]));
  return {
    network: input.network,
    extent: layout.extent,
    accountX: layout.accountX,
    accountY: layout.accountY,
    accountCommunity: input.community,
    accountSize: thirds(input.exchanges),
    accountBits: Uint8Array.from(input.bits, (bits) => Math.max(0, Math.min(255, Math.round(bits * 4)))),
    kinds,
    indicatorValues: drawn.map((each) => input.indicators[each.index].value),
    indicatorKind: Uint8Array.from(drawn, (each) => kinds.indexOf(input.indicators[each.index].kind)),
    indicatorX: Float32Array.from(drawn, (each) => each.x),
    indicatorY: Float32Array.from(drawn, (each) => each.y),
    indicatorCommunity: Uint16Array.from(drawn, (each) => each.community),
    indicatorReach: Uint32Array.from(drawn, (each) => input.indicators[each.index].reach),
    indicatorBits: Float32Array.from(drawn, (each) => input.indicators[each.index].bits),
    indicatorIsHeart: Uint8Array.from(drawn, (each) => (each.isHeart ? 1 : 0)),
    linkStart,
    linkAccount,
  };
}

function thirds(exchanges: Float64Array): Uint8Array {
  const sorted = Float64Array.from(exchanges).sort();
  const low = sorted[Math.floor(sorted.length / 3)] ?? 0;
  const high = sorted[Math.floor((sorted.length * 2) / 3)] ?? 0;
  return Uint8Array.from(exchanges, (value) => (value >= high && value > low ? 2 : value >= low ? 1 : 0));
}
