import { useRouter, type AnyRouter } from '@tanstack/react-router';
import { useSteps } from './steps.js';

/** Undo and redo: going to the address of the step before, or of the one after. */
export function useStepMoves(): { readonly undo: (() => void) | undefined; readonly redo: (() => void) | undefined } {
  const router = useRouter();
  const { steps, at } = useSteps();
  const to = (index: number) => (steps[index] ? () => goToStep(router, index) : undefined);
  return { undo: to(at - 1), redo: to(at + 1) };
}

/** Goes to the address of a step. The step is marked first: its address alone cannot tell it from another step with the same one. */
export function goToStep(router: Pick<AnyRouter, 'history'>, index: number): void {
  const step = useSteps.getState().steps[index];
  if (!step) return;
  useSteps.setState({ at: index });
  router.history.replace(step.href);
}
