import { useQuery } from '@tanstack/react-query';
import type { NetworkView, Split, SplitEvent } from '@iolaus/contracts';
import { useState } from 'react';
import { api } from '../../api/client.js';
import type { IndicatorKey } from './network-view.js';

/** How far the search for a split is. */
export type SplitProgress = Exclude<SplitEvent, { split: unknown }>;

/** What the cut of an indicator would leave: on its way, found, or refused. */
export interface SplitState {
  readonly isRunning: boolean;
  readonly progress: SplitProgress | undefined;
  readonly found: Split | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Runs the preview of a cut, once for each state of the networks; leaving it cancels the run. */
export function useSplit(network: NetworkView, cut: IndicatorKey | undefined): SplitState {
  const [progress, setProgress] = useState<SplitProgress>();
  const id = network.record.id;
  const split = useQuery({
    queryKey: ['split', network.snapshot, id, cut?.kind, cut?.value],
    queryFn: async ({ signal }): Promise<Split> => {
      setProgress(undefined);
      for await (const event of await api.networks.split({ id, ...cut! }, { signal })) {
        if ('split' in event) return event.split;
        setProgress(event);
      }
      throw new TypeError('network: the service ended the preview without an answer');
    },
    enabled: cut !== undefined,
    staleTime: Infinity,
    retry: false,
  });
  const isAsked = cut !== undefined;
  return {
    isRunning: isAsked && split.isFetching,
    progress,
    found: isAsked ? split.data : undefined,
    error: isAsked ? split.error : null,
    retry: () => void split.refetch(),
  };
}
