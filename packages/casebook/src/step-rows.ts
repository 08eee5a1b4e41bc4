import type { Step, StepRow, StepsQuery } from '@iolaus/contracts';
import { seqOf, stepIdOf } from './entry.js';
import { subjectKey } from './content.js';
import { stepAt, type CasebookState } from './fold.js';
import { currentBranch, holds, inForce, isStepCommand, lastInForce } from './history.js';
import { lastMove } from './plan-moves.js';
import { stepName, subjectOf, subjectsOf } from './step-name.js';

/** Entries as a list shows them, newest first, and how many there are. */
export function stepRows(
  state: CasebookState,
  { which, subject, offset, limit }: StepsQuery,
): { readonly rows: StepRow[]; readonly total: number } {
  const some = which === 'all' ? state.steps : state.steps.filter(({ command }) => isStepCommand(command));
  const wanted = subject ? some.filter(isOf(subjectKey(subject))) : some;
  const end = Math.max(0, wanted.length - offset);
  const now = new Set(inForce(currentBranch(state.history)));
  const rowOf = rowsOf(state, (seq) => now.has(seq));
  return {
    rows: wanted
      .slice(Math.max(0, end - limit), end)
      .map(rowOf)
      .reverse(),
    total: wanted.length,
  };
}

const isOf =
  (key: string) =>
  ({ command }: Step): boolean =>
    subjectsOf(command).some((of) => subjectKey(of) === key);

/** One entry as a list shows it. */
export const stepRow = (state: CasebookState, step: Step): StepRow => rowsOf(state, isNowIn(state))(step);

/** What undo and redo would do for an author, null for nothing. A redo of several is named by the first of them. */
export function movesOf(
  state: CasebookState,
  author: string | undefined,
): { readonly undo: StepRow | null; readonly redo: StepRow | null } {
  const rowOf = rowsOf(state, isNowIn(state));
  const rowAt = (seq: number | undefined): StepRow | null =>
    seq === undefined ? null : rowOf(stepAt(state.steps, seq));
  const move = lastMove(state, author);
  const redone = move && (move.out[0] ?? move.in[0]);
  return { undo: rowAt(lastInForce(currentBranch(state.history), author)), redo: rowAt(redone) };
}

/** For a few steps near the end: it looks for each from there. */
function isNowIn({ history }: CasebookState): (seq: number) => boolean {
  const branch = currentBranch(history);
  return (seq) => holds(branch, seq) && !branch.undone.has(seq);
}

function rowsOf({ steps, history }: CasebookState, isNow: (seq: number) => boolean): (step: Step) => StepRow {
  const { undone } = currentBranch(history);
  const find = (id: string): Step | undefined => steps[seqOf(id) - 1];
  const stateOf = ({ seq, command }: Step): StepRow['state'] => {
    if (!isStepCommand(command)) return 'act';
    if (isNow(seq)) return 'now';
    return undone.has(seq) ? 'undone' : 'elsewhere';
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
