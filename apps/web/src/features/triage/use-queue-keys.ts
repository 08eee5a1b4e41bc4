import { useNavigate } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useKeys } from '../../shell/use-keys.js';
import { askVerdict } from '../casebook/judge.js';
import { judgementOfNetworks } from '../casebook/judgements.js';
import { takeNext } from '../casebook/takes.js';
import { toggleWatch } from '../casebook/watching.js';
import { withMark, withRange, type QueueRow } from './queue.js';
import type { TriageFilter } from './triage-filter.js';
import type { ChangeFilter } from './use-triage-filter.js';

interface QueueKeys {
  /** Index of the row in hand. */
  readonly at: number;
  readonly current: QueueRow | undefined;
  readonly moveTo: (index: number) => void;
  readonly open: () => void;
  readonly mark: (id: string, isRange: boolean) => void;
  readonly takeOne: () => void;
}

/** What can be done with the queue, bound to its keys. */
export function useQueueKeys({
  rows,
  queue,
  filter,
  change,
  find,
}: {
  readonly rows: readonly QueueRow[];
  readonly queue: readonly QueueRow[];
  readonly filter: TriageFilter;
  readonly change: ChangeFilter;
  readonly find: RefObject<HTMLInputElement | null>;
}): QueueKeys {
  const navigate = useNavigate();
  const openIt = (id: string): void => void navigate({ to: '/n/$id', params: { id } });
  const at = Math.max(
    0,
    rows.findIndex(({ row }) => row.id === filter.at),
  );
  const current = rows[at];
  const marks = filter.marks ?? [];
  const moveTo = (index: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (next) change({ ...filter, at: next.row.id }, 'Moved in Triage');
  };
  const open = (): void => {
    if (current) openIt(current.row.id);
  };
  const mark = (id: string, isRange: boolean): void => {
    const ids = rows.map(({ row }) => row.id);
    const next = isRange ? withRange(marks, ids, id) : withMark(marks, id);
    change({ ...filter, at: id, marks: next.length > 0 ? next : undefined }, 'Marked in Triage');
  };
  /** The next that waits: of what is shown first, else of the whole queue, since a list of one's own holds no open one. */
  const takeOne = (): void => {
    const shown = rows.filter(({ status }) => status.isOpen);
    const waiting = shown.length > 0 ? shown : queue.filter(({ status }) => status.isOpen);
    takeNext(
      waiting.map(({ row }) => row.id),
      openIt,
    );
  };
  const judged = rows.filter(({ row }) => marks.includes(row.id));
  useKeys({
    J: () => moveTo(at + 1),
    ArrowDown: () => moveTo(at + 1),
    K: () => moveTo(at - 1),
    ArrowUp: () => moveTo(at - 1),
    Enter: open,
    F: () => find.current?.focus(),
    'Shift+F': () => change({}, 'Cleared filters'),
    X: current && (() => mark(current.row.id, false)),
    'Shift+X': current && (() => mark(current.row.id, true)),
    Escape: marks.length > 0 ? () => change({ ...filter, marks: undefined }, 'Took the marks away') : undefined,
    T: takeOne,
    W: current && (() => toggleWatch(current.row.id)),
    V:
      current &&
      (() => askVerdict(judgementOfNetworks((judged.length > 0 ? judged : [current]).map(({ row }) => row)))),
  });
  return { at, current, moveTo, open, mark, takeOne };
}
