import { create } from 'zustand';
import { STOPS } from './stops.js';

const KEY = 'iolaus.tour';

interface TourStore {
  /** Index of the stop that is shown; undefined while no tour is on. */
  readonly at: number | undefined;
}

/** Where the tour is. */
export const useTour = create<TourStore>()(() => ({ at: undefined }));

/** Whether this browser has seen the tour, or skipped it. */
export const isTourSeen = (): boolean => localStorage.getItem(KEY) === 'seen';

/** Begins the tour at its first stop. */
export const startTour = (): void => useTour.setState({ at: 0 });

/** Ends the tour, which this browser remembers. */
export function endTour(): void {
  localStorage.setItem(KEY, 'seen');
  useTour.setState({ at: undefined });
}

/** Goes some stops on, or back; behind the last one the tour ends. */
export function moveTour(by: 1 | -1): void {
  const { at } = useTour.getState();
  if (at === undefined) return;
  if (at + by >= STOPS.length) endTour();
  else useTour.setState({ at: Math.max(0, at + by) });
}
