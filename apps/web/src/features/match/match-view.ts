/** The tabs of a matched list, in their order; `new` is there for a saved list alone. */
export const MATCH_TABS = ['hits', 'new', 'misses', 'malformed', 'over-common'] as const;
/** One of {@link MATCH_TABS}. */
export type MatchTab = (typeof MATCH_TABS)[number];

/** What the screen shows, as its address says it; absent = hits. */
export interface MatchView {
  readonly tab?: Exclude<MatchTab, 'hits'> | undefined;
  /** The saved list that is run, by its name. */
  readonly list?: string | undefined;
}

/** The view of an address; what it does not understand is left out. */
export function readMatchView(search: Readonly<Record<string, unknown>>): MatchView {
  const tab = MATCH_TABS.find((each) => each === search['tab']);
  const { list } = search;
  return {
    ...(tab !== undefined && tab !== 'hits' && { tab }),
    // A number in an address is a number again after parsing.
    ...((typeof list === 'string' || typeof list === 'number') && list !== '' && { list: String(list) }),
  };
}
