import type { RecordRow } from '@iolaus/contracts';
import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import { formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { VirtualTable } from '../../ui/VirtualTable.js';
import { withNeededName } from '../casebook/with-name.js';
import { fieldWord, formatField, recordCells } from './record-cells.js';
import { RECORD_COLUMNS, type RecordColumn } from './record-columns.js';
import './records.css';
import { RevealDialog } from './RevealDialog.js';

const OPEN_PX = 132;

interface RecordTableProps {
  /** Whose records they are; where they are of several accounts, a column says of which. */
  readonly account?: string;
  readonly rows: readonly RecordRow[];
  readonly total: number;
  /** False leaves out the columns that only exchanges fill. */
  readonly hasExchanges: boolean;
  readonly onEnd?: () => void;
}

/** Raw records as a table; the reference at the end of a row opens all its fields. */
export function RecordTable({ account, rows, total, hasExchanges, onEnd }: RecordTableProps) {
  const [open, setOpen] = useState<string>();
  const [revealed, setRevealed] = useState<RecordRow>();
  const columns = RECORD_COLUMNS.filter(
    (column) => (hasExchanges || !column.isOfExchanges) && (account === undefined || !column.isOfSeveral),
  );
  const owner = account ?? revealed?.account;
  return (
    <>
      <VirtualTable
        label="Raw rows"
        className="acc-records"
        columns={columns.length + 1}
        rows={rows}
        total={total}
        keyOf={refOf}
        {...(onEnd && { onEnd })}
        detail={{
          key: open,
          px: OPEN_PX,
          renderRow: (row) => <RecordFields row={row} onReveal={() => withNeededName(WHY, () => setRevealed(row))} />,
        }}
        head={<Head columns={columns} />}
        renderCells={(row) => (
          <RowCells
            row={row}
            columns={columns}
            isOpen={refOf(row) === open}
            onToggle={() => setOpen(refOf(row) === open ? undefined : refOf(row))}
          />
        )}
      />
      {revealed && owner != null && (
        <RevealDialog account={owner} row={revealed} onClose={() => setRevealed(undefined)} />
      )}
    </>
  );
}

const WHY = 'Who reads a record without masks stays in the journal.';

const refOf = ({ dump, ordinal }: RecordRow): string => `${dump} ${ordinal}`;

function Head({ columns }: { readonly columns: readonly RecordColumn[] }) {
  return (
    <>
      {columns.map(({ word, head }) => (
        <th key={word} scope="col" className={head}>
          {word}
        </th>
      ))}
      <th scope="col" className="acc-ref">
        Record: dump, ordinal
      </th>
    </>
  );
}

interface RowCellsProps {
  readonly row: RecordRow;
  readonly columns: readonly RecordColumn[];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function RowCells({ row, columns, isOpen, onToggle }: RowCellsProps) {
  const cells = recordCells(row);
  return (
    <>
      {columns.map(({ word, cell, render }) => (
        <td key={word} className={cell}>
          {render(cells, row)}
        </td>
      ))}
      <td>
        <button type="button" className="link" aria-expanded={isOpen} title={row.dump} onClick={onToggle}>
          <span className="mono">
            {row.dump.slice(0, 8)} #{formatCount(row.ordinal)}
          </span>
        </button>
      </td>
    </>
  );
}

function RecordFields({ row, onReveal }: { readonly row: RecordRow; readonly onReveal: () => void }) {
  return (
    <dl className="acc-fields" tabIndex={0} aria-label="All fields of the record">
      {Object.entries(row.fields).map(([name, value]) => (
        <div key={name}>
          <dt>
            <SafeText>{fieldWord(name)}</SafeText>
          </dt>
          <dd>
            <SafeText>{formatField(name, value)}</SafeText>
          </dd>
        </div>
      ))}
      <div className="acc-wide">
        <dt>dump, SHA-256</dt>
        <dd className="mono">
          {row.dump}{' '}
          <button type="button" className="link" onClick={onReveal}>
            <EyeOff size={12} strokeWidth={1.5} aria-hidden="true" /> Show without masks…
          </button>
        </dd>
      </div>
    </dl>
  );
}
