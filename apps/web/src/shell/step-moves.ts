import { useRouter } from '@tanstack/react-router';
import { useSteps } from './steps.js';

/** Undo and redo: going to the address of the step before, or of the one after. */
export function useStepMoves(): { readonly undo: (() => void) | undefined; readonly redo: (() => void) | undefined } {
  const router = useRouter();
  const { steps, at } = useSteps();
  const to = (step: { href: string } | undefined) => (step ? () => router.history.replace(step.href) : undefined);
  return { undo: to(steps[at - 1]), redo: to(steps[at + 1]) };
}
