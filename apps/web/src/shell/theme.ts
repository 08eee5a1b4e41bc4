import { useSyncExternalStore } from 'react';

/** The two themes. */
export type Theme = 'dark' | 'light';

const listeners = new Set<() => void>();
const present = (): Theme => (document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark');

/** The theme in use; a screen that reads colours from it draws again when it changes. */
export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, present);
}

/** Switches to the other theme and remembers it. */
export function switchTheme(): void {
  const next: Theme = present() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = next;
  localStorage.setItem('iolaus.theme', next);
  listeners.forEach((listener) => listener());
}
