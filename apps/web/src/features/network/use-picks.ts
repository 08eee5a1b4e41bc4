import { useCallback, useEffect, useRef } from 'react';
import type { AccountNames } from '../../graph/index.js';
import { selecting, selectingStep, toggled } from './selection.js';
import type { StageProps } from './Stage.js';

/** Accounts that were pointed out on the picture, by number. */
export interface Pick {
  readonly by: 'click' | 'region';
  readonly accounts: readonly number[];
  /** With what was selected before, instead of it. */
  readonly isAdded: boolean;
}

/** Selects what is picked. A view holds ids: a pick that comes before they do waits for them. */
export function usePicks({
  names,
  asking: { want },
  view,
  change,
  selection,
}: StageProps & { readonly selection: readonly number[] }): (pick: Pick) => void {
  const waiting = useRef<Pick>(undefined);
  const select = useCallback(
    (pick: Pick, { ids }: AccountNames): void => {
      const accounts = pickedIds(pick, { ids, sel: view.sel, selection });
      if (accounts.length > 0 || view.sel) change(selectingStep(accounts), selecting(accounts));
    },
    [view.sel, change, selection],
  );
  useEffect(() => {
    const pick = waiting.current;
    if (!pick || !names) return;
    waiting.current = undefined;
    select(pick, names);
  }, [names, select]);
  return useCallback(
    (pick) => {
      if (names) return select(pick, names);
      waiting.current = pick;
      return want();
    },
    [names, want, select],
  );
}

/** The ids that are selected after a pick: a click adds an account or takes it out, a region adds all, strongest first. */
export function pickedIds(
  { by, accounts, isAdded }: Pick,
  of: {
    readonly ids: readonly string[];
    readonly sel: readonly string[] | undefined;
    readonly selection: readonly number[];
  },
): readonly string[] {
  const picked = by === 'region' && isAdded ? [...new Set([...of.selection, ...accounts])] : accounts;
  const ids = picked.toSorted((a, b) => a - b).map((account) => of.ids[account]!);
  return by === 'click' && isAdded ? toggled(of.sel, ids[0]!) : ids;
}
