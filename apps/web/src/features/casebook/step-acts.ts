import { useSteps } from '../../shell/steps.js';
import { inTurn } from './in-turn.js';
import { actOfSteps, actOfUndo, type Act, type Move } from './moves.js';
import { askAbout } from './pass-act.js';
import { runMove } from './run-move.js';
import { say, type Outcome } from './say.js';
import { casebookNow, refreshCasebook } from './use-casebook.js';

/** Undoes steps of the journal, whoever took them; later ones that do not need them stay. */
export const undoSteps = (ids: readonly string[], name: string): Promise<void> =>
  move({ do: 'undo', steps: ids.toReversed() }, `Undid “${name}”`, (isMore) =>
    isMore ? { back: lastUndone(), forth: { do: 'undo', steps: ids } } : actOfUndo(ids),
  );

/** Puts undone steps into force again. */
export const redoSteps = (ids: readonly string[], name: string): Promise<void> =>
  move({ do: 'redo', steps: ids }, `Redid “${name}”`, () => actOfSteps(ids));

/** What is on record is again as it was at a checkpoint. */
export const goBackTo = (checkpoint: string, name: string): Promise<void> =>
  move({ do: 'go-back', checkpoint }, `Went back to ${name}`, () => ({
    back: lastUndone(),
    forth: { do: 'go-back', checkpoint },
  }));

/** Goes to a branch: what it holds is in force, and nothing else. */
export function goToBranch(branch: string): Promise<void> {
  const from = casebookNow()?.branch ?? 'main';
  return move({ do: 'switch', branch }, `Went to the branch “${branch}”`, () => ({
    back: { do: 'switch', branch: from },
    forth: { do: 'switch', branch },
  }));
}

/** Gives the present place in the steps a name, to come back to. */
export const addCheckpoint = (name: string): Promise<Outcome> =>
  say({ commands: [{ verb: 'checkpoint', name }], name: `Checkpoint “${name}”` });

const lastUndone = (): Move => ({ do: 'redo-last', first: casebookNow()?.redo?.id });

function move(asked: Move, name: string, actOf: (isMore: boolean) => Act, isMore = false): Promise<void> {
  return inTurn(async () => {
    try {
      await runMove(asked, isMore);
      await refreshCasebook();
      useSteps.getState().did(name, actOf(isMore));
    } catch (error) {
      await refreshCasebook();
      askAbout(error, { move: asked, again: (all) => move(asked, name, actOf, all) });
    }
  });
}
