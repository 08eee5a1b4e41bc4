import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

/** A page of rows, and how many there are in all. */
export interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** Rows as far as they are read; `total` is undefined until the first page is there. */
export interface RowsRead<Row> {
  readonly rows: readonly Row[];
  readonly total: number | undefined;
  /** Why reading stopped; with rows already there, they stay. */
  readonly error: Error | null;
  /** Reads the next page, unless it is being read or reading stopped. */
  readonly readMore: () => void;
  readonly retry: () => void;
}

/** Where the next page begins; undefined at the end. */
export function nextOffset<Row>(last: RowPage<Row>, pages: readonly RowPage<Row>[]): number | undefined {
  const read = pages.reduce((sum, page) => sum + page.rows.length, 0);
  return last.rows.length > 0 && read < last.total ? read : undefined;
}

/** The rows of a query that is read page by page. */
export function useRowsRead<Row>(
  query: UseInfiniteQueryResult<{ readonly pages: readonly RowPage<Row>[] }>,
): RowsRead<Row> {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const canRead = hasNextPage && !isFetchingNextPage && error === null;
  const readMore = useCallback(() => {
    if (canRead) void fetchNextPage();
  }, [canRead, fetchNextPage]);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const retry = (): void => void (data ? fetchNextPage() : refetch());
  return { rows, total: data?.pages[0]?.total, error, readMore, retry };
}
