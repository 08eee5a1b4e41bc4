import type { Person } from './world.js';
import type { Traffic } from './traffic.js';

/** How often each thing of each person was used: count, and the first and last exchange, by the thing's place in all lists laid end to end. */
export interface UseTally {
  /** Where each person's list begins; one more at the end. */
  readonly start: Uint32Array;
  readonly count: Uint32Array;
  readonly first: Uint32Array;
  readonly last: Uint32Array;
}

/** Counts the uses of one list of everyone's, given the place that each exchange uses (−1 for none). */
export function tallyUses(
  people: readonly Person[],
  traffic: Traffic,
  of: { readonly place: ArrayLike<number>; readonly length: (person: Person) => number },
): UseTally {
  const start = new Uint32Array(people.length + 1);
  people.forEach((person, at) => {
    start[at + 1] = start[at] + of.length(person);
  });
  const size = start[people.length];
  const tally = { start, count: new Uint32Array(size), first: new Uint32Array(size), last: new Uint32Array(size) };
  for (let at = 0; at < traffic.person.length; at++) {
    if (of.place[at] < 0) continue;
    const slot = start[traffic.person[at]] + of.place[at];
    if (tally.count[slot]++ === 0) tally.first[slot] = at;
    tally.last[slot] = at;
  }
  return tally;
}
