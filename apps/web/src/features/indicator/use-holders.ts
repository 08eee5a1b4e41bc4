import { useInfiniteQuery } from '@tanstack/react-query';
import type { HolderRow, Holders } from '@iolaus/contracts';
import { useCallback, useMemo } from 'react';
import { queries } from '../../api/client.js';

const PAGE = 200;

/** Holders of an indicator as far as they are read; `total` is undefined until the first page is there. */
export interface HoldersRead {
  readonly rows: readonly HolderRow[];
  readonly total: number | undefined;
  /** Why reading stopped; with rows already there, they stay. */
  readonly error: Error | null;
  /** Reads the next page, unless it is being read or reading stopped. */
  readonly readMore: () => void;
  readonly retry: () => void;
}

/** The accounts that hold an indicator, most used first, a page at a time. */
export function useHolders(of: {
  readonly kind: string;
  readonly value: string;
  readonly holders: Holders;
}): HoldersRead {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    queries.indicators.accounts.infiniteOptions({
      input: (offset: number) => ({ ...of, offset, limit: PAGE }),
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
