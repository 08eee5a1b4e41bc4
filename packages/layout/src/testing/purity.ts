import type { Frame } from '@iolaus/contracts';
import { ownLinks } from '../own-links.js';

const NEAREST = 6;

/**
 * Neighbourhood purity 0–1 of places: what an account shares with the six nearest accounts of its community, by weight, of what it shares with the six that it shares most with; the whole of both over
 * all accounts.
 */
export function purityOf(frame: Frame, places: Pick<Frame, 'accountX' | 'accountY'>, communities: number): number {
  let [near, most] = [0, 0];
  for (const { members, start, holder, weight } of ownLinks(frame, communities)) {
    const shared = members.map(() => new Float64Array(members.length));
    weight.forEach((bits, each) => {
      const holders = holder.slice(start[each], start[each + 1]);
      for (const a of holders) for (const b of holders) if (a !== b) shared[a][b] += bits;
    });
    members.forEach((account, at) => {
      const away = (other: number): number =>
        (places.accountX[other] - places.accountX[account]) ** 2 +
        (places.accountY[other] - places.accountY[account]) ** 2;
      const nearest = members
        .map((other, place) => ({ place, square: away(other) }))
        .filter(({ place }) => place !== at)
        .sort((a, b) => a.square - b.square || a.place - b.place)
        .slice(0, NEAREST);
      near += nearest.reduce((sum, { place }) => sum + shared[at][place], 0);
      most += shared[at]
        .toSorted((a, b) => b - a)
        .slice(0, NEAREST)
        .reduce((sum, each) => sum + each, 0);
    });
  }
  return near / most;
}
