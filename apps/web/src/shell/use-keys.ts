import { useEffect, useEffectEvent } from 'react';

/** What a key does, by `event.key`; with "Shift+" or "Ctrl+" before it where that is meant. */
export type KeyMap = Readonly<Record<string, (() => void) | undefined>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Text that is a draft has an undo of its own; a filter's text is a step. */
const isDraft = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.closest('form') !== null);
const UNDOES: ReadonlySet<string> = new Set(['Ctrl+Z', 'Ctrl+Shift+Z', 'Ctrl+Y']);

const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('a, button, summary, [role=checkbox], [role=option]') !== null;

/** The name of a pressed key in a {@link KeyMap}. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const isLetter = /^[A-Z]$/.test(key);
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.shiftKey && (isLetter || key.length > 1) ? 'Shift+' : ''}${key}`;
}

/** Binds keys while the caller is on the screen. Single letters do nothing while a field has focus or a dialog is open. */
export function useKeys(keys: KeyMap): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const name = keyName(event);
    const isChord = name.startsWith('Ctrl+');
    if (!isChord && (isTyping(event.target) || document.querySelector('dialog[open]'))) return;
    if (UNDOES.has(name) && isDraft(event.target)) return;
    // Enter on a button or a link is that control's own.
    if (name === 'Enter' && isControl(event.target)) return;
    const action = keys[name];
    if (!action || event.defaultPrevented || event.altKey) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
