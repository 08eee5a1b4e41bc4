import type { StepRow } from '@iolaus/contracts';
import { useSteps } from '../../shell/steps.js';
import { actOfSteps, actOfUndo } from './moves.js';

const expected = new Map<string, 'constrain' | 'undo'>();

/** Keeps in mind that this page made or undid a constraint; its entry is told by the journal alone. */
export function expectConstraint(id: string, act: 'made' | 'undone'): void {
  expected.set(id, act === 'made' ? 'constrain' : 'undo');
}

/** Whether an entry is a constraint that this page made or undid; it is an act of this tab then. */
export function tookConstraint({ id, verb, name }: Pick<StepRow, 'id' | 'verb' | 'name'>): boolean {
  const found = [...expected].find(([constraint, act]) => act === verb && name.includes(`(${constraint})`));
  if (!found) return false;
  expected.delete(found[0]);
  const undone = /S-\d{4,12}/u.exec(name)?.[0];
  useSteps.getState().did(name, verb === 'undo' && undone !== undefined ? actOfUndo([undone]) : actOfSteps([id]));
  return true;
}
