import type { MatchAnswer } from '@iolaus/contracts';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';

/** Copies what nobody here knows, one entry a line, as it was pasted. */
export function CopyMisses({ misses }: { readonly misses: MatchAnswer['misses'] }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const Icon = state === 'copied' ? Check : Copy;
  const words = { idle: 'Copy misses', copied: 'Copied', refused: 'The browser refused; save the CSV' }[state];
  const copy = async (): Promise<void> => {
    const next = await navigator.clipboard.writeText(misses.map(({ entry }) => entry).join('\n')).then(
      () => 'copied' as const,
      () => 'refused' as const,
    );
    setState(next);
    setTimeout(() => setState('idle'), 2000);
  };
  return (
    <button type="button" className="btn ghost" onClick={() => void copy()}>
      <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
      <span aria-live="polite">{words}</span>
    </button>
  );
}
