import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { queries } from '../../api/client.js';
import { accountNames, type AccountNames } from '../../graph/index.js';
import type { NetworkViewState } from './network-view.js';

/** The ids of a network's accounts, once something needs them. */
export interface Names {
  /** Undefined while nothing needed them, while they are on their way, and where that failed. */
  readonly names: AccountNames | undefined;
  readonly error: unknown;
  /** Has them asked for, again where it failed. */
  readonly want: () => void;
}

/** See {@link Names}. The whole picture is drawn without them: they weigh as much as half of it, so they are asked for when a community is opened, or when anything speaks of accounts by id. */
export function useAccountNames(network: string, view: NetworkViewState): Names {
  const [isWanted, setWanted] = useState(false);
  const { data, error, refetch } = useQuery({
    ...queries.networks.accountIds.queryOptions({ input: { id: network }, select: accountNames }),
    enabled: isWanted || speaksOfAccounts(view),
  });
  const want = useCallback(() => {
    setWanted(true);
    if (error) void refetch();
  }, [error, refetch]);
  return { names: data, error, want };
}

/** Whether a view can only be drawn with the ids of accounts at hand. */
const speaksOfAccounts = ({ c, sel, hide, path }: NetworkViewState): boolean =>
  [c, sel, hide, path].some((part) => part !== undefined);
