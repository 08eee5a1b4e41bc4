import { IolausError, type Constraint, type Job, type Rule } from '@iolaus/contracts';
import type { Workbench } from '../workbench.js';
import { anchorsOf } from './subjects.js';
import { startDetection } from './work.js';

/** A constraint that was made or undone, and the detection that honours it. */
export interface Constrained {
  readonly constraint: Constraint;
  readonly job: Job;
}

/** Keeps a rule with its reason, and detects anew. A pinned account is told to the strongest members of its network, so that it follows them. */
export function addConstraint(
  workbench: Workbench,
  of: { rule: Rule; reason: string; author?: string | undefined },
): Constrained {
  const { author, ...told } = of;
  const { casebook } = workbench;
  const anchors = anchorsOfRule(workbench, of.rule);
  casebook.run({ verb: 'constrain', ...told, anchors }, { author, atMs: Date.now() });
  return { constraint: casebook.constraints().at(-1)!, job: startDetection(workbench) };
}

/** Undoes a constraint, and detects anew: what comes out is what was there before it. Refuses an unknown one (NOT_FOUND) and one that is undone (BAD_INPUT). */
export function undoConstraint(workbench: Workbench, id: string): Constrained {
  const { casebook } = workbench;
  if (constraintOf(workbench, id).undoneMs !== null)
    throw new IolausError('BAD_INPUT', { detail: `${id} is undone already` });
  casebook.undo({ step: casebook.stepOfConstraint(id).id }, { atMs: Date.now() });
  return { constraint: constraintOf(workbench, id), job: startDetection(workbench) };
}

function constraintOf({ casebook }: Workbench, id: string): Constraint {
  const found = casebook.constraints().find((each) => each.id === id);
  if (!found) throw new IolausError('NOT_FOUND', { what: 'constraint', id });
  return found;
}

/** The strongest members of the network that a rule names, none for the other rules. */
export function anchorsOfRule(workbench: Workbench, rule: Rule): string[] {
  return rule.verb === 'pin-account' ? anchorsOf(workbench.snapshot(), rule.network) : [];
}
