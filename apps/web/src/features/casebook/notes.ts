import type { CasebookView, Subject } from '@iolaus/contracts';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { lookAt } from './judge.js';
import { say, sayOrAsk, type Outcome } from './say.js';
import { isAbout } from './verdicts.js';

/** A note that stands. */
export type Note = CasebookView['notes'][number];

/** Notes on something, newest first. */
export const notesOn = (book: CasebookView | undefined, of: Subject): Note[] =>
  book?.notes.filter((note) => isAbout(note, of)) ?? [];

/** One key for what a draft is of. */
export const draftKey = (of: Subject): string =>
  JSON.stringify(of.on === 'indicator' ? [of.kind, of.value] : [of.on, of.id]);

interface Drafts {
  readonly texts: Readonly<Record<string, string>>;
  readonly write: (key: string, text: string) => void;
}

/** Notes that were begun: they outlast a look elsewhere and a reload. */
export const useDrafts = create<Drafts>()(
  persist(
    (set) => ({
      texts: {},
      write: (key, text) =>
        set(({ texts }) => {
          const { [key]: _, ...others } = texts;
          return { texts: text === '' ? others : { ...others, [key]: text } };
        }),
    }),
    { name: 'iolaus.notes', storage: createJSONStorage(() => sessionStorage) },
  ),
);

let isBoxWanted = false;

/** The next box of notes that appears takes the focus. */
export const wantNoteBox = (): void => {
  isBoxWanted = true;
};

/** Whether a box that appeared takes the focus; asked once. */
export function isNoteBoxWanted(): boolean {
  const was = isBoxWanted;
  isBoxWanted = false;
  return was;
}

/** Puts a note on record. */
export function addNote(subject: Subject, text: string): Promise<Outcome> {
  return say({
    commands: [{ verb: 'note', subject, text: text.trim() }],
    name: `Noted on ${nameOf(subject)}`,
    look: lookAt([subject]),
  });
}

/** Takes a note away; it stays in the steps, and can be had back. */
export function removeNote({ step, subject }: Note): void {
  void sayOrAsk({
    commands: [{ verb: 'remove-note', note: step }],
    name: `Removed a note on ${nameOf(subject)}`,
    look: lookAt([subject]),
  });
}

const nameOf = (of: Subject): string => (of.on === 'indicator' ? of.value : of.id);
