import { useInfiniteQuery } from '@tanstack/react-query';
import type { HolderRow, Holders } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import { nextOffset, useRowsRead, type RowsRead } from '../../api/use-rows-read.js';

const PAGE = 200;

/** The accounts that hold an indicator, most used first, a page at a time. */
export function useHolders(of: {
  readonly kind: string;
  readonly value: string;
  readonly holders: Holders;
}): RowsRead<HolderRow> {
  return useRowsRead(
    useInfiniteQuery(
      queries.indicators.accounts.infiniteOptions({
        input: (offset: number) => ({ ...of, offset, limit: PAGE }),
        initialPageParam: 0,
        getNextPageParam: nextOffset,
      }),
    ),
  );
}
