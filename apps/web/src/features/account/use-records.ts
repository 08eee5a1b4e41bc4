import { useInfiniteQuery } from '@tanstack/react-query';
import type { RecordRow } from '@iolaus/contracts';
import { useCallback, useMemo } from 'react';
import { queries } from '../../api/client.js';
import type { RowFilter } from './row-filter.js';

const PAGE = 100;

/** Raw records of an account as far as they are read; `total` is undefined until the first page is there. */
export interface Records {
  readonly rows: readonly RecordRow[];
  readonly total: number | undefined;
  /** Why reading stopped; with rows already there, they stay. */
  readonly error: Error | null;
  /** Reads the next page, unless it is being read or reading stopped. */
  readonly readMore: () => void;
  readonly retry: () => void;
}

/** The records of an account, newest first, a hundred at a time: all, or those behind one indicator. */
export function useRecords(id: string, filter: RowFilter | undefined): Records {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    queries.accounts.rows.infiniteOptions({
      input: (offset: number) => ({ id, ...filter, offset, limit: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const read = pages.reduce((sum, page) => sum + page.rows.length, 0);
        return last.rows.length > 0 && read < last.total ? read : undefined;
      },
    }),
  );
  const canRead = hasNextPage && !isFetchingNextPage && error === null;
  const readMore = useCallback(() => {
    if (canRead) void fetchNextPage();
  }, [canRead, fetchNextPage]);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const retry = (): void => void (data ? fetchNextPage() : refetch());
  return { rows, total: data?.pages[0]?.total, error, readMore, retry };
}
