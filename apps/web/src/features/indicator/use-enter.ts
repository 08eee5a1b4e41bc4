import { useEffect, useRef } from 'react';

/** Does `open` on Enter, unless a control has the focus: Enter on a button or a link is that control's own. */
export function useEnter(open: () => void): void {
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTaken =
        event.target instanceof Element && event.target.closest('a, button, input, select, textarea, dialog') !== null;
      if (event.key === 'Enter' && !isTaken && !event.defaultPrevented) latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
