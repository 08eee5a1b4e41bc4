import type { RecordedCommand, Step } from '@iolaus/contracts';
import { put, replay, type Content } from './content.js';
import { advance, currentBranch, inForce, isMark, isStepCommand, newHistory, type History } from './history.js';

/** A mark of what somebody last looked at. */
export type SeenMark = Omit<Step, 'command'> & { readonly command: Extract<RecordedCommand, { verb: 'seen' }> };

/** All that follows from the entries of a journal. */
export interface CasebookState {
  readonly steps: readonly Step[];
  readonly history: History;
  /** What the steps in force on the present branch say. */
  readonly content: Content;
  /** The last mark of each person. */
  readonly seen: ReadonlyMap<string, SeenMark>;
}

/** The state that follows from entries. It is made of nothing else, so it can be made again at any time. */
export function fold(steps: readonly Step[]): CasebookState {
  const history = newHistory();
  const seen = new Map<string, SeenMark>();
  for (const step of steps) {
    advance(history, step);
    mark(seen, step);
  }
  return { steps, history, seen, content: contentOf(steps, history) };
}

/** The state after one more entry, which is the last of `steps`; the former state is used up. */
export function foldNext(state: CasebookState, steps: readonly Step[]): CasebookState {
  const step = steps.at(-1);
  if (!step) return state;
  const { history, seen } = state;
  advance(history, step);
  const marks = new Map(seen);
  mark(marks, step);
  const { command } = step;
  if (!isStepCommand(command))
    return { steps, history, seen: marks, content: isMark(command) ? state.content : contentOf(steps, history) };
  put(state.content, { ...step, command });
  return { steps, history, seen: marks, content: state.content };
}

/** What the steps with these numbers say, and those of them that do not fit. */
export const replayOf = (steps: readonly Step[], seqs: readonly number[]): ReturnType<typeof replay> =>
  replay(seqs.map((seq) => stepAt(steps, seq)));

/** The entry with a number. */
export function stepAt(steps: readonly Step[], seq: number): Step {
  const step = steps[seq - 1];
  if (!step) throw new RangeError(`no entry ${seq}`);
  return step;
}

const contentOf = (steps: readonly Step[], history: History): Content =>
  replayOf(steps, inForce(currentBranch(history))).content;

function mark(seen: Map<string, SeenMark>, { command, ...step }: Step): void {
  if (command.verb === 'seen' && step.author !== undefined) seen.set(step.author, { ...step, command });
}
