import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { ACCOUNT_WINDOW, type AccountQuery, type AccountTableRow } from '@iolaus/contracts';
import { useEffect, useRef } from 'react';
import { queries, queryClient } from '../../api/client.js';
import { useCasebook } from '../casebook/use-casebook.js';

/** Has what is shown of accounts read again when somebody adds to the casebook: verdicts are counted, and can be narrowed by. */
export function useFreshAccounts(): void {
  const seq = useCasebook().data?.seq;
  const known = useRef(seq);
  useEffect(() => {
    const isFirst = known.current === undefined;
    if (known.current === seq) return;
    known.current = seq;
    if (isFirst) return;
    for (const of of [queries.accounts.counts, queries.accounts.list])
      void queryClient.invalidateQueries({ queryKey: of.key() });
  }, [seq]);
}

/** How many accounts a query shows, and what its facets count. */
export const useAccountCounts = (query: AccountQuery, { isReady }: { readonly isReady: boolean }) =>
  useQuery(queries.accounts.counts.queryOptions({ input: query, placeholderData: keepPreviousData, enabled: isReady }));

/** The rows in sight: whole windows are read, and no others. */
export function useAccountRows(
  query: AccountQuery,
  { first, last }: { readonly first: number; readonly last: number },
): {
  readonly rowAt: (index: number) => AccountTableRow | undefined;
  readonly error: unknown;
  readonly retry: () => void;
} {
  const from = Math.floor(first / ACCOUNT_WINDOW);
  const to = Math.floor(last / ACCOUNT_WINDOW);
  const windows = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const read = useQueries({
    queries: windows.map((window) => queries.accounts.list.queryOptions({ input: { ...query, window } })),
  });
  return {
    rowAt: (index) => read[Math.floor(index / ACCOUNT_WINDOW) - from]?.data?.rows[index % ACCOUNT_WINDOW],
    error: read.find(({ error }) => error !== null)?.error ?? null,
    retry: () => read.forEach((each) => void (each.isError && each.refetch())),
  };
}
