import { useQueries } from '@tanstack/react-query';
import type { Expansion } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import type { AcceptedExpansion } from './network-view.js';

/** An accepted expansion with what it brought in; undefined while it is on its way. */
export interface Added {
  readonly expansion: AcceptedExpansion;
  readonly result: Expansion | undefined;
}

/** What the accepted expansions of the view bring in. */
export function useAdded(network: string, accepted: readonly AcceptedExpansion[] = []): readonly Added[] {
  return useQueries({
    queries: accepted.map(({ kind, value, only }) =>
      queries.networks.expand.queryOptions({ input: { id: network, kind, value, only } }),
    ),
    combine: (results) => accepted.map((expansion, at) => ({ expansion, result: results[at]?.data })),
  });
}
