import { useRouter, type AnyRouter } from '@tanstack/react-router';
import { whenIdle } from '../features/casebook/in-turn.js';
import { passAct } from '../features/casebook/pass-act.js';
import { useSteps, type Step } from './steps.js';

type Router = Pick<AnyRouter, 'history'>;

/**
 * Undo and redo take the last act of this tab in the order of time, whichever it was: of a view they go to the address before or after it; what was done on record they take back, or do again, in the
 * journal that everybody shares. What colleagues did is not among it.
 */
export function useStepMoves(): { readonly undo: (() => void) | undefined; readonly redo: (() => void) | undefined } {
  const router = useRouter();
  const { steps, at } = useSteps();
  return {
    undo: at > 0 ? () => whenIdle(() => moveBack(router)) : undefined,
    redo: steps[at + 1] ? () => whenIdle(() => moveForth(router)) : undefined,
  };
}

function moveBack(router: Router): void {
  const { steps, at } = useSteps.getState();
  const act = steps[at]?.act;
  if (at < 1) return;
  if (act) void passAct(act.back, { from: at, to: at - 1 });
  else showStep(router, at - 1);
}

function moveForth(router: Router): void {
  const { steps, at } = useSteps.getState();
  const next = steps[at + 1];
  if (next?.act) void passAct(next.act.forth, { from: at, to: at + 1 });
  else if (next) showStep(router, at + 1);
}

/** Goes to the address of a step. What was done on record between here and there stays done: the way over it is then a step of its own. */
export function goToStep(router: Router, index: number): void {
  const { steps, at, nameNext } = useSteps.getState();
  const step = steps[index];
  if (!step) return;
  if (!isActBetween(steps, at, index)) showStep(router, index);
  else if (step.href !== steps[at]?.href) {
    nameNext(step.name);
    router.history.replace(step.href);
  }
}

const isActBetween = (steps: readonly Step[], one: number, other: number): boolean =>
  steps.slice(Math.min(one, other) + 1, Math.max(one, other) + 1).some(({ act }) => act !== undefined);

/** The step is marked first: its address alone cannot tell it from another step with the same one. */
function showStep(router: Router, index: number): void {
  const step = useSteps.getState().steps[index];
  if (!step) return;
  useSteps.setState({ at: index });
  router.history.replace(step.href);
}
