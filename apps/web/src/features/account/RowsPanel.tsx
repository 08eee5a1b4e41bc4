import type { AccountView } from '@iolaus/contracts';
import { X } from 'lucide-react';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount, formatIndicator } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { RecordTable } from './RecordTable.js';
import type { RowFilter } from './row-filter.js';
import { useRecords } from './use-records.js';

interface RowsPanelProps {
  readonly account: AccountView;
  readonly filter: RowFilter | undefined;
  readonly onClear: () => void;
}

/** The raw records of an account, newest first: all, or those behind one indicator. They are read on as one scrolls. */
export function RowsPanel({ account, filter, onClear }: RowsPanelProps) {
  const { rows, total, error, readMore, retry } = useRecords(account.id, filter);
  return (
    <section className="panel acc-rows" aria-labelledby="acc-rows">
      <header>
        <h2 id="acc-rows">Rows</h2>
        <span className="t3 small" role="status">
          {countWords(rows.length, total)}
        </span>
        {error && total !== undefined && (
          <span className="small err" role="alert">
            Reading stopped.{' '}
            <button type="button" className="link" onClick={retry}>
              Read on
            </button>
          </span>
        )}
        <span className="sp" />
        {filter && <FilterChip filter={filter} account={account} onClear={onClear} />}
      </header>
      {total === undefined && !error && <Skeleton rows={5} label="Reading rows" />}
      {total === undefined && error && <Failure error={error} retry={retry} />}
      {total === 0 && (
        <p className="acc-none t3 small">
          {filter
            ? 'No record of this account is filed under that indicator.'
            : 'No record of this account is in the lake.'}
        </p>
      )}
      {total !== undefined && total > 0 && (
        <RecordTable
          account={account.id}
          rows={rows}
          hasExchanges={account.exchanges > 0}
          total={total}
          onEnd={readMore}
        />
      )}
    </section>
  );
}

function countWords(read: number, total: number | undefined): string {
  if (total === undefined || total === 0) return '';
  return read < total
    ? `${formatCount(read)} of ${formatCount(total)} read, newest first`
    : `${formatCount(total)}, newest first`;
}

function FilterChip({
  filter: { kind, value },
  account,
  onClear,
}: Required<Pick<RowsPanelProps, 'account' | 'onClear'>> & { readonly filter: RowFilter }) {
  const item = account.indicators.find((each) => each.kind === kind && each.value === value);
  const name = formatIndicator(kind, value);
  return (
    <span className="chip acc-filter" title={item?.text && visibleText(item.text)}>
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
