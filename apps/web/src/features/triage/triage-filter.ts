import { TIERS, type NetworkRow, type Tier } from '@iolaus/contracts';

/** Parts of the queue that can be shown alone. */
export const SHOWN = ['new', 'mine', 'open', 'closed'] as const;
/** See {@link SHOWN}. */
export type Shown = (typeof SHOWN)[number];

/** What Triage shows, as its address says it: a part of the queue, tiers that are switched off, words to find, the row in hand, the rows that are marked. */
export interface TriageFilter {
  /** Absent for all. */
  readonly show?: Shown | undefined;
  readonly off?: readonly Tier[] | undefined;
  readonly find?: string | undefined;
  readonly at?: string | undefined;
  readonly marks?: readonly string[] | undefined;
}

/** The filter of an address; what it does not understand is left out. */
export function readTriageFilter(search: Readonly<Record<string, unknown>>): TriageFilter {
  const off = Array.isArray(search['off']) ? TIERS.filter((tier) => (search['off'] as unknown[]).includes(tier)) : [];
  const { find, at } = search;
  const show = SHOWN.find((each) => each === search['show']);
  const marks = Array.isArray(search['marks'])
    ? (search['marks'] as unknown[]).filter((mark) => typeof mark === 'string')
    : [];
  return {
    ...(show && { show }),
    ...(marks.length > 0 && { marks }),
    ...(off.length > 0 && { off }),
    // A number in an address is a number again after parsing.
    ...((typeof find === 'string' || typeof find === 'number') && find !== '' && { find: String(find) }),
    ...(typeof at === 'string' && { at }),
  };
}

/** Rows that tiers and words leave, in their order. */
export function filterRows(rows: readonly NetworkRow[], { off = [], find = '' }: TriageFilter): NetworkRow[] {
  const words = find.toLowerCase();
  return rows.filter(
    (row) =>
      !off.includes(row.tier) &&
      (words === '' || row.name.toLowerCase().includes(words) || row.id.toLowerCase().includes(words)),
  );
}
