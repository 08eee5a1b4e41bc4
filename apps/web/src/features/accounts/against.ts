import type { KeptSnapshot } from '@iolaus/contracts';
import { formatDay } from '../../ui/format.js';

/** What accounts are compared with: a snapshot that is kept, or one that an address names and that is gone; `none` where there is no earlier one. */
export type Against =
  | { readonly kind: 'kept'; readonly snapshot: KeptSnapshot; readonly why: 'chosen' | 'seen' | 'nearest' | 'before' }
  | { readonly kind: 'gone'; readonly id: string }
  | { readonly kind: 'none' };

/**
 * The snapshot to compare with: the one that is chosen; else the one that who looks had seen; where that is gone, the oldest that is kept (`nearest`); who never looked is shown the one before this.
 */
export function againstOf(
  kept: readonly KeptSnapshot[],
  { chosen, seen }: { readonly chosen: string | undefined; readonly seen: string | undefined },
): Against {
  const unasked = unaskedOf(kept, seen);
  if (chosen === undefined || (unasked.kind === 'kept' && unasked.snapshot.id === chosen)) return unasked;
  const snapshot = kept.find(({ id }) => id === chosen);
  return snapshot ? { kind: 'kept', snapshot, why: 'chosen' } : { kind: 'gone', id: chosen };
}

function unaskedOf(kept: readonly KeptSnapshot[], seen: string | undefined): Against {
  const earlier = kept.filter(({ isCurrent }) => !isCurrent);
  if (earlier.length === 0) return { kind: 'none' };
  if (seen === undefined) return { kind: 'kept', snapshot: earlier[0]!, why: 'before' };
  const snapshot = kept.find(({ id }) => id === seen);
  return snapshot
    ? { kind: 'kept', snapshot, why: 'seen' }
    : { kind: 'kept', snapshot: earlier.at(-1)!, why: 'nearest' };
}

/** "22 Nov 06:00", UTC. */
export const snapshotWords = ({ createdMs }: Pick<KeptSnapshot, 'createdMs'>): string =>
  `${formatDay(createdMs)} ${new Date(createdMs).toISOString().slice(11, 16)}`;

const WHY = {
  chosen: 'chosen',
  seen: 'you last looked',
  nearest: 'what you last looked at is kept no more; this is the oldest that is',
  before: 'the one before this',
} as const;

/** What the facet of changes is called. */
export const changedLabel = ({ snapshot, why }: Extract<Against, { kind: 'kept' }>): string =>
  why === 'seen' ? 'Since last visit' : `Since ${snapshotWords(snapshot)}`;

/** Why it is this one. */
export const whyWords = ({ why }: Extract<Against, { kind: 'kept' }>): string => WHY[why];
