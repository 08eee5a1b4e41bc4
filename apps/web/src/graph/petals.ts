import type { Frame } from '@iolaus/contracts';

/** Pixels across of an indicator's glyph, by how many members hold it. */
export function glyphSize(frame: Frame, indicator: number): number {
  return Math.min(22, 10 + 2.2 * Math.log2(1 + frame.linkStart[indicator + 1]! - frame.linkStart[indicator]!));
}

const known = new WeakMap<Frame, Map<number, number>>();

/** How far the petal of a seed reaches, in world units; 0 for what stands in the heart. A few of its accounts may stand in the petal of another seed that they hold too. */
export function petalRadius(frame: Frame, indicator: number): number {
  if (frame.indicatorIsHeart[indicator] === 1) return 0;
  let radii = known.get(frame);
  if (!radii) known.set(frame, (radii = new Map()));
  let radius = radii.get(indicator);
  if (radius === undefined) radii.set(indicator, (radius = measure(frame, indicator)));
  return radius;
}

/** The widest distance to a holder that stands nearer to this seed than to any other of the community. */
function measure(frame: Frame, indicator: number): number {
  const community = frame.indicatorCommunity[indicator]!;
  const seeds = seedsOf(frame, community);
  let radius = 0;
  for (let at = frame.linkStart[indicator]!; at < frame.linkStart[indicator + 1]!; at++) {
    const account = frame.linkAccount[at]!;
    if (frame.accountCommunity[account] !== community) continue;
    const distance = distanceTo(frame, account, indicator);
    if (distance > radius && seeds.every((seed) => distanceTo(frame, account, seed) >= distance)) radius = distance;
  }
  return radius;
}

function seedsOf(frame: Frame, community: number): number[] {
  const seeds: number[] = [];
  frame.indicatorCommunity.forEach((of, indicator) => {
    if (of === community && frame.indicatorIsHeart[indicator] === 0) seeds.push(indicator);
  });
  return seeds;
}

function distanceTo(frame: Frame, account: number, indicator: number): number {
  return Math.hypot(
    frame.accountX[account]! - frame.indicatorX[indicator]!,
    frame.accountY[account]! - frame.indicatorY[indicator]!,
  );
}
