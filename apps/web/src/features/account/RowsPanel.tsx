import { useInfiniteQuery } from '@tanstack/react-query';
import type { AccountView } from '@iolaus/contracts';
import { X } from 'lucide-react';
import { useCallback } from 'react';
import { queries } from '../../api/client.js';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount, formatIndicator } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import './records.css';
import { RecordTable } from './RecordTable.js';
import type { RowFilter } from './row-filter.js';

const PAGE = 100;

interface RowsPanelProps {
  readonly account: AccountView;
  readonly filter: RowFilter | undefined;
  readonly onClear: () => void;
}

/** The raw records of an account, newest first: all, or those behind one indicator. They are read by the hundred as one scrolls. */
export function RowsPanel({ account, filter, onClear }: RowsPanelProps) {
  const records = useInfiniteQuery(
    queries.accounts.rows.infiniteOptions({
      input: (offset: number) => ({ id: account.id, ...filter, offset, limit: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const read = pages.reduce((sum, page) => sum + page.rows.length, 0);
        return last.rows.length > 0 && read < last.total ? read : undefined;
      },
    }),
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = records;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = records.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = records.data?.pages[0]?.total;
  return (
    <section className="panel acc-rows" aria-labelledby="acc-rows">
      <header>
        <h2 id="acc-rows">Rows</h2>
        <span className="t3 small" role="status">
          {total !== undefined &&
            total > 0 &&
            (rows.length < total
              ? `${formatCount(rows.length)} of ${formatCount(total)} read, newest first`
              : `${formatCount(total)}, newest first`)}
        </span>
        <span className="sp" />
        {filter && <FilterChip filter={filter} account={account} onClear={onClear} />}
      </header>
      {records.isPending && <Skeleton rows={5} label="Reading rows" />}
      {records.isError && <Failure error={records.error} retry={() => void records.refetch()} />}
      {total === 0 && (
        <p className="acc-none t3 small">
          {filter
            ? 'No record of this account is filed under that indicator.'
            : 'No record of this account is in the lake.'}
        </p>
      )}
      {total !== undefined && total > 0 && <RecordTable rows={rows} total={total} onEnd={readMore} />}
    </section>
  );
}

function FilterChip({
  filter: { kind, value },
  account,
  onClear,
}: Required<Pick<RowsPanelProps, 'account' | 'onClear'>> & { readonly filter: RowFilter }) {
  const item = account.indicators.find((each) => each.kind === kind && each.value === value);
  const name = formatIndicator(kind, value);
  return (
    <span className="chip acc-filter" title={item?.text}>
      <IndicatorGlyph kind={kind} />
      <b className="mono ell">
        <SafeText>{name}</SafeText>
      </b>
      <button
        type="button"
        className="link acc-x"
        aria-label={`Show all rows, not only those of ${name}`}
        onClick={onClear}
      >
        <X size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </span>
  );
}
