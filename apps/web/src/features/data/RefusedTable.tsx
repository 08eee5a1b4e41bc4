import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';

const PAGE = 200;

/** Refused rows with their place in the dump and the reason, of one dump or of all. */
export function RefusedTable({ dump, onAll }: { readonly dump: string | undefined; readonly onAll: () => void }) {
  const refused = useInfiniteQuery({
    queryKey: ['refused', dump],
    queryFn: ({ pageParam }) =>
      api.dumps.refused({ offset: pageParam, limit: PAGE, ...(dump !== undefined && { dump }) }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : undefined),
    placeholderData: keepPreviousData,
  });
  const rows = refused.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = refused.data?.pages[0]?.total ?? 0;
  return (
    <section className="panel dat-refused" aria-label="Refused rows">
      <header>
        <h2>Refused rows</h2>
        <span className="t3 small">{formatCount(total)} kept, each with its reason</span>
        <span className="sp" />
        {dump !== undefined && (
          <button type="button" className="btn ghost" onClick={onAll}>
            Show those of all dumps
          </button>
        )}
      </header>
      {refused.isPending && <Skeleton rows={4} label="Reading refused rows" />}
      {refused.isError && <Failure error={refused.error} retry={() => void refused.refetch()} />}
      {refused.data && total === 0 && (
        <p className="sect t3 small">Every row {dump === undefined ? 'of every dump' : 'of this dump'} was accepted.</p>
      )}
      {total > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label="Rows that were refused">
          <table className="grid">
            <thead>
              <tr>
                <th>Dump</th>
                <th className="num">Row</th>
                <th className="num">Byte</th>
                <th>Field</th>
                <th>Reason</th>
                <th>The row begins</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.dump} ${row.ordinal}`}>
                  <td className="imp-cell ell">
                    <SafeText>{row.name}</SafeText>
                  </td>
                  <td className="num">{formatCount(row.ordinal)}</td>
                  <td className="num t2">{formatCount(row.byteOffset)}</td>
                  <td className="t2">{row.field ?? 'whole row'}</td>
                  <td>
                    <SafeText>{row.reason}</SafeText>
                  </td>
                  <td className="mono t2 ell dat-excerpt">
                    <SafeText>{row.excerpt}</SafeText>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {refused.hasNextPage && (
            <p className="sect small t3">
              {formatCount(rows.length)} of {formatCount(total)} shown, in the order of the dumps.{' '}
              <button type="button" className="link" onClick={() => void refused.fetchNextPage()}>
                Show {formatCount(Math.min(PAGE, total - rows.length))} more
              </button>
            </p>
          )}
        </div>
      )}
    </section>
  );
}
