import type { FetchQueryOptions, QueryKey } from '@tanstack/react-query';
import { queryClient } from './client.js';

/** Asks for what a screen will show while its code and the state of the service are still on their way; a failure is the screen's to tell, which asks again. */
export function askAhead<Answer, Failure, Data, Key extends QueryKey>(
  options: FetchQueryOptions<Answer, Failure, Data, Key>,
): void {
  void queryClient.prefetchQuery(options);
}
