import { MOST_SELECTED } from '@iolaus/contracts';
import { useCallback, useEffect, useRef } from 'react';
import { selecting, selectingStep, toggled } from './selection.js';
import type { StageProps } from './Stage.js';

/** Accounts that were pointed out on the picture, by number. */
export interface Pick {
  readonly by: 'click' | 'region';
  readonly accounts: readonly number[];
  /** With what was selected before, instead of it. */
  readonly isAdded: boolean;
}

/** Selects what is picked. A view holds ids: those of the picked accounts are asked for, and a later pick goes before one that waits for them. */
export function usePicks({
  asking: { idsOf },
  view,
  change,
  selection,
}: StageProps & { readonly selection: readonly number[] }): (pick: Pick) => void {
  const latest = useRef({ view, selection, picks: 0 });
  useEffect(() => {
    latest.current = { ...latest.current, view, selection };
  });
  return useCallback(
    (pick) => {
      const turn = ++latest.current.picks;
      const numbers = pickedNumbers(pick, latest.current.selection);
      const select = async (): Promise<void> => {
        const ids = await idsOf(numbers.slice(0, MOST_SELECTED));
        if (!ids || latest.current.picks !== turn) return;
        const { sel } = latest.current.view;
        if (pick.by === 'click' && pick.isAdded) {
          const accounts = ids.reduce((before: readonly string[] | undefined, id) => toggled(before, id), sel) ?? [];
          return change(selectingStep(accounts), selecting(accounts));
        }
        if (ids.length > 0 || sel) change(selectingStep(ids), selecting(ids, numbers.length));
      };
      void select();
    },
    [idsOf, change],
  );
}

/** Numbers of the accounts that a pick is about, strongest first: a region adds to what is selected, a click speaks of its own alone. */
export function pickedNumbers({ by, accounts, isAdded }: Pick, selection: readonly number[]): readonly number[] {
  const picked = by === 'region' && isAdded ? [...new Set([...selection, ...accounts])] : accounts;
  return picked.toSorted((a, b) => a - b);
}
