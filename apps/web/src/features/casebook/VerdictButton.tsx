import { Gavel } from 'lucide-react';
import { askVerdict } from './judge.js';
import type { Judgement } from './verdicts.js';

/** Asks for the verdict on what is in hand; the screen binds V to the same. */
export function VerdictButton({
  judgement,
  isPrimary = false,
}: {
  readonly judgement: Judgement;
  readonly isPrimary?: boolean;
}) {
  return (
    <button
      type="button"
      className={`btn ${isPrimary ? 'primary' : ''}`}
      disabled={judgement.subjects.length === 0}
      onClick={() => askVerdict(judgement)}
    >
      <Gavel size={14} strokeWidth={1.5} aria-hidden="true" /> Verdict <kbd>V</kbd>
    </button>
  );
}
