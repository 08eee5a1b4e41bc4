import { create } from 'zustand';
import { sayOrAsk, type Saying } from './say.js';

/** Whether the menu of saved views is open. */
export const useViewsMenu = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

/** Opens or closes the menu of saved views. */
export const setViewsMenu = (isOpen: boolean): void => useViewsMenu.setState({ isOpen });

/** Keeps an address under a name, for everybody; an earlier view of that name, at the address to look at, is replaced. */
export const savingView = (name: string, href: string, look: string | undefined): Saying => ({
  commands: [{ verb: 'save-view', name, href }],
  name: `Saved the view “${name}”`,
  look,
});

/** Takes a saved view away; it stays in the steps, and can be had back. */
export function removeView({ name, href }: { readonly name: string; readonly href: string }): void {
  void sayOrAsk({ commands: [{ verb: 'remove-view', name }], name: `Removed the view “${name}”`, look: href });
}
