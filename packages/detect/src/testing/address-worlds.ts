import { START_MS, type TestAccount } from './build-tables.js';
import { randomOf } from './worlds.js';

const SPAN_MS = 60 * 86_400_000;
const COMMON = 1200;

type Seen = readonly (readonly [value: string, seenMs: number])[];

/** An account with the addresses that it was seen on, and when. */
export const sightingsOf = (id: string, seen: Seen): TestAccount => ({
  id,
  holds: seen.map(([value]) => ['ip', value] as const),
  seenMs: seen.map(([, seenMs]) => seenMs),
});

/** Accounts that use common addresses at random times, five each: every address gets a handful of them. */
export function addressUsers(count: number, seed: number): TestAccount[] {
  const random = randomOf(seed);
  const seenMs = (): number => START_MS + Math.floor(random() * SPAN_MS);
  return Array.from({ length: count }, (_, at) => {
    const values = new Set(Array.from({ length: 5 }, () => `10.0.0.${Math.floor(random() * COMMON)}`));
    return sightingsOf(
      `s${String(at).padStart(5, '0')}`,
      [...values].map((value) => [value, seenMs()] as const),
    );
  });
}

/** A ring walks through common addresses together: each of them is seen on each within a minute of the others. */
export function ring(size: number, addresses: number, seed: number): TestAccount[] {
  const random = randomOf(seed);
  const startMs = Array.from({ length: addresses }, () => START_MS + Math.floor(random() * SPAN_MS));
  return Array.from({ length: size }, (_, at) =>
    sightingsOf(
      `r${String(at).padStart(5, '0')}`,
      startMs.map((ms, k) => [`10.0.0.${k}`, ms + Math.floor(random() * 60_000)] as const),
    ),
  );
}

/** The innocent look-alike: as many accounts on the same addresses, each at a time of its own. */
export function carrierCustomers(size: number, addresses: number, seed: number): TestAccount[] {
  const random = randomOf(seed);
  return Array.from({ length: size }, (_, at) =>
    sightingsOf(
      `c${String(at).padStart(5, '0')}`,
      Array.from({ length: addresses }, (__, k) => [`10.0.0.${k}`, START_MS + Math.floor(random() * SPAN_MS)] as const),
    ),
  );
}
