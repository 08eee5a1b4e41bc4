import { ORPCError } from '@orpc/client';
import type { StepRow } from '@iolaus/contracts';
import { api, refusalOf } from '../../api/client.js';
import { byAuthor } from './author.js';
import type { Move } from './moves.js';
import { tookStep } from './say.js';
import { casebookNow } from './use-casebook.js';

/** Asks the journal for a move; gives the entries that it made, in their order. Refuses as the service does. */
export async function runMove(move: Move, withDependents = false): Promise<StepRow[]> {
  const seq = casebookNow()?.seq;
  const by = { ...byAuthor(), ...(seq !== undefined && { basedOn: seq }) };
  switch (move.do) {
    case 'undo':
      return oneByOne(move.steps, (step) => api.casebook.undo({ step, withDependents, ...by }));
    case 'redo':
      return oneByOne(move.steps, (step) => api.casebook.redo({ step, ...by }));
    case 'redo-last':
      if (casebookNow()?.redo?.id !== move.first) throw MOVED_SINCE;
      return [tookStep(await api.casebook.redo(by))];
    case 'go-back':
      return [tookStep(await api.casebook.run({ command: { verb: 'go-back', checkpoint: move.checkpoint }, ...by }))];
    case 'switch':
      return [tookStep(await api.casebook.run({ command: { verb: 'switch', branch: move.branch }, ...by }))];
  }
}

const MOVED_SINCE = new ORPCError('NOTHING_TO_UNDO', {
  data: { sentence: 'Other steps were undone or redone since.', hint: 'Redo it in the list of steps (Ctrl H).' },
});

/** Whether a refusal says that there is nothing left to move: somebody else did it, or the step is on another branch. */
export const isPast = (error: unknown): boolean => PAST.has(refusalOf(error).code);

const PAST = new Set(['BAD_INPUT', 'NOT_IN_JOURNAL', 'NOTHING_TO_UNDO']);

/** Moves one step after the other. Those that somebody else has moved already are passed over, unless there are no others. */
async function oneByOne(
  steps: readonly string[],
  ask: (step: string) => Promise<Parameters<typeof tookStep>[0]>,
): Promise<StepRow[]> {
  const rows: StepRow[] = [];
  let past: unknown;
  for (const step of steps) {
    try {
      rows.push(tookStep(await ask(step)));
    } catch (error) {
      if (!isPast(error)) throw error;
      past = error;
    }
  }
  if (rows.length === 0 && past !== undefined) throw past;
  return rows;
}
