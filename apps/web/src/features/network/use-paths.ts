import { useQuery } from '@tanstack/react-query';
import type { LinkPaths } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import type { NetworkViewState } from './network-view.js';

/** One path between two accounts. */
export type EvidencePath = LinkPaths['paths'][number];

/** The best paths between two accounts. */
export function usePaths([a = '', b = '']: readonly string[] = [], isWanted = true) {
  return useQuery({ ...queries.links.paths.queryOptions({ input: { a, b } }), enabled: isWanted });
}

/** The path that the view looks at; undefined for none, and while it is on its way. */
export function usePath({ sel, path = 0 }: Pick<NetworkViewState, 'sel' | 'path'>): EvidencePath | undefined {
  return usePaths(sel, path > 0).data?.paths[path - 1];
}
