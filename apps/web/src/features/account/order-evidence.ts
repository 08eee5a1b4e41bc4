import type { EvidenceItem } from '@iolaus/contracts';
import { formatCount } from '../../ui/format.js';

/** Evidence in the order of its weight, and how much of it counts. */
export interface OrderedEvidence {
  /** Those that count, strongest first, then those that do not. */
  readonly items: readonly EvidenceItem[];
  readonly counting: number;
  /** Sum of the bits that are listed; a network counts less of it, because indicators of one family overlap. */
  readonly listedBits: number;
}

/** True when an indicator is evidence: somebody else has it, and it is rare enough to tell something. */
export const isEvidence = (item: EvidenceItem): boolean => item.bits > 0 && item.reach > 1;

/** Orders the indicators of an account: strongest first, what is too common to count, or shared with nobody, last. */
export function orderEvidence(indicators: readonly EvidenceItem[]): OrderedEvidence {
  const items = indicators.toSorted(
    (a, b) =>
      Number(isEvidence(b)) - Number(isEvidence(a)) ||
      b.bits - a.bits ||
      a.reach - b.reach ||
      (a.value < b.value ? -1 : 1),
  );
  const counting = items.filter(isEvidence);
  return {
    items,
    counting: counting.length,
    listedBits: counting.reduce((sum, item) => sum + item.bits, 0),
  };
}

/** One key per indicator. */
export const indicatorKey = (of: { readonly kind: string; readonly value: string }): string => `${of.kind} ${of.value}`;

/** "1 other", "41 others". */
export const others = (count: number): string => `${formatCount(count)} ${count === 1 ? 'other' : 'others'}`;

/** Who shares an indicator with the account: members of its network and others, or why that does not count. */
export function sharedWith(item: EvidenceItem, isMember: boolean): string {
  const { members, outside, reach } = item;
  if (reach <= 1) return 'nobody else';
  if (!isEvidence(item)) return 'too common to count';
  if (!isMember) return others(reach - 1);
  const inside = `${formatCount(members)} ${members === 1 ? 'member' : 'members'}`;
  return outside > 0 ? `${inside}, ${others(outside)}` : inside;
}
