import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { Seen } from './since-visit.js';

/** A visit to the queue: what its author had seen when it began, which stays the measure until it is over. */
export interface Visit {
  readonly author: string;
  /** Null on a first visit. */
  readonly seen: Seen | null;
  /** When the queue was last on the screen. */
  readonly hereMs: number;
}

/** Away for this long, one comes back to a new visit. */
export const VISIT_MS = 4 * 3_600_000;

/** The visit that goes on at a time, or the one that begins then. Coming back from a network goes on with the same one, so that what is new stays new until it was looked at. */
export function visitAt(
  before: Visit | undefined,
  { author, seen, nowMs }: { readonly author: string; readonly seen: Seen | null; readonly nowMs: number },
): Visit {
  const goesOn = before !== undefined && before.author === author && nowMs - before.hereMs < VISIT_MS;
  return { author, seen: goesOn ? before.seen : seen, hereMs: nowMs };
}

interface VisitStore {
  readonly visit: Visit | undefined;
  readonly come: (author: string, seen: Seen | null) => void;
  readonly leave: () => void;
}

/** The visit of this tab; a reload goes on with it. */
export const useVisit = create<VisitStore>()(
  persist(
    (set) => ({
      visit: undefined,
      come: (author, seen) => set(({ visit }) => ({ visit: visitAt(visit, { author, seen, nowMs: Date.now() }) })),
      leave: () => set(({ visit }) => ({ visit: visit && { ...visit, hereMs: Date.now() } })),
    }),
    {
      name: 'iolaus.visit',
      storage: createJSONStorage(() => sessionStorage),
      partialize: ({ visit }) => ({ visit }),
    },
  ),
);
