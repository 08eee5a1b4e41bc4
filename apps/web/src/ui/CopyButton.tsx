import { Check, Copy } from 'lucide-react';
import { useState } from 'react';

const COPIED_MS = 2000;

/** Puts a text on the clipboard, and says whether the browser let it. */
export function CopyButton({ text, label }: { readonly text: () => string; readonly label: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const Icon = state === 'copied' ? Check : Copy;
  const copy = async (): Promise<void> => {
    setState(
      await navigator.clipboard.writeText(text()).then(
        () => 'copied' as const,
        () => 'refused' as const,
      ),
    );
    setTimeout(() => setState('idle'), COPIED_MS);
  };
  return (
    <button type="button" className="btn ghost icon" aria-label={label} title={label} onClick={() => void copy()}>
      <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
      <span className="visually-hidden" aria-live="polite">
        {{ idle: '', copied: 'Copied', refused: 'The browser refused to copy' }[state]}
      </span>
    </button>
  );
}
