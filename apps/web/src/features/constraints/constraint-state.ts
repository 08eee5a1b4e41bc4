import type { Constraint, DetectionView } from '@iolaus/contracts';
import { VERBS } from './verbs.js';

/** Where a constraint stands towards the networks that the screens show. */
export type ConstraintState =
  | { readonly kind: 'in-force' }
  | { readonly kind: 'unmet'; readonly why: string }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'undone'; readonly isStillShown: boolean };

/** Words of the states. */
export const STATE_WORDS: Readonly<Record<ConstraintState['kind'], string>> = {
  'in-force': 'In force',
  unmet: 'Unmet',
  waiting: 'Waits',
  undone: 'Undone',
};

/** The state of a constraint, told by what the shown networks were detected with; undefined before the first detection. */
export function stateOf(
  { id, rule, undoneMs }: Pick<Constraint, 'id' | 'rule' | 'undoneMs'>,
  detection: Pick<DetectionView, 'parameters' | 'unmet'> | undefined,
): ConstraintState {
  const isShown = String(detection?.parameters['constraints'] ?? '')
    .split(' ')
    .includes(id);
  if (undoneMs !== null) return { kind: 'undone', isStillShown: isShown };
  if (!isShown) return { kind: 'waiting' };
  return detection?.unmet.includes(id) ? { kind: 'unmet', why: VERBS[rule.verb].unmet } : { kind: 'in-force' };
}
