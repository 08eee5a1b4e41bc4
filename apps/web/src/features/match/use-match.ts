import { useInfiniteQuery, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { MatchAccount, MatchAnswer } from '@iolaus/contracts';
import { api } from '../../api/client.js';
import { nextOffset, useRowsRead, type RowsRead } from '../../api/use-rows-read.js';
import { dropRun, type ListRun } from './use-list.js';

const PAGE = 200;
/** Pages of a file of all accounts. */
const FILE_PAGE = 1000;

// The key of a run is its id: its text may have two million characters, and a key is compared with every drawing.
const keyOf = ({ id }: ListRun): readonly unknown[] => ['match', id];

/** What the list of a run finds; cancelled, the run is taken back. */
export function useMatch(run: ListRun): UseQueryResult<MatchAnswer> & { readonly cancel: () => void } {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: keyOf(run),
    queryFn: ({ signal }) =>
      api.search.match({ text: run.text, ...(run.list !== undefined && { list: run.list }) }, { signal }),
  });
  const cancel = (): void => {
    void client.cancelQueries({ queryKey: keyOf(run) });
    dropRun();
  };
  return { ...query, cancel };
}

/** The accounts that touch the list of a run, a page at a time; the first came with the answer. */
export function useMatchAccounts(run: ListRun, first: MatchAnswer['accounts']): RowsRead<MatchAccount> {
  return useRowsRead(
    useInfiniteQuery({
      queryKey: [...keyOf(run), 'accounts'],
      queryFn: ({ pageParam, signal }) =>
        api.search.matchAccounts({ text: run.text, offset: pageParam, limit: PAGE }, { signal }),
      initialData: { pages: [first], pageParams: [0] },
      initialPageParam: 0,
      getNextPageParam: nextOffset,
      staleTime: Infinity,
    }),
  );
}

/** All accounts that were put in order, for a file. */
export async function readAllAccounts(run: ListRun): Promise<MatchAccount[]> {
  const rows: MatchAccount[] = [];
  for (;;) {
    const page = await api.search.matchAccounts({ text: run.text, offset: rows.length, limit: FILE_PAGE });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.ranked) return rows;
  }
}
