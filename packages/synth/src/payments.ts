import type { Rng } from './rng.js';
import { DAY_MS, START_MS, type Card, type Person } from './world.js';

/** One payment. */
export interface PersonPayment {
  readonly person: Person;
  /** Unix ms, with fractions. */
  readonly timeMs: number;
  readonly card: Card;
  readonly amount: number;
}

/** People in the order in which they signed up. */
export function bySignUp(people: readonly Person[]): Person[] {
  return people.toSorted((a, b) => a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1));
}

/** Everyone's payments in the scenario's days, by sign-up: each card once, half of them again 30 days later; none after a ban. */
export function drawPayments(rng: Rng, people: readonly Person[], days: number): PersonPayment[] {
  return bySignUp(people).flatMap((person) => {
    const end = person.bannedMs ?? START_MS + days * DAY_MS;
    return person.cards.flatMap((card) => {
      const first = Math.max(person.createdMs + 600_000 * (1 + rng.next()), START_MS - 20 * DAY_MS);
      const times = rng.chance(0.5) ? [first] : [first, first + 30 * DAY_MS];
      return times.filter((timeMs) => timeMs < end).map((timeMs) => ({ person, timeMs, card, amount: rng.int(5, 60) }));
    });
  });
}
