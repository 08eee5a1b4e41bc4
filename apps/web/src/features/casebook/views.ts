import type { CasebookView } from '@iolaus/contracts';
import { create } from 'zustand';
import { openDialog } from './dialogs.js';
import { sayOrAsk, type Saying } from './say.js';

/** A saved view; one that asks for fields of its address is a query. */
export type SavedView = CasebookView['views'][number];

/** Goes to a saved view; a query asks first. */
export function openView(view: SavedView, go: (href: string) => void): void {
  if (view.asks.length > 0) openDialog({ kind: 'ask', query: view });
  else go(view.href);
}

/** Whether the menu of saved views is open. */
export const useViewsMenu = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

/** Opens or closes the menu of saved views. */
export const setViewsMenu = (isOpen: boolean): void => useViewsMenu.setState({ isOpen });

/** Keeps an address under a name, for everybody, with the fields that it asks for each time; an earlier view of that name, at the address to look at, is replaced. */
export function savingView(
  { name, href, asks }: Pick<SavedView, 'name' | 'href' | 'asks'>,
  look: string | undefined,
): Saying {
  const isQuery = asks.length > 0;
  return {
    commands: [{ verb: 'save-view', name, href, ...(isQuery && { asks: [...asks] }) }],
    name: `Saved the ${isQuery ? 'query' : 'view'} “${name}”`,
    look,
  };
}

/** Takes a saved view away; it stays in the steps, and can be had back. */
export function removeView({ name, href }: { readonly name: string; readonly href: string }): void {
  void sayOrAsk({ commands: [{ verb: 'remove-view', name }], name: `Removed the view “${name}”`, look: href });
}
