import { Check, Link2 } from 'lucide-react';
import { useState } from 'react';

/** Copies the address of the present view. */
export function CopyLink() {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const Icon = state === 'copied' ? Check : Link2;
  const words = { idle: 'Copy link', copied: 'Copied', refused: 'Copy it from the address bar' }[state];
  const copy = async (): Promise<void> => {
    const next = await navigator.clipboard.writeText(location.href).then(
      () => 'copied' as const,
      () => 'refused' as const,
    );
    setState(next);
    setTimeout(() => setState('idle'), 2000);
  };
  return (
    <button type="button" className="btn" onClick={() => void copy()}>
      <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
      <span aria-live="polite">{words}</span>
    </button>
  );
}
