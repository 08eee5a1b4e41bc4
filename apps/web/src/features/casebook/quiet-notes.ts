import { create } from 'zustand';
import { refusalOf } from '../../api/client.js';

/** A line over the screen: what somebody else did, or what was refused. */
export interface QuietNote {
  readonly id: number;
  readonly tone: 'plain' | 'bad';
  readonly words: string;
  /** Address that shows it. */
  readonly look?: string | undefined;
}

const MOST = 3;
let made = 0;

/** The newest notes, oldest first. They stay until they are closed or newer ones take their place. */
export const useQuietNotes = create<{ readonly notes: readonly QuietNote[] }>()(() => ({ notes: [] }));

/** Shows one more note. */
export function tell(note: Omit<QuietNote, 'id'>): void {
  made += 1;
  const next = { ...note, id: made };
  useQuietNotes.setState(({ notes }) => ({ notes: [...notes, next].slice(-MOST) }));
}

/** Shows a refusal in the words of the service. */
export function tellRefusal(error: unknown): void {
  const { sentence, hint } = refusalOf(error);
  tell({ tone: 'bad', words: `${sentence} ${hint}` });
}

/** Takes a note away. */
export const closeNote = (id: number): void =>
  useQuietNotes.setState(({ notes }) => ({ notes: notes.filter((note) => note.id !== id) }));
