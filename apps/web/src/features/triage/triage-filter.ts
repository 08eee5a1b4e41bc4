import { TIERS, type NetworkRow, type Tier } from '@iolaus/contracts';

/** What Triage shows, as its address says it: tiers that are switched off, words to find, the row in hand. */
export interface TriageFilter {
  readonly off?: readonly Tier[] | undefined;
  readonly find?: string | undefined;
  readonly at?: string | undefined;
}

/** The filter of an address; what it does not understand is left out. */
export function readTriageFilter(search: Readonly<Record<string, unknown>>): TriageFilter {
  const off = Array.isArray(search['off']) ? TIERS.filter((tier) => (search['off'] as unknown[]).includes(tier)) : [];
  const { find, at } = search;
  return {
    ...(off.length > 0 && { off }),
    // A number in an address is a number again after parsing.
    ...((typeof find === 'string' || typeof find === 'number') && find !== '' && { find: String(find) }),
    ...(typeof at === 'string' && { at }),
  };
}

/** Rows that the filter leaves, in their order. */
export function filterRows(rows: readonly NetworkRow[], { off = [], find = '' }: TriageFilter): NetworkRow[] {
  const words = find.toLowerCase();
  return rows.filter(
    (row) =>
      !off.includes(row.tier) &&
      (words === '' || row.name.toLowerCase().includes(words) || row.id.toLowerCase().includes(words)),
  );
}
