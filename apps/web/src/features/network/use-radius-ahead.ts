import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queries } from '../../api/client.js';
import type { IndicatorKey } from './network-view.js';

/** Indicators whose blast radius is read before anybody points at them: those that a list begins with. */
const MOST_AHEAD = 12;

/** Reads whom the first of some indicators touch, one after the other, so that a hover has its answer at hand. */
export function useRadiusAhead(indicators: readonly IndicatorKey[] | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    let isGone = false;
    const readAhead = async (): Promise<void> => {
      for (const { kind, value } of indicators?.slice(0, MOST_AHEAD) ?? []) {
        if (isGone) return;
        await client.prefetchQuery(queries.indicators.radius.queryOptions({ input: { kind, value } }));
      }
    };
    void readAhead();
    return () => {
      isGone = true;
    };
  }, [client, indicators]);
}
