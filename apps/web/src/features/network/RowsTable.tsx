import { useQueries } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { queries } from '../../api/client.js';
import { formatCount, formatIndicator, formatTime } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import type { IndicatorKey } from './network-view.js';

const MOST = 200;

/** The raw rows behind a reason: one account's, or those of both ends of a link; masked, newest first, each with its dump and ordinal. */
export function RowsTable({
  accounts,
  indicator,
  onClose,
}: {
  readonly accounts: readonly string[];
  readonly indicator: IndicatorKey;
  readonly onClose: () => void;
}) {
  const results = useQueries({
    queries: accounts.slice(0, 2).map((id) =>
      queries.accounts.rows.queryOptions({
        input: { id, kind: indicator.kind, value: indicator.value, offset: 0, limit: MOST },
      }),
    ),
  });
  const rows = results
    .flatMap((result) => result.data?.rows ?? [])
    .toSorted((a, b) => (b.timeMs ?? 0) - (a.timeMs ?? 0));
  const total = results.reduce((sum, result) => sum + (result.data?.total ?? 0), 0);
  const error = results.find((result) => result.error)?.error;
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row.fields)))].slice(0, 6);
  return (
    <>
      <div className="row tabhead small">
        <b className="m">{formatCount(rows.length)} rows</b>
        <span className="t3 ell">
          of {formatCount(total)} with <SafeText>{formatIndicator(indicator.kind, indicator.value)}</SafeText>, newest
          first
        </span>
        <span className="sp" />
        <button type="button" className="btn ghost icon" onClick={onClose} aria-label="Close the rows">
          <X size={16} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      <div className="scroll member-table" tabIndex={0} role="region" aria-label="Raw rows">
        {error && <Failure error={error} />}
        {results.some((result) => result.isPending) && <Skeleton rows={4} label="Reading rows" />}
        <table className="grid">
          <thead>
            <tr>
              <th>Row</th>
              <th>Time, UTC</th>
              <th>Account</th>
              {fields.map((field) => (
                <th key={field}>{field}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.dump} ${row.ordinal}`}>
                <td className="mono t3">
                  {row.dump.slice(0, 8)} #{formatCount(row.ordinal)}
                </td>
                <td>{formatTime(row.timeMs)}</td>
                <td className="mono">
                  <SafeText>{row.account ?? ''}</SafeText>
                </td>
                {fields.map((field) => (
                  <td key={field} className="ell field-cell">
                    <SafeText>{row.fields[field] ?? ''}</SafeText>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
