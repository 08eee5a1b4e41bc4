import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';

const ROW_PX = 26;
const HEAD_PX = 28;
/** Browsers draw nothing higher than about 33 million pixels; rows beyond are reached by narrowing. */
export const MOST_WINDOW_ROWS = 1_200_000;

interface WindowTableProps {
  readonly label: string;
  readonly className: string;
  /** The `th` cells. */
  readonly head: ReactNode;
  /** All rows that there are. */
  readonly count: number;
  /** Draws the row of an index with its `tr`, whether it is read or not. */
  readonly renderRow: (index: number) => ReactNode;
  /** Which rows are in sight, and need to be read. */
  readonly onSeen: (first: number, last: number) => void;
  /** The row in hand, which is kept in sight. */
  readonly at?: number | undefined;
}

/** A real table of any length of which windows are read: only the rows in sight are in the document, the rest is empty space of the same height. */
export function WindowTable({ label, className, head, count, renderRow, onSeen, at }: WindowTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: Math.min(count, MOST_WINDOW_ROWS),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
    // The head stands over the rows: it moves where they start, and hides them while it sticks.
    scrollMargin: HEAD_PX,
    scrollPaddingStart: HEAD_PX,
  });
  const shown = virtual.getVirtualItems();
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  useEffect(() => onSeen(first, last), [first, last, onSeen]);
  useEffect(() => {
    if (at !== undefined && at < count) virtual.scrollToIndex(at);
  }, [virtual, at, count]);
  useEffect(() => {
    // Enter belongs to the row in hand now, not to a button that had the focus.
    if (at !== undefined) scroller.current?.focus({ preventScroll: true });
  }, [at]);
  const above = (shown[0]?.start ?? HEAD_PX) - HEAD_PX;
  const below = Math.max(0, virtual.getTotalSize() - ((shown.at(-1)?.end ?? HEAD_PX) - HEAD_PX));
  return (
    <div ref={scroller} className={`scroll ${className}`} tabIndex={0} role="region" aria-label={label}>
      <table className="grid" aria-rowcount={count + 1} aria-label={label}>
        <thead>
          <tr aria-rowindex={1}>{head}</tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden="true" style={{ height: above }} />}
          {shown.map(({ index }) => renderRow(index))}
          {below > 0 && <tr aria-hidden="true" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}
