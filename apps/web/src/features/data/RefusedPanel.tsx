import type { DryRun, RefusedRow } from '@iolaus/contracts';
import { formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';

/** What would be refused, by reason, each with the first row that shows it. */
export function RefusedPanel({ dryRun }: { readonly dryRun: DryRun | undefined }) {
  const groups = groupByReason(dryRun?.refused ?? []);
  return (
    <section className="panel imp-refused" aria-label="Refused rows">
      <header>
        <h2>Refused rows</h2>
        {groups.length > 0 && (
          <span className="t3 small">
            {formatCount(dryRun!.refused.length)} in {formatCount(groups.length)} groups
          </span>
        )}
      </header>
      {groups.length === 0 && (
        <p className="sect t3 small">{dryRun ? 'None of these rows would be refused.' : 'Nothing was read yet.'}</p>
      )}
      <ul className="scroll" tabIndex={groups.length > 0 ? 0 : -1} aria-label="Reasons">
        {groups.map(({ reason, rows }) => (
          <li key={reason} className="imp-reason">
            <p className="row small">
              <span className="imp-count">{formatCount(rows.length)}</span>
              <span className="m ell">
                <SafeText>{reason}</SafeText>
              </span>
            </p>
            <p className="micro t3">
              first at row {formatCount(rows[0]!.ordinal)}, byte {formatCount(rows[0]!.byteOffset)}
            </p>
            <p className="imp-raw mono">
              <SafeText>{rows[0]!.excerpt}</SafeText>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function groupByReason(
  refused: readonly RefusedRow[],
): { readonly reason: string; readonly rows: readonly RefusedRow[] }[] {
  const groups = new Map<string, RefusedRow[]>();
  for (const row of refused) groups.set(row.reason, [...(groups.get(row.reason) ?? []), row]);
  return [...groups].map(([reason, rows]) => ({ reason, rows })).toSorted((a, b) => b.rows.length - a.rows.length);
}
