import { useCallback, useEffect, useMemo, useState } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import type { DaysOf, Frame } from '@iolaus/contracts';
import type { NetworkViewState } from '../network/network-view.js';
import type { ChangeView } from '../network/use-network-view.js';
import { leftOut, type ActiveDays } from './active-days.js';
import { datesOf, windowBetween, type DayWindow } from './day-window.js';
import { useDays } from './use-days.js';
import { usePlay, type Player } from './use-play.js';

const NOBODY = new Uint8Array();

/** Days of a network, and 1 for each account that is hidden with them: that they do not keep, or that was hidden by hand. Empty where nobody is hidden. */
interface ShownDays {
  /** Undefined for all days. */
  readonly shown: DayWindow | undefined;
  readonly on: DaysOf;
  readonly hidden: Uint8Array;
}

/** The days of a network, those that the address says are shown, and those that are being played. */
export interface NetworkTime extends ShownDays {
  /** Undefined while they are being read, and where that failed. */
  readonly days: ActiveDays | undefined;
  readonly error: unknown;
  readonly player: Player;
  /** What is played or dragged over, apart from the state of the screen: only what draws days follows it. */
  readonly played: StoreApi<{ readonly at: ShownDays | undefined }>;
  /** Shows days in passing, until the address says others; undefined ends it. */
  readonly pass: (window: DayWindow | undefined, on: DaysOf) => void;
}

/** See {@link NetworkTime}; `byHand` are numbers of accounts that are hidden by hand. */
export function useNetworkTime(of: {
  readonly network: string;
  readonly frame: Frame | undefined;
  readonly byHand: readonly number[];
  readonly view: NetworkViewState;
  readonly change: ChangeView;
}): NetworkTime {
  const { network, frame, byHand, view, change } = of;
  const { days, error } = useDays(network);
  const accounts = frame?.accountX.length ?? 0;
  const { on = 'active', from, to, vsFrom, vsTo } = view;
  const chosen = useMemo(() => days && windowBetween(days, from, to), [days, from, to]);
  const hiddenOn = useCallback(
    (window: DayWindow | undefined, on: DaysOf): Uint8Array => {
      if (!days || !window || accounts !== days.members) return withHidden(NOBODY, { byHand, accounts });
      const earlier = windowBetween(days, vsFrom, vsTo);
      return withHidden(leftOut(days, { window, on, earlier }), { byHand, accounts });
    },
    [days, accounts, byHand, vsFrom, vsTo],
  );
  const [played] = useState(() => createStore<{ at: ShownDays | undefined }>(() => ({ at: undefined })));
  const pass: NetworkTime['pass'] = (window, onDays) =>
    played.setState({ at: window && { shown: window, on: onDays, hidden: hiddenOn(window, onDays) } });
  // What was shown in passing stays until the address has it: between both, the days before would flash up.
  useEffect(() => played.setState({ at: undefined }), [played, from, to, on]);
  const player = usePlay({
    days: days?.days ?? 0,
    chosen,
    onShow: (window) => pass(window, on),
    onStop: (window) => {
      if (!days) return;
      const dates = datesOf(days, window);
      if (dates.from === from && dates.to === to) pass(undefined, on);
      else change('Played the days', dates);
    },
  });
  const hidden = useMemo(() => hiddenOn(chosen, on), [hiddenOn, chosen, on]);
  return { days, error, shown: chosen, on, hidden, player, played, pass };
}

/** The time as it is now: what is being played, or else what is chosen. Whoever asks is drawn anew for each day that is played. */
export function usePassingTime(time: NetworkTime): NetworkTime {
  const at = useStore(time.played, (state) => state.at);
  return at ? { ...time, ...at } : time;
}

function withHidden(
  hidden: Uint8Array,
  { byHand, accounts }: { readonly byHand: readonly number[]; readonly accounts: number },
): Uint8Array {
  if (byHand.length === 0) return hidden;
  const all = hidden.length > 0 ? hidden : new Uint8Array(accounts);
  for (const account of byHand) all[account] = 1;
  return all;
}
