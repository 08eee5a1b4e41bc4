import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';

/** A modal dialog on the browser's own: focus stays inside, Esc and a click outside close it, focus goes back to where it was. */
export function Dialog({
  title,
  children,
  onClose,
  isWide = false,
  isPalette = false,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly isWide?: boolean;
  readonly isPalette?: boolean;
}) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    // The browser would choose the first button, which closes; what the dialog is for comes first.
    const first = ['[data-first]', 'input, select, textarea, .dialog-foot .primary']
      .map((of) => element.current?.querySelector<HTMLElement>(of))
      .find((found) => found != null);
    first?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      className={`dialog ${isWide ? 'wide' : ''} ${isPalette ? 'palette' : ''}`}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === element.current && onClose()}
    >
      <div className="dialog-inside">
        {!isPalette && (
          <header className="row">
            <h2>{title}</h2>
            <span className="sp" />
            <button type="button" className="btn ghost icon" onClick={onClose} aria-label="Close" title="Close (Esc)">
              <X size={16} strokeWidth={1.5} aria-hidden="true" />
            </button>
          </header>
        )}
        {children}
      </div>
    </dialog>
  );
}
