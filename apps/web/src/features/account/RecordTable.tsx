import type { RecordRow } from '@iolaus/contracts';
import { useState } from 'react';
import { formatCount, formatTime } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { VirtualTable } from '../indicator/VirtualTable.js';
import { fieldWord, formatField, recordCells } from './record-cells.js';

const OPEN_PX = 132;

interface RecordTableProps {
  readonly rows: readonly RecordRow[];
  readonly total: number;
  readonly onEnd: () => void;
}

/** Raw records as a table; the reference at the end of a row opens all its fields. */
export function RecordTable({ rows, total, onEnd }: RecordTableProps) {
  const [open, setOpen] = useState<string>();
  return (
    <VirtualTable
      label="Raw rows"
      className="acc-records"
      columns={8}
      rows={rows}
      total={total}
      keyOf={refOf}
      onEnd={onEnd}
      detail={{ key: open, px: OPEN_PX, renderRow: (row) => <RecordFields row={row} /> }}
      head={HEAD}
      renderCells={(row) => (
        <RecordCellsOf
          row={row}
          isOpen={refOf(row) === open}
          onToggle={() => setOpen(refOf(row) === open ? undefined : refOf(row))}
        />
      )}
    />
  );
}

const refOf = ({ dump, ordinal }: RecordRow): string => `${dump} ${ordinal}`;

const HEAD = (
  <>
    <th scope="col" className="acc-time">
      Time, UTC
    </th>
    <th scope="col" className="acc-what">
      What
    </th>
    <th scope="col" className="acc-model">
      Model
    </th>
    <th scope="col">Content, masked</th>
    <th scope="col" className="acc-ip">
      IP
    </th>
    <th scope="col" className="num acc-tokens">
      In
    </th>
    <th scope="col" className="num acc-tokens">
      Out
    </th>
    <th scope="col" className="acc-ref">
      Record: dump, ordinal
    </th>
  </>
);

// Rows may be years apart; the day alone would not say so.
const isoOf = (ms: number | null): string | undefined => (ms === null ? undefined : new Date(ms).toISOString());

interface RecordCellsOfProps {
  readonly row: RecordRow;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function RecordCellsOf({ row, isOpen, onToggle }: RecordCellsOfProps) {
  const cells = recordCells(row);
  return (
    <>
      <td title={isoOf(row.timeMs)}>{formatTime(row.timeMs)}</td>
      <td className="t2">{cells.what}</td>
      <td className="ell">
        <SafeText>{cells.model}</SafeText>
      </td>
      <td className="ell t2">
        <SafeText>{cells.content}</SafeText>
      </td>
      <td className="mono ell">
        <SafeText>{cells.ip}</SafeText>
      </td>
      <td className="num">{cells.input}</td>
      <td className="num">{cells.output}</td>
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

function RecordFields({ row }: { readonly row: RecordRow }) {
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
        <dd className="mono">{row.dump}</dd>
      </div>
    </dl>
  );
}
