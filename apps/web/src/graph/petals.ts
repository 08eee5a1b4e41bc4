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

/** The widest distance before the first gap of more than half as much again: what lies beyond belongs to other petals. */
function measure(frame: Frame, indicator: number): number {
  const distances: number[] = [];
  for (let at = frame.linkStart[indicator]!; at < frame.linkStart[indicator + 1]!; at++) {
    const account = frame.linkAccount[at]!;
    if (frame.accountCommunity[account] !== frame.indicatorCommunity[indicator]) continue;
    distances.push(
      Math.hypot(
        frame.accountX[account]! - frame.indicatorX[indicator]!,
        frame.accountY[account]! - frame.indicatorY[indicator]!,
      ),
    );
  }
  distances.sort((a, b) => a - b);
  const gap = distances.findIndex((distance, at) => at > 2 && distance > distances[at - 1]! * 1.5);
  return (gap < 0 ? distances.at(-1) : distances[gap - 1]) ?? 0;
}
