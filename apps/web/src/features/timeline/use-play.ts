import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { movedWindow, type DayWindow } from './day-window.js';

/** Days a second. */
const PACE = 8;
const SHORTEST = 1;

/** A player over days. */
export interface Player {
  readonly isPlaying: boolean;
  readonly toggle: () => void;
}

/**
 * Plays the days of a timeline, eight a second: the chosen window moves on, or, where none is chosen, the days up to now grow from the first. What it is at is told to `onShow`, and at
 * the last day, or when it is stopped, to `onStop`. Where motion is not wanted, each press takes one step.
 */
export function usePlay(of: {
  readonly days: number;
  readonly chosen: DayWindow | undefined;
  readonly onShow: (window: DayWindow) => void;
  readonly onStop: (window: DayWindow) => void;
}): Player {
  // No state: a screen that is drawn anew for each day has no time left for its picture.
  const shown = useRef<{ readonly window: DayWindow; readonly isGrowing: boolean }>(undefined);
  const [isPlaying, setPlaying] = useState(false);
  const show = (next: NonNullable<typeof shown.current>): void => {
    shown.current = next;
    of.onShow(next.window);
  };
  const stop = (window: DayWindow): void => {
    setPlaying(false);
    shown.current = undefined;
    of.onStop(window);
  };
  const tick = useEffectEvent(() => {
    if (!shown.current) return;
    const { window, isGrowing } = shown.current;
    const moved = movedWindow(window, { part: isGrowing ? 'to' : 'both', by: 1, days: of.days });
    if (moved.to === window.to) stop(window);
    else show({ window: moved, isGrowing });
  });
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setInterval(tick, 1000 / PACE);
    return () => clearInterval(timer);
  }, [isPlaying]);
  return {
    isPlaying,
    toggle: () => {
      if (shown.current) return stop(shown.current.window);
      if (of.days <= SHORTEST) return undefined;
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) return of.onStop(oneStep(of.chosen, of.days));
      setPlaying(true);
      return show({
        window: of.chosen && of.chosen.to < of.days - 1 ? of.chosen : firstWindow(of.chosen),
        isGrowing: !of.chosen || of.chosen.from === 0,
      });
    },
  };
}

/** One day further; from the beginning again after the last. */
export function oneStep(chosen: DayWindow | undefined, days: number): DayWindow {
  if (!chosen || chosen.to === days - 1) return firstWindow(chosen);
  return movedWindow(chosen, { part: chosen.from === 0 ? 'to' : 'both', by: 1, days });
}

/** Where playing begins anew: as many days as are chosen, or the first day alone where the days grow from it. */
const firstWindow = (chosen: DayWindow | undefined): DayWindow => ({
  from: 0,
  to: chosen && chosen.from > 0 ? chosen.to - chosen.from : 0,
});
