import type { Constraint, Job, Rule } from '@iolaus/contracts';
import type { Workbench } from '../workbench.js';
import { findNetwork } from './networks.js';
import { startDetection } from './work.js';

/** Members by which a network is known again when it has another number. */
const ANCHORS = 5;

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
  const anchors =
    of.rule.verb === 'pin-account'
      ? findNetwork(workbench.snapshot(), of.rule.network).members.ids.slice(0, ANCHORS)
      : [];
  const constraint = workbench.constraints.add({ ...of, anchors, createdMs: Date.now() });
  return { constraint, job: startDetection(workbench) };
}

/** Undoes a constraint, and detects anew: what comes out is what was there before it. */
export function undoConstraint(workbench: Workbench, id: string): Constrained {
  return { constraint: workbench.constraints.undo(id, Date.now()), job: startDetection(workbench) };
}
