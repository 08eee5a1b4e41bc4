import { createContext, useContext, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** Places of the frame round the screens that a screen fills itself. */
export interface ShellSlots {
  readonly crumbs: HTMLElement | null;
  readonly actions: HTMLElement | null;
  readonly status: HTMLElement | null;
}

/** The places, once the frame is there. */
export const Slots = createContext<ShellSlots>({ crumbs: null, actions: null, status: null });

/** Draws its children in a place of the frame: the path, the screen's actions, the status line. */
export function Slot({ place, children }: { readonly place: keyof ShellSlots; readonly children: ReactNode }) {
  const element = useContext(Slots)[place];
  return element && createPortal(children, element);
}
