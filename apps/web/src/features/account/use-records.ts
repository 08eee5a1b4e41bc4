import { useInfiniteQuery } from '@tanstack/react-query';
import type { RecordRow } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import { nextOffset, useRowsRead, type RowsRead } from '../../api/use-rows-read.js';
import type { RowFilter } from './row-filter.js';

const PAGE = 100;

/** The records of an account, newest first, a hundred at a time: all, or those behind one indicator. */
export function useRecords(id: string, filter: RowFilter | undefined): RowsRead<RecordRow> {
  return useRowsRead(
    useInfiniteQuery(
      queries.accounts.rows.infiniteOptions({
        input: (offset: number) => ({ id, ...filter, offset, limit: PAGE }),
        initialPageParam: 0,
        getNextPageParam: nextOffset,
      }),
    ),
  );
}
