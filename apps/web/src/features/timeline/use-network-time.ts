import { useMemo } from 'react';
import type { Frame } from '@iolaus/contracts';
import type { NetworkViewState } from '../network/network-view.js';
import type { ChangeView } from '../network/use-network-view.js';
import { leftOut, type ActiveDays } from './active-days.js';
import { datesOf, windowBetween, type DayWindow } from './day-window.js';
import { useDays } from './use-days.js';
import { usePlay, type Player } from './use-play.js';

const NOBODY = new Uint8Array();

/** The days of a network, those that are shown, and whom they do not keep. */
export interface NetworkTime {
  /** Undefined while they are being read, and where that failed. */
  readonly days: ActiveDays | undefined;
  readonly error: unknown;
  /** The days in the address, or those that the player is at; undefined for all. */
  readonly shown: DayWindow | undefined;
  /** 1 for each account that these days do not keep; empty where they keep all. */
  readonly hidden: Uint8Array;
  readonly player: Player;
}

/** See {@link NetworkTime}. */
export function useNetworkTime(of: {
  readonly network: string;
  readonly frame: Frame | undefined;
  readonly view: NetworkViewState;
  readonly change: ChangeView;
}): NetworkTime {
  const { network, frame, view, change } = of;
  const { days, error } = useDays(network);
  const chosen = useMemo(() => days && windowBetween(days, view.from, view.to), [days, view.from, view.to]);
  const player = usePlay({
    days: days?.days ?? 0,
    chosen,
    onStop: (window) => days && change('Played the days', datesOf(days, window)),
  });
  const shown = player.window ?? chosen;
  const hidden = useMemo(() => {
    if (!days || !shown || !frame || frame.accountX.length !== days.members) return NOBODY;
    const earlier = windowBetween(days, view.vsFrom, view.vsTo);
    return leftOut(days, { window: shown, on: view.on ?? 'active', earlier });
  }, [days, shown, frame, view.on, view.vsFrom, view.vsTo]);
  return { days, error, shown, hidden, player };
}
