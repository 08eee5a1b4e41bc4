import type { RecordRow } from '@iolaus/contracts';
import { FileDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyButton } from '../../ui/CopyButton.js';
import { formatCount } from '../../ui/format.js';
import { saveText } from '../../ui/save-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { RecordTable } from '../account/RecordTable.js';
import { recordsCsv } from './records-csv.js';

/** Raw rows in the drawer, masked, newest first, with what they are of; they are copied and saved as they are seen. */
export function RowsDrawer({
  rows,
  total,
  error,
  retry,
  name,
  onClose,
  children,
}: {
  /** Undefined while they are being read. */
  readonly rows: readonly RecordRow[] | undefined;
  readonly total: number;
  readonly error: Error | null;
  readonly retry: () => void;
  /** What a file of them is called. */
  readonly name: string;
  readonly onClose: () => void;
  /** What they are of, in words. */
  readonly children: ReactNode;
}) {
  const isPart = rows !== undefined && rows.length < total;
  return (
    <>
      <div className="row tabhead small">
        <b className="m num" role="status">
          {rows ? `${formatCount(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}` : 'Rows'}
        </b>
        <span className="t3 ell">
          {isPart && `of ${formatCount(total)}, newest first: `}
          {children}
        </span>
        <span className="sp" />
        {rows && rows.length > 0 && (
          <>
            <CopyButton text={() => recordsCsv(rows)} label={`Copy the ${formatCount(rows.length)} rows`} />
            <button
              type="button"
              className="btn ghost"
              title="Save the rows that are seen, masked"
              onClick={() => saveText({ name: `${name}.csv`, type: 'text/csv', text: recordsCsv(rows) })}
            >
              <FileDown size={14} strokeWidth={1.5} aria-hidden="true" /> CSV
            </button>
          </>
        )}
        <button
          type="button"
          className="btn ghost icon"
          onClick={onClose}
          aria-label="Close the rows"
          title="Close (Esc)"
        >
          <X size={16} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </div>
      {error && <Failure error={error} retry={retry} />}
      {!rows && !error && <Skeleton rows={4} label="Reading rows" />}
      {rows?.length === 0 && <p className="small t3 rows-none">No record.</p>}
      {rows && rows.length > 0 && (
        <RecordTable rows={rows} total={total} hasExchanges={rows.some(({ entity }) => entity === 'exchange')} />
      )}
    </>
  );
}
