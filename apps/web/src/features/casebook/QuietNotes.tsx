import { useRouter } from '@tanstack/react-router';
import { CircleAlert, UserRound, X } from 'lucide-react';
import { SafeText } from '../../ui/safe-text.js';
import { closeNote, useQuietNotes } from './quiet-notes.js';

/** What somebody else did, and what was refused, at the lower left; each stays until it is closed or newer ones come. */
export function QuietNotes() {
  const notes = useQuietNotes((state) => state.notes);
  const router = useRouter();
  return (
    <ul className="quiet-notes" aria-live="polite" aria-label="News">
      {notes.map(({ id, tone, words, look }) => {
        const Icon = tone === 'bad' ? CircleAlert : UserRound;
        return (
          <li key={id} className="float small">
            <Icon size={14} strokeWidth={1.5} className={tone === 'bad' ? 'err' : 't3'} aria-hidden="true" />
            <span className="quiet-words">
              <SafeText>{words}</SafeText>
            </span>
            {look !== undefined && (
              <button
                type="button"
                className="link"
                onClick={() => {
                  closeNote(id);
                  router.history.push(look);
                }}
              >
                Look
              </button>
            )}
            <button type="button" className="btn ghost icon" aria-label="Close" onClick={() => closeNote(id)}>
              <X size={14} strokeWidth={1.5} aria-hidden="true" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
