import { refusalOf } from '../../api/client.js';
import { useSteps } from '../../shell/steps.js';
import { openDialog } from './dialogs.js';
import { inTurn } from './in-turn.js';
import type { Move } from './moves.js';
import { tellRefusal } from './quiet-notes.js';
import { isPast, runMove } from './run-move.js';
import { refreshCasebook } from './use-casebook.js';

/** Takes back, or does again, what this tab did on record; its list of steps moves with it. Asks where others need it, or where a colleague spoke meanwhile. */
export function passAct(
  move: Move,
  along: { readonly from: number; readonly to: number },
  withDependents = false,
): Promise<void> {
  return inTurn(async () => {
    const error = await refusalIn(() => runMove(move, withDependents));
    await refreshCasebook();
    if (error !== undefined && !isPast(error))
      return askAbout(error, { move, again: (all) => passAct(move, along, all) });
    if (error !== undefined) tellRefusal(error);
    // A step taken while a dialog asked is not passed over.
    if (useSteps.getState().at === along.from) useSteps.setState({ at: along.to });
  });
}

/** Takes a refusal of a move to the dialog that it asks for, or says it over the screen. */
export function askAbout(
  error: unknown,
  { move, again }: { readonly move: Move; readonly again: (withDependents: boolean) => unknown },
): void {
  const { code, sentence } = refusalOf(error);
  if (code === 'STEP_NEEDED') openDialog({ kind: 'needed', sentence, undo: () => void again(true) });
  else if (code === 'STEP_CONFLICT')
    openDialog({
      kind: 'clash',
      clash: { sentence, mine: mineOf(move), look: undefined, again: () => void again(false) },
    });
  else tellRefusal(error);
}

function mineOf(move: Move): string {
  if (move.do === 'switch') return `Go to the branch “${move.branch}”`;
  if (move.do === 'go-back') return `Go back to ${move.checkpoint}`;
  if (move.do === 'redo-last') return 'Redo the last undo';
  return `${move.do === 'undo' ? 'Undo' : 'Redo'} ${move.steps.join(', ')}`;
}

async function refusalIn(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error;
  }
}
