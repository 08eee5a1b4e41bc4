import type { LayoutIndicator, LayoutInput } from './layout-input.js';
import { packDiscs } from './pack-discs.js';

/** Distance between neighbouring accounts of a sunflower, in world units. */
export const SPACING = 6;

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
/** Kinds that seed petals: what an operator buys in small numbers. Everything else stands in the heart. */
const SEED_KINDS = new Set(['payment-method', 'device']);
const MOST_SEEDS = 60;

/** Where everything of one community stands, relative to its centre. */
export interface Sunflower {
  readonly r: number;
  readonly account: Float32Array;
  readonly indicators: readonly {
    readonly index: number;
    readonly x: number;
    readonly y: number;
    readonly isHeart: boolean;
  }[];
}

/** Radius of a disc: an area in proportion to its accounts, and a rim of 1.6 SPACING that even three accounts can be read in. */
export function discRadius(accounts: number): number {
  return SPACING * (0.72 * Math.sqrt(accounts) + 1.6);
}

/**
 * The nested sunflower of one community: each seed (a card) is a petal with its accounts round it in golden-angle order; accounts without a seed make a petal of their own; templates,
 * addresses and agents stand in the heart. Everything lies inside the disc. `members` are member numbers; positions come back in their order as x, y pairs.
 */
export function layOutCommunity(input: LayoutInput, members: readonly number[], own: readonly number[]): Sunflower {
  const r = discRadius(members.length);
  const seeds = own.filter((index) => SEED_KINDS.has(input.indicators[index].kind)).slice(0, MOST_SEEDS);
  const heart = own.filter((index) => !seeds.includes(index)).slice(0, 24);
  const petalOf = assignSeeds(input, members, seeds);
  const petals = seeds
    .map((seed, at) => ({ seed, members: members.filter((_, m) => petalOf[m] === at) }))
    .filter((petal) => petal.members.length > 0);
  const loose = members.filter((_, m) => petalOf[m] < 0);
  if (petals.length < 2) return wholeSunflower(input, { members, r, indicators: [...seeds, ...heart] });
  const groups = [...petals.map((petal) => petal.members), ...(loose.length > 0 ? [loose] : [])];
  // Room for a glyph each when the community fills a screen: about 30 px apart.
  const heartRadius = r * Math.min(0.32, 0.062 * Math.sqrt(heart.length) + 0.03);
  const radii = groups.map((group) => SPACING * (0.62 * Math.sqrt(group.length) + 0.9));
  const placed = ring(radii, heartRadius);
  const reach = Math.max(...placed.map((each) => Math.hypot(each.x, each.y) + each.r));
  const scale = (r - SPACING * 0.5) / reach;
  const account = new Float32Array(members.length * 2);
  const rowOf = new Map(members.map((member, at) => [member, at]));
  groups.forEach((group, g) => {
    const byStrength = group.toSorted((a, b) => input.exchanges[b] - input.exchanges[a] || a - b);
    byStrength.forEach((member, k) => {
      // The centre is the seed's: accounts begin at the second place of the spiral.
      const distance = Math.sqrt((k + 1.2) / (group.length + 1.2)) * (radii[g] - SPACING * 0.4);
      const at = rowOf.get(member)! * 2;
      account[at] = (placed[g].x + distance * Math.cos(k * GOLDEN)) * scale;
      account[at + 1] = (placed[g].y + distance * Math.sin(k * GOLDEN)) * scale;
    });
  });
  const seedsPlaced = petals.map((petal, g) => ({
    index: petal.seed,
    x: placed[g].x * scale,
    y: placed[g].y * scale,
    isHeart: false,
  }));
  return { r, account, indicators: [...seedsPlaced, ...heartOf(heart, heartRadius * scale)] };
}

/** Each member goes to the seed that it holds, the one with the fewest holders when it holds several; −1 without one. */
function assignSeeds(input: LayoutInput, members: readonly number[], seeds: readonly number[]): Int32Array {
  const row = new Map(members.map((member, at) => [member, at]));
  const petal = new Int32Array(members.length).fill(-1);
  const order = seeds
    .map((_, at) => at)
    .sort((x, y) => input.indicators[seeds[y]].holders.length - input.indicators[seeds[x]].holders.length);
  for (const at of order) {
    for (const holder of input.indicators[seeds[at]].holders) {
      const member = row.get(holder);
      if (member !== undefined) petal[member] = at;
    }
  }
  return petal;
}

function wholeSunflower(
  input: LayoutInput,
  of: { members: readonly number[]; r: number; indicators: readonly number[] },
): Sunflower {
  const heart = of.indicators.slice(0, 12);
  const inner = heart.length === 0 ? 0 : Math.min(0.35, 0.12 * Math.sqrt(heart.length));
  const account = new Float32Array(of.members.length * 2);
  const order = of.members
    .map((_, at) => at)
    .sort((x, y) => input.exchanges[of.members[y]] - input.exchanges[of.members[x]] || x - y);
  order.forEach((at, k) => {
    const distance =
      Math.sqrt(inner ** 2 + (1 - inner ** 2) * ((k + 0.5) / of.members.length)) * (of.r - SPACING * 0.7);
    account[at * 2] = distance * Math.cos(k * GOLDEN);
    account[at * 2 + 1] = distance * Math.sin(k * GOLDEN);
  });
  return { r: of.r, account, indicators: heartOf(heart, inner * of.r * 0.8) };
}

function heartOf(indices: readonly number[], radius: number): Sunflower['indicators'] {
  return indices.map((index, k) => {
    const distance = indices.length === 1 ? 0 : radius * Math.sqrt((k + 0.3) / indices.length);
    return { index, x: distance * Math.cos(k * GOLDEN), y: distance * Math.sin(k * GOLDEN), isHeart: true };
  });
}

/** Petals packed round a heart: the heart is a fixed first disc, which its own radius keeps free. */
function ring(radii: readonly number[], heartRadius: number): { x: number; y: number; r: number }[] {
  const order = radii.map((_, at) => at).sort((x, y) => radii[y] - radii[x] || x - y);
  const packed = packDiscs([heartRadius, ...order.map((at) => radii[at])], [], { gap: SPACING * 0.5, shape: 'round' });
  const placed = radii.map((r) => ({ x: 0, y: 0, r }));
  order.forEach((at, k) => {
    placed[at] = { x: packed[k + 1].x - packed[0].x, y: packed[k + 1].y - packed[0].y, r: radii[at] };
  });
  return placed;
}

/** The own indicators of a community, most telling first. */
export function indicatorsOf(indicators: readonly LayoutIndicator[], community: number): number[] {
  return indicators
    .map((_, index) => index)
    .filter((index) => indicators[index].community === community)
    .sort((x, y) => weight(indicators[y]) - weight(indicators[x]) || x - y);
}

const weight = (indicator: LayoutIndicator): number => indicator.holders.length * Math.max(0.1, indicator.bits);
