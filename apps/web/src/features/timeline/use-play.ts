import { useEffect, useEffectEvent, useState } from 'react';
import { movedWindow, type DayWindow } from './day-window.js';

/** Days a second. */
const PACE = 8;
const SHORTEST = 1;

/** A player over days: the window that it shows while it plays. */
export interface Player {
  readonly window: DayWindow | undefined;
  readonly isPlaying: boolean;
  readonly toggle: () => void;
}

/**
 * Plays the days of a timeline, eight a second: the chosen window moves on, or, where none is chosen, the days up to now grow from the first. At the last day, and when it is stopped, what it shows is
 * handed on. Where motion is not wanted, each press takes one step.
 */
export function usePlay(of: {
  readonly days: number;
  readonly chosen: DayWindow | undefined;
  readonly onStop: (window: DayWindow) => void;
}): Player {
  const [window, setWindow] = useState<DayWindow>();
  const [isGrowing, setGrowing] = useState(false);
  const stop = (shown: DayWindow): void => {
    setWindow(undefined);
    of.onStop(shown);
  };
  const next = (shown: DayWindow): void => {
    const moved = movedWindow(shown, { part: isGrowing ? 'to' : 'both', by: 1, days: of.days });
    if (moved.to === shown.to) stop(shown);
    else setWindow(moved);
  };
  const tick = useEffectEvent(() => window && next(window));
  const isPlaying = window !== undefined;
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setInterval(tick, 1000 / PACE);
    return () => clearInterval(timer);
  }, [isPlaying]);
  return {
    window,
    isPlaying,
    toggle: () => {
      if (window) return stop(window);
      if (of.days <= SHORTEST) return undefined;
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) return of.onStop(oneStep(of.chosen, of.days));
      setGrowing(!of.chosen || of.chosen.from === 0);
      return setWindow(of.chosen && of.chosen.to < of.days - 1 ? of.chosen : firstWindow(of.chosen));
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
