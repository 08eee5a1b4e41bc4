import { groupInHand, grouping, openingGroup, pinning, SHOW_HIDDEN, type Arranging } from './arranging.js';
import type { NetworkViewState } from './network-view.js';
import { hiding } from './selection.js';

/** A command that arranges the picture: its words, its key, and its step. */
export interface ArrangeCommand {
  readonly words: string;
  readonly keys: string;
  readonly step: Arranging;
}

/** What a view allows to arrange, for the palette. */
export function arrangeCommands(view: NetworkViewState): readonly ArrangeCommand[] {
  const hide = hiding(view);
  const inGroup = groupInHand(view);
  const rows: readonly (readonly [words: string, keys: string, step: Arranging | undefined])[] = [
    ['Hide the selection', 'H', hide.hidden > 0 ? [hide.name, hide.patch] : undefined],
    ['Show what is hidden by hand', 'Shift H', view.hide || view.hideC ? SHOW_HIDDEN : undefined],
    ['Pin what is in hand to the picture, or take it off', 'Shift P', pinning(view)],
    ['Group the selection', 'M', inGroup ? undefined : grouping(view)],
    ['Open the group', 'Shift M', inGroup && openingGroup(view, inGroup.name)],
  ];
  return rows.flatMap(([words, keys, step]) => (step ? [{ words, keys, step }] : []));
}
