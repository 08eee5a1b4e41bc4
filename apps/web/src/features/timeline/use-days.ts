import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/client.js';
import { readActiveDays, type ActiveDays } from './active-days.js';

/** Who was active when in a network; undefined while it is being read, and where that failed. */
export function useDays(network: string): { readonly days: ActiveDays | undefined; readonly error: unknown } {
  const { data, error } = useQuery(
    queries.networks.days.queryOptions({ input: { id: network }, select: readActiveDays }),
  );
  return { days: data, error };
}
