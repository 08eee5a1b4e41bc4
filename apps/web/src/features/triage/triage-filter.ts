import { TIERS, type NetworkRow } from '@iolaus/contracts';
import { readChosen, type Chosen } from '../facets/facets.js';

/** Parts of the queue that can be shown alone. */
export const SHOWN = ['new', 'mine', 'watching', 'open', 'closed'] as const;
/** See {@link SHOWN}. */
export type Shown = (typeof SHOWN)[number];

/** Facets of the queue, in the order of their chips. */
export const TRIAGE_FACETS = ['tier', 'kind', 'size', 'volume', 'first', 'verdict', 'change'] as const;
/** One of {@link TRIAGE_FACETS}. */
export type TriageFacet = (typeof TRIAGE_FACETS)[number];

/** What Triage shows, as its address says it: a part of the queue, the values chosen of each facet, words to find, the row in hand, the rows that are marked. */
export interface TriageFilter extends Readonly<Partial<Record<TriageFacet, readonly string[] | undefined>>> {
  /** Absent for all. */
  readonly show?: Shown | undefined;
  readonly find?: string | undefined;
  readonly at?: string | undefined;
  readonly marks?: readonly string[] | undefined;
}

/** The filter of an address; what it does not understand is left out. */
export function readTriageFilter(search: Readonly<Record<string, unknown>>): TriageFilter {
  const { find, at } = search;
  const show = SHOWN.find((each) => each === search['show']);
  const marks = Array.isArray(search['marks'])
    ? (search['marks'] as unknown[]).filter((mark) => typeof mark === 'string')
    : [];
  return {
    ...(show && { show }),
    ...(marks.length > 0 && { marks }),
    ...tiersOfOld(search['off']),
    ...readChosen(search, TRIAGE_FACETS),
    // A number in an address is a number again after parsing.
    ...((typeof find === 'string' || typeof find === 'number') && find !== '' && { find: String(find) }),
    ...(typeof at === 'string' && { at }),
  };
}

/** Addresses that were saved before there were facets name the tiers that are switched off. */
function tiersOfOld(off: unknown): Pick<TriageFilter, 'tier'> {
  if (!Array.isArray(off)) return {};
  const tier = TIERS.filter((each) => !(off as unknown[]).includes(each));
  return tier.length > 0 && tier.length < TIERS.length ? { tier } : {};
}

/** What is chosen of the facets. */
export const chosenOf = (filter: TriageFilter): Chosen =>
  Object.fromEntries(TRIAGE_FACETS.map((id) => [id, filter[id]]));

/** Whether words find a network by its name or id. */
export function isFound({ name, id }: Pick<NetworkRow, 'name' | 'id'>, find = ''): boolean {
  const words = find.toLowerCase();
  return words === '' || name.toLowerCase().includes(words) || id.toLowerCase().includes(words);
}
