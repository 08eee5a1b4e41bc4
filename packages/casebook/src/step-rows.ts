import type { Step, StepRow, StepsQuery } from '@iolaus/contracts';
import { seqOf, stepIdOf } from './entry.js';
import { stepAt, type CasebookState } from './fold.js';
import { currentBranch, inForce, isStepCommand, lastInForce } from './history.js';
import { lastMove } from './plan-moves.js';
import { stepName, subjectOf } from './step-name.js';

/** Entries as a list shows them, newest first, and how many there are. */
export function stepRows(
  state: CasebookState,
  { which, offset, limit }: StepsQuery,
): { readonly rows: StepRow[]; readonly total: number } {
  const wanted = which === 'all' ? state.steps : state.steps.filter(({ command }) => isStepCommand(command));
  const end = Math.max(0, wanted.length - offset);
  const rowOf = rowsOf(state);
  return {
    rows: wanted
      .slice(Math.max(0, end - limit), end)
      .map(rowOf)
      .reverse(),
    total: wanted.length,
  };
}

/** One entry as a list shows it. */
export const stepRow = (state: CasebookState, step: Step): StepRow => rowsOf(state)(step);

/** What undo and redo would do for an author, null for nothing. A redo of several is named by the first of them. */
export function movesOf(
  state: CasebookState,
  author: string | undefined,
): { readonly undo: StepRow | null; readonly redo: StepRow | null } {
  const rowOf = rowsOf(state);
  const rowAt = (seq: number | undefined): StepRow | null =>
    seq === undefined ? null : rowOf(stepAt(state.steps, seq));
  const move = lastMove(state, author);
  const redone = move && (move.out[0] ?? move.in[0]);
  return { undo: rowAt(lastInForce(currentBranch(state.history), author)), redo: rowAt(redone) };
}

function rowsOf({ steps, history }: CasebookState): (step: Step) => StepRow {
  const branch = currentBranch(history);
  const now = new Set(inForce(branch));
  const find = (id: string): Step | undefined => steps[seqOf(id) - 1];
  const stateOf = ({ seq, command }: Step): StepRow['state'] => {
    if (!isStepCommand(command)) return 'act';
    if (now.has(seq)) return 'now';
    return branch.undone.has(seq) ? 'undone' : 'elsewhere';
  };
  return (step) => ({
    seq: step.seq,
    id: stepIdOf(step.seq),
    atMs: step.atMs,
    author: step.author ?? null,
    branch: history.movedTo.get(step.seq) ?? step.branch,
    verb: step.command.verb,
    name: stepName(step, find),
    state: stateOf(step),
    subject: subjectOf(step.command) ?? null,
  });
}
