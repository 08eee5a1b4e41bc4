import { create } from 'zustand';
import type { Judgement } from './verdicts.js';
import type { SavedView } from './views.js';

/** Somebody else's word against which something was about to be said. */
export interface Clash {
  /** What the service, or this screen, says of it. */
  readonly sentence: string;
  /** What was about to be said. */
  readonly mine: string;
  /** The words that were to go with it. */
  readonly text?: string | undefined;
  /** Address that shows what they spoke of. */
  readonly look: string | undefined;
  readonly again: () => void;
}

/** Which dialog of the casebook is open. */
export type OpenDialog =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'verdict'; readonly judgement: Judgement; readonly basedOn: number | undefined }
  | { readonly kind: 'name'; readonly why: string; readonly isNeeded: boolean; readonly goOn: () => void }
  | { readonly kind: 'clash'; readonly clash: Clash }
  | { readonly kind: 'needed'; readonly sentence: string; readonly undo: () => void }
  | { readonly kind: 'ask'; readonly query: SavedView }
  | { readonly kind: 'steps' };

/** The dialogs over every screen. */
export const useDialogs = create<{ readonly open: OpenDialog }>()(() => ({ open: { kind: 'nothing' } }));

/** Opens a dialog instead of the one that is open. */
export const openDialog = (open: OpenDialog): void => useDialogs.setState({ open });

/** Closes what is open. */
export const closeDialog = (): void => useDialogs.setState({ open: { kind: 'nothing' } });
