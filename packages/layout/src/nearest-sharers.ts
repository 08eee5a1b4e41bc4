import type { OwnLinks } from './own-links.js';

/** Holders in one community above which an indicator is not compared pair by pair: the pairs of a thousand are a million. */
const MOST_HOLDERS = 600;

/** Places of accounts in the members of a community. */
interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** The accounts of a community with whom each shares most, so many of each, by weight, of equals those that stand nearest; −1 where there are no more. */
export function nearestSharers(own: OwnLinks, { x, y }: Places, count: number): Int32Array {
  const held = own.members.map((): number[] => []);
  own.weight.forEach((_, each) => {
    if (own.start[each + 1] - own.start[each] > MOST_HOLDERS) return;
    for (let at = own.start[each]; at < own.start[each + 1]; at++) held[own.holder[at]].push(each);
  });
  const sharers = new Int32Array(own.members.length * count).fill(-1);
  const shared = new Float64Array(own.members.length);
  held.forEach((indicators, account) => {
    const touched = addShared(own, { account, indicators, shared });
    const before = (a: number, b: number): number => shared[b] - shared[a] || away(a) - away(b) || a - b;
    const away = (other: number): number => (x[other] - x[account]) ** 2 + (y[other] - y[account]) ** 2;
    firstOf(touched, count, before).forEach((other, at) => (sharers[account * count + at] = other));
    for (const other of touched) shared[other] = 0;
  });
  return sharers;
}

/** Adds up what others share with an account, and gives who they are. */
function addShared(
  own: OwnLinks,
  of: { readonly account: number; readonly indicators: readonly number[]; readonly shared: Float64Array },
): number[] {
  const touched: number[] = [];
  for (const each of of.indicators)
    for (let at = own.start[each]; at < own.start[each + 1]; at++) {
      const other = own.holder[at];
      if (other === of.account) continue;
      if (of.shared[other] === 0) touched.push(other);
      of.shared[other] += own.weight[each];
    }
  return touched;
}

/** The first of a list in an order, without putting all of it in order. */
function firstOf(list: readonly number[], count: number, before: (a: number, b: number) => number): number[] {
  const first: number[] = [];
  for (const each of list) {
    if (first.length === count && before(each, first[count - 1]) >= 0) continue;
    let at = first.length;
    while (at > 0 && before(each, first[at - 1]) < 0) at--;
    first.splice(at, 0, each);
    if (first.length > count) first.pop();
  }
  return first;
}
