import { MOST_ROWS } from '@iolaus/contracts';
import { useQueries } from '@tanstack/react-query';
import { queries } from '../../api/client.js';
import { formatIndicator } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import type { IndicatorKey } from './network-view.js';
import { RowsDrawer } from './RowsDrawer.js';

/** The raw rows behind a reason: one account's, or those of both ends of a link; masked, newest first, each with its dump and ordinal. */
export function ReasonRows({
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
        input: { id, kind: indicator.kind, value: indicator.value, offset: 0, limit: MOST_ROWS },
      }),
    ),
  });
  const isRead = results.every(({ data }) => data !== undefined);
  const newest = results
    .flatMap(({ data }) => data?.rows ?? [])
    .toSorted((a, b) => (b.timeMs ?? 0) - (a.timeMs ?? 0))
    .slice(0, MOST_ROWS);
  return (
    <RowsDrawer
      rows={isRead ? newest : undefined}
      total={results.reduce((sum, { data }) => sum + (data?.total ?? 0), 0)}
      error={results.find(({ error }) => error !== null)?.error ?? null}
      retry={() => results.forEach(({ refetch, error }) => error && void refetch())}
      name={`rows-${indicator.kind}`}
      onClose={onClose}
    >
      with <SafeText>{formatIndicator(indicator.kind, indicator.value)}</SafeText>
    </RowsDrawer>
  );
}
