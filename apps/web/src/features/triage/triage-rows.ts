import type { IndicatorKind } from '@iolaus/contracts';
import { countFacets, excludersOf, facetRows, type Excluder, type FacetView } from '../facets/facets.js';
import { filterQueue, type QueueRow } from './queue.js';
import { triageFacets } from './triage-facets.js';
import { chosenOf, type TriageFilter } from './triage-filter.js';

/** What of the queue is shown, and what its facets say of it. */
export interface TriageRows {
  readonly rows: readonly QueueRow[];
  readonly facets: readonly FacetView[];
  /** What takes rows away, that which takes most first. */
  readonly excluders: readonly Excluder[];
}

/** Applies all that an address says to the queue. */
export function triageRows(
  queue: readonly QueueRow[],
  filter: TriageFilter,
  kinds: readonly IndicatorKind[],
): TriageRows {
  const chosen = chosenOf(filter);
  const facets = triageFacets(queue, kinds);
  const rowsOf = (changed: Partial<TriageFilter>): QueueRow[] =>
    facetRows(filterQueue(queue, { ...filter, ...changed }), facets, chosenOf({ ...filter, ...changed }));
  const views = countFacets(filterQueue(queue, filter), facets, chosen);
  const others: Excluder[] = [
    ...(filter.show
      ? [{ id: 'show', words: `The part “${SHOW_WORDS[filter.show]}”`, without: rowsOf({ show: undefined }).length }]
      : []),
    ...(filter.find
      ? [{ id: 'find', words: `The text “${filter.find}”`, without: rowsOf({ find: undefined }).length }]
      : []),
  ];
  const excluders = [...excludersOf(views, chosen, (id) => rowsOf({ [id]: undefined }).length), ...others];
  return { rows: rowsOf({}), facets: views, excluders: excluders.sort((a, b) => b.without - a.without) };
}

const SHOW_WORDS = { new: 'New for you', mine: 'Mine', watching: 'Watching', open: 'Open', closed: 'Closed' } as const;
