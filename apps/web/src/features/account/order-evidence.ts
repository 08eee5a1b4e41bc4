import type { EvidenceItem } from '@iolaus/contracts';

/** Evidence in the order of its weight, and how much of it counts. */
export interface OrderedEvidence {
  /** Those that count, strongest first, then those that do not, by reach. */
  readonly items: readonly EvidenceItem[];
  readonly counting: number;
  /** Sum of the bits that are listed; a network counts less of it, because indicators of one family overlap. */
  readonly listedBits: number;
}

/** Orders the indicators of an account: strongest first, what is too common to count last. */
export function orderEvidence(indicators: readonly EvidenceItem[]): OrderedEvidence {
  const items = indicators.toSorted((a, b) => b.bits - a.bits || a.reach - b.reach || (a.value < b.value ? -1 : 1));
  const counting = items.filter((item) => item.bits > 0);
  return {
    items,
    counting: counting.length,
    listedBits: counting.reduce((sum, item) => sum + item.bits, 0),
  };
}

/** One key per indicator. */
export const indicatorKey = (of: { readonly kind: string; readonly value: string }): string => `${of.kind} ${of.value}`;
