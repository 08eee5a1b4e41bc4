import { useAuthor } from './author.js';
import { closeDialog, openDialog } from './dialogs.js';

/** Goes on once this browser knows who says it, or that they would rather not; asks the first time. */
export function withName(why: string, goOn: () => void): void {
  const { author, isDeclined } = useAuthor.getState();
  if (author !== '' || isDeclined) goOn();
  else openDialog({ kind: 'name', why, isNeeded: false, goOn });
}

/** Goes on only with a name. */
export function withNeededName(why: string, goOn: () => void): void {
  if (useAuthor.getState().author !== '') goOn();
  else openDialog({ kind: 'name', why, isNeeded: true, goOn });
}

/** Asks for the name, to change it. */
export const askName = (): void =>
  openDialog({
    kind: 'name',
    why: 'It stays on record with what you say, and this browser keeps it.',
    isNeeded: false,
    goOn: closeDialog,
  });
