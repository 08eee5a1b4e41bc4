import type { Constraint, Job, Rule } from '@iolaus/contracts';
import { create } from 'zustand';
import type { Compared } from './network-changes.js';

/** A constraint that was made or undone, the detection that follows, and the networks as they were listed before it. */
export interface ConstrainingRun {
  readonly act: 'made' | 'undone';
  readonly constraint: Constraint;
  readonly job: Job;
  readonly before: readonly Compared[];
}

type Open =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'draft'; readonly rule: Rule }
  | { readonly kind: 'undo'; readonly constraint: Constraint }
  | { readonly kind: 'run' };

interface Constraining {
  readonly open: Open;
  /** Goes on while its dialog is closed, and while another rule is drafted. */
  readonly run: ConstrainingRun | undefined;
}

/** Which dialog about constraints is open, and the detection that the last one brought about. */
export const useConstraining = create<Constraining>()(() => ({ open: { kind: 'nothing' }, run: undefined }));

/** Opens the dialog that asks why. */
export const draftRule = (rule: Rule): void => useConstraining.setState({ open: { kind: 'draft', rule } });

/** Opens the dialog that undoes a constraint. */
export const askToUndo = (constraint: Constraint): void =>
  useConstraining.setState({ open: { kind: 'undo', constraint } });

/** Shows a run from now on. */
export const showRun = (run: ConstrainingRun): void => useConstraining.setState({ run, open: { kind: 'run' } });

/** Opens the dialog of the run that goes on. */
export const openRun = (): void => useConstraining.setState({ open: { kind: 'run' } });

/** Closes what is open; a run goes on. */
export const closeDialog = (): void => useConstraining.setState({ open: { kind: 'nothing' } });

/** Forgets a run that is over. */
export const endRun = (): void => useConstraining.setState({ run: undefined, open: { kind: 'nothing' } });
