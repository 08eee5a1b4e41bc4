import type { Subject } from '@iolaus/contracts';
import { useId } from 'react';
import { Notes } from './Notes.js';

/** Notes as a panel of a page. */
export function NotesPanel({ of }: { readonly of: Subject }) {
  const title = useId();
  return (
    <section className="panel" aria-labelledby={title}>
      <header>
        <h2 id={title}>Notes</h2>
        <span className="t3 small ell">newest first, for everybody</span>
        <span className="sp" />
        <kbd>N</kbd>
      </header>
      <div className="notes-inside">
        <Notes of={of} />
      </div>
    </section>
  );
}
