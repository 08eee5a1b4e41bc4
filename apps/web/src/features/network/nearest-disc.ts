import type { Disc } from '@iolaus/contracts';

/** Where an arrow key points. */
export type Direction = 'left' | 'right' | 'up' | 'down';

const TURN: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/** Index of the nearest disc in a direction, by distance with what lies aside counted double; the present one when there is none. From nowhere the largest is taken. */
export function nearestDisc(discs: readonly Disc[], from: number, direction: Direction): number {
  const present = discs[from];
  if (!present) return discs.length > 0 ? 0 : -1;
  const [ux, uy] = TURN[direction];
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  discs.forEach((disc, index) => {
    const [dx, dy] = [disc.x - present.x, disc.y - present.y];
    const ahead = dx * ux + dy * uy;
    const aside = Math.abs(dx * uy) + Math.abs(dy * ux);
    const cost = ahead + 2 * aside;
    if (index !== from && ahead > 0 && aside <= ahead * 1.5 && cost < least) {
      least = cost;
      best = index;
    }
  });
  return best;
}
