import { useQueries } from '@tanstack/react-query';
import type { DaysOf, MemberRow } from '@iolaus/contracts';
import { queries } from '../../api/client.js';

const PAGE = 200;

/** How the member table is ordered. */
export interface MemberOrder {
  readonly sort: 'bits' | 'exchanges' | 'account' | 'created';
  readonly direction: 'asc' | 'desc';
}

/** Members of a network or of one community, in pages that are read as they come into sight. */
export function usePagedMembers(
  of: {
    readonly id: string;
    readonly community: string | undefined;
    readonly minBits: number | undefined;
    /** Days on which they were active, or signed up; both or neither. */
    readonly from: string | undefined;
    readonly to: string | undefined;
    readonly daysOf: DaysOf;
    /** The days that who came or went is compared with. */
    readonly vsFrom: string | undefined;
    readonly vsTo: string | undefined;
  } & MemberOrder,
  visible: { readonly first: number; readonly last: number },
) {
  const { id, community, minBits, from: firstDay, to: lastDay, daysOf, vsFrom, vsTo, sort, direction } = of;
  const compared = daysOf === 'came' || daysOf === 'went' ? { vsFrom, vsTo } : {};
  const from = Math.floor(visible.first / PAGE);
  const pages = Array.from({ length: Math.floor(visible.last / PAGE) - from + 1 }, (_, at) => from + at);
  const results = useQueries({
    queries: pages.map((page) =>
      queries.networks.members.queryOptions({
        input: {
          id,
          sort,
          direction,
          offset: page * PAGE,
          limit: PAGE,
          ...(community !== undefined && { community }),
          ...(minBits !== undefined && { minBits }),
          ...(firstDay !== undefined && lastDay !== undefined && { from: firstDay, to: lastDay, daysOf, ...compared }),
        },
      }),
    ),
  });
  const rowAt = (index: number): MemberRow | undefined =>
    results[pages.indexOf(Math.floor(index / PAGE))]?.data?.rows[index % PAGE];
  return {
    rowAt,
    total: results.find((result) => result.data)?.data?.total,
    error: results.find((result) => result.error)?.error ?? undefined,
  };
}
