import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import './virtual-table.css';

const ROW_PX = 26;
const HEAD_PX = 28;

interface VirtualTableProps<Row> {
  readonly label: string;
  readonly className: string;
  /** The `th` cells; their classes set the widths of the columns, which do not move. */
  readonly head: ReactNode;
  readonly columns: number;
  readonly rows: readonly Row[];
  /** All rows that there are, also those that are not read yet. */
  readonly total?: number;
  readonly keyOf: (row: Row) => string;
  readonly renderCells: (row: Row) => ReactNode;
  /** The row in hand; it is marked and kept in sight. */
  readonly at?: number | undefined;
  readonly onMove?: (index: number) => void;
  /** A row that is open shows this under itself, `px` high. */
  readonly detail?: {
    readonly key: string | undefined;
    readonly px: number;
    readonly renderRow: (row: Row) => ReactNode;
  };
  /** Called when the last rows come into sight. */
  readonly onEnd?: () => void;
}

/** A real table of any length: only the rows in sight are in the document, the rest is empty space of the same height. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const {
    label,
    className,
    head,
    columns,
    rows,
    total = rows.length,
    keyOf,
    renderCells,
    at,
    onMove,
    detail,
    onEnd,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isOpen = (index: number): boolean => detail?.key !== undefined && keyOf(rows[index]!) === detail.key;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ROW_PX + (isOpen(index) ? detail!.px : 0),
    overscan: 10,
    // The head stands over the rows: it moves where they start, and hides them while it sticks.
    scrollMargin: HEAD_PX,
    scrollPaddingStart: HEAD_PX,
  });
  const seen = virtual.getVirtualItems();
  const last = seen.at(-1)?.index ?? -1;
  useEffect(() => virtual.measure(), [virtual, detail?.key, rows]);
  useEffect(() => {
    if (at !== undefined && at < rows.length) virtual.scrollToIndex(at);
  }, [virtual, at, rows.length]);
  useEffect(() => {
    if (last >= 0 && last >= rows.length - 1) onEnd?.();
  }, [last, rows.length, onEnd]);
  const above = (seen[0]?.start ?? HEAD_PX) - HEAD_PX;
  const below = Math.max(0, virtual.getTotalSize() - ((seen.at(-1)?.end ?? HEAD_PX) - HEAD_PX));
  return (
    // A region that scrolls must be reachable by keyboard, though it holds no control of its own.
    <div className="scroll" ref={scroller} tabIndex={0} role="region" aria-label={label}>
      <table className={`grid ${className}`} aria-rowcount={total + 1} aria-label={label}>
        <thead>
          <tr aria-rowindex={1}>{head}</tr>
        </thead>
        <tbody>
          {above > 0 && <Space px={above} columns={columns} />}
          {seen.map(({ index }) => {
            const row = rows[index]!;
            return [
              <tr
                key={keyOf(row)}
                aria-rowindex={index + 2}
                className={index === at || isOpen(index) ? 'sel' : undefined}
                aria-selected={at === undefined ? undefined : index === at}
                onClick={onMove && (() => onMove(index))}
              >
                {renderCells(row)}
              </tr>,
              isOpen(index) && (
                <tr key={`${keyOf(row)} open`} className="ind-open-row">
                  <td colSpan={columns} style={{ height: detail!.px }}>
                    {detail!.renderRow(row)}
                  </td>
                </tr>
              ),
            ];
          })}
          {below > 0 && <Space px={below} columns={columns} />}
        </tbody>
      </table>
    </div>
  );
}

function Space({ px, columns }: { readonly px: number; readonly columns: number }) {
  return (
    <tr aria-hidden="true" className="ind-space">
      <td colSpan={columns} style={{ height: px }} />
    </tr>
  );
}
