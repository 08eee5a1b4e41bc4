import type { Disc, Frame } from '@iolaus/contracts';

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const STEP = 5;

/** World positions of accounts that an expansion brings in: a seed of its own outside the community's rim, on the side of the indicator. Nothing that is drawn already moves. */
export function placeAdded(
  frame: Frame,
  of: { readonly disc: Disc; readonly indicator: number; readonly count: number },
): { readonly x: number; readonly y: number }[] {
  const { disc, indicator, count } = of;
  const dx = frame.indicatorX[indicator]! - disc.x;
  const dy = frame.indicatorY[indicator]! - disc.y;
  // An indicator in the very middle has no side; its number gives it one.
  const side = Math.hypot(dx, dy) > disc.r * 0.05 ? Math.atan2(dy, dx) : indicator * GOLDEN;
  const radius = STEP * Math.sqrt(count);
  const middle = {
    x: disc.x + Math.cos(side) * (disc.r * 1.06 + radius),
    y: disc.y + Math.sin(side) * (disc.r * 1.06 + radius),
  };
  return Array.from({ length: count }, (_, at) => {
    const away = STEP * Math.sqrt(at + 0.5);
    return { x: middle.x + away * Math.cos(at * GOLDEN), y: middle.y + away * Math.sin(at * GOLDEN) };
  });
}
