import type { Verdict } from '@iolaus/contracts';
import { VERDICT_WORDS } from './verdicts.js';

/** The mark of an account: plain without a verdict, dark core = confirmed, hollow = cleared, half = contested. Its word stands beside it. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" className="verdict-mark" aria-hidden="true">
      {verdict === 'none' && <circle cx="6" cy="6" r="4.500" fill="currentColor" />}
      {verdict === 'confirmed' && (
        <>
          <circle cx="6" cy="6" r="5" fill="currentColor" />
          <circle cx="6" cy="6" r="2" fill="var(--s1)" />
        </>
      )}
      {verdict === 'cleared' && (
        <circle cx="6" cy="6" r="4.250" fill="none" stroke="currentColor" strokeWidth="1.500" />
      )}
      {verdict === 'contested' && (
        <>
          <circle cx="6" cy="6" r="4.250" fill="none" stroke="currentColor" strokeWidth="1.500" />
          <path d="M6 1.750a4.250 4.250 0 0 1 0 8.500Z" fill="currentColor" />
        </>
      )}
    </svg>
  );
}

/** Mark and word of an account's verdict. */
export function VerdictWord({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span className={`verdict-word ${verdict === 'none' ? 't3' : ''}`}>
      <VerdictMark verdict={verdict} /> {verdict === 'none' ? 'Not reviewed' : VERDICT_WORDS[verdict].done}
    </span>
  );
}
