import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { keyName } from './use-keys.js';

const GO: Readonly<Record<string, '/' | '/accounts' | '/i' | '/match' | '/constraints' | '/data'>> = {
  T: '/',
  A: '/accounts',
  I: '/i',
  M: '/match',
  K: '/constraints',
  D: '/data',
};
const CHORD_MS = 600;
const lone = new Set<() => void>();

/** Runs the action when G is pressed and no letter of a destination follows; gives back how to stop. */
export function onLoneG(action: () => void): () => void {
  lone.add(action);
  return () => void lone.delete(action);
}

/** G followed by T, A, I, M, K or D goes to a screen; G alone is left to the screen that is open. */
export function useGoTo(): void {
  const navigate = useNavigate();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isField = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (isField || document.querySelector('dialog[open]')) return;
      const key = keyName(event);
      const to = GO[key];
      if (waiting.current && to) {
        event.preventDefault();
        event.stopImmediatePropagation();
        void navigate({ to });
      }
      clearTimeout(waiting.current);
      waiting.current = undefined;
      if (key !== 'G') return;
      waiting.current = setTimeout(() => {
        waiting.current = undefined;
        lone.forEach((action) => action());
      }, CHORD_MS);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [navigate]);
}
