import { IolausError, type RecordedCommand, type RedoRequest, type Step, type UndoRequest } from '@iolaus/contracts';
import { seqOf, stepIdOf } from './entry.js';
import { replayOf, stepAt, type CasebookState } from './fold.js';
import { currentBranch, holds, inForce, isStepCommand, lastInForce, type Move } from './history.js';
import { stepName } from './step-name.js';

/** A command that takes steps out of force or puts them into it. */
type MoveOf<Verb extends RecordedCommand['verb']> = Extract<RecordedCommand, { verb: Verb; out: string[] }>;

/**
 * How to undo a step, without one the last of the author. Later steps that do not need it stay. Refuses what is not there (NOT_IN_JOURNAL, NOTHING_TO_UNDO) or not in force (BAD_INPUT), and a step that
 * others need, unless these go too (STEP_NEEDED).
 */
export function planUndo(
  state: CasebookState,
  { step, author, withDependents }: Pick<UndoRequest, 'step' | 'author' | 'withDependents'>,
): MoveOf<'undo'> {
  const branch = currentBranch(state.history);
  const seq = step === undefined ? lastInForce(branch, author) : knownStep(state, step).seq;
  if (seq === undefined) throw new IolausError('NOTHING_TO_UNDO', { act: 'undo' });
  const id = stepIdOf(seq);
  if (!holds(branch, seq)) throw badInput(`${id} is not on the branch ${branch.name}; go to the branch that has it`);
  if (branch.undone.has(seq)) throw badInput(`${id} is undone already`);
  const stay = inForce(branch).filter((each) => each !== seq);
  // What nothing follows, nothing needs.
  const needing = (stay.at(-1) ?? 0) < seq ? [] : newlyFailing(state, stay);
  if (needing.length > 0 && !withDependents)
    throw new IolausError('STEP_NEEDED', { id, steps: namesOf(state, needing) });
  return { verb: 'undo', step: id, out: [id, ...needing.map((each) => each.id)], in: [] };
}

/**
 * How to put a step into force again; without one, what the author undid last. A step of another branch is taken into this one. Refuses what is not there (NOT_IN_JOURNAL, NOTHING_TO_UNDO) or in force
 * (BAD_INPUT), and what does not fit what was done since (STEP_BLOCKED).
 */
export function planRedo(state: CasebookState, { step, author }: Pick<RedoRequest, 'step' | 'author'>): MoveOf<'redo'> {
  const plan = step === undefined ? reverseOf(state, author) : putBack(state, knownStep(state, step));
  const out = new Set(plan.out.map(seqOf));
  const now = inForce(currentBranch(state.history)).filter((seq) => !out.has(seq));
  const failing = newlyFailing(
    state,
    [...now, ...plan.in.map(seqOf)].sort((a, b) => a - b),
  );
  if (failing.length > 0)
    throw new IolausError('STEP_BLOCKED', { id: plan.in[0] ?? plan.out[0] ?? '', steps: namesOf(state, failing) });
  return plan;
}

/** How to have in force what was at a checkpoint, and nothing else. Refuses what is no checkpoint in force (NOT_IN_JOURNAL), and when nothing was done since (BAD_INPUT). */
export function planGoBack(state: CasebookState, checkpoint: string): MoveOf<'go-back'> {
  const then = state.content.checkpoints.has(checkpoint) && state.history.checkpoints.get(seqOf(checkpoint));
  if (!then) throw new IolausError('NOT_IN_JOURNAL', { what: 'checkpoint', id: checkpoint });
  const wanted = new Set(inForce(then));
  const now = new Set(inForce(currentBranch(state.history)));
  const out = [...now].filter((seq) => !wanted.has(seq)).map(stepIdOf);
  const back = [...wanted].filter((seq) => !now.has(seq)).map(stepIdOf);
  if (out.length + back.length === 0) throw badInput(`nothing was done since ${checkpoint}`);
  return { verb: 'go-back', checkpoint, out, in: back };
}

/** What a redo by this author would reverse, undefined for nothing. */
export function lastMove({ history }: CasebookState, author: string | undefined): Move | undefined {
  return currentBranch(history).moves.findLast((move) => author === undefined || move.author === author);
}

/** What redo reverses of a move: of what it moved, what nobody moved since. */
function reverseOf(state: CasebookState, author: string | undefined): MoveOf<'redo'> {
  const move = lastMove(state, author);
  if (!move) throw new IolausError('NOTHING_TO_UNDO', { act: 'redo' });
  const branch = currentBranch(state.history);
  const isIn = (seq: number): boolean => holds(branch, seq) && !branch.undone.has(seq);
  return {
    verb: 'redo',
    of: move.of,
    out: move.in.filter(isIn).map(stepIdOf),
    in: move.out.filter((seq) => !isIn(seq)).map(stepIdOf),
  };
}

function putBack({ history }: CasebookState, { seq, id }: Step): MoveOf<'redo'> {
  const branch = currentBranch(history);
  if (holds(branch, seq) && !branch.undone.has(seq)) throw badInput(`${id} is in force already`);
  return { verb: 'redo', of: null, out: [], in: [id] };
}

/** Steps that did fit, and do not among these alone. */
function newlyFailing({ steps, history }: CasebookState, seqs: readonly number[]): readonly Step[] {
  const failing = replayOf(steps, seqs).failing;
  if (failing.length === 0) return failing;
  const before = new Set(replayOf(steps, inForce(currentBranch(history))).failing);
  return failing.filter((step) => !before.has(step));
}

function knownStep({ steps }: CasebookState, id: string): Step {
  const step = steps[seqOf(id) - 1];
  if (step?.id !== id) throw new IolausError('NOT_IN_JOURNAL', { what: 'step', id });
  if (!isStepCommand(step.command)) throw badInput(`${id} is no step, but what was done to steps; name one of these`);
  return step;
}

function namesOf({ steps }: CasebookState, named: readonly Step[]): string {
  const find = (id: string): Step => stepAt(steps, seqOf(id));
  const most = named.slice(0, 10).map((step) => `${step.id} “${stepName(step, find)}”`);
  return named.length > 10 ? `${most.join(', ')} and ${named.length - 10} more` : most.join(', ');
}

const badInput = (detail: string): IolausError => new IolausError('BAD_INPUT', { detail });
