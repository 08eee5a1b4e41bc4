import { useMemo, useState } from 'react';
import { useKeys } from '../../shell/use-keys.js';
import { VirtualTable } from '../../ui/VirtualTable.js';
import type { Column } from './result-columns.js';

interface ResultTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly total?: number;
  /** Whether the keys of lists are meant for this one of the tables on the screen. */
  readonly hasKeys: boolean;
  readonly onOpen?: (row: Row) => void;
  readonly onEnd?: () => void;
}

/** A table out of its columns; J and K or the arrows move, Enter opens what is in hand. */
export function ResultTable<Row>({
  label,
  columns,
  rows,
  total = rows.length,
  hasKeys,
  onOpen,
  onEnd,
}: ResultTableProps<Row>) {
  const [at, setAt] = useState(0);
  const moveTo = (index: number): void => setAt(Math.min(rows.length - 1, Math.max(0, index)));
  const row = rows[at];
  const next = hasKeys ? () => moveTo(at + 1) : undefined;
  const before = hasKeys ? () => moveTo(at - 1) : undefined;
  useKeys({
    J: next,
    ArrowDown: next,
    K: before,
    ArrowUp: before,
    Enter: hasKeys && onOpen && row !== undefined ? () => onOpen(row) : undefined,
  });
  const numbered = useMemo(() => rows.map((each, index) => ({ each, key: String(index) })), [rows]);
  return (
    <VirtualTable
      label={label}
      className="mat-table"
      columns={columns.length}
      rows={numbered}
      total={total}
      keyOf={({ key }) => key}
      at={hasKeys ? at : undefined}
      onMove={moveTo}
      {...(onEnd && { onEnd })}
      head={columns.map(({ name, className }) => (
        <th key={name} scope="col" className={className.replace(/\bmono\b/, '')}>
          {name}
        </th>
      ))}
      renderCells={({ each }) =>
        columns.map(({ name, className, cell }) => (
          <td key={name} className={className}>
            {cell(each)}
          </td>
        ))
      }
    />
  );
}
